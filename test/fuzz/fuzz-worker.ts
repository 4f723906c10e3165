import { parentPort, workerData } from 'node:worker_threads';
import { findFault } from './find-fault.ts';
import { fuzzSamples } from './fuzz-samples.ts';
import { minimise } from './minimise.ts';
import { makeMutant } from './mutate.ts';

/** What a worker is given to do. */
interface Task {
  readonly seed: number;
  /** The first mutant, and behind the last. */
  readonly from: number;
  readonly to: number;
  /** The mutant that is being read, and how many readings were begun: for whoever waits for one that does not end. */
  readonly state: Int32Array;
}

/** A fault without the numbers and texts in it: what two inputs have in common. */
const kindOf = (fault: string): string =>
  fault
    .split('\n', 1)[0]
    .replaceAll(/"(?:[^"\\]|\\.)*"|[[{].*/g, '""')
    .replaceAll(/\d+/g, '0');

const { seed, from, to, state } = workerData as Task;
const samples = fuzzSamples();
const known = new Set<string>();
for (let number = from; number < to; number++) {
  state[0] = number;
  state[1]++;
  const { bytes, story } = makeMutant(samples, seed, number);
  const fault = await findFault(bytes);
  if (fault === null) continue;
  const kind = kindOf(fault);
  const isKnown = known.has(kind);
  known.add(kind);
  // Only the first of a kind is made small: that takes as long as thousands of others.
  const isSame = async (smaller: Uint8Array): Promise<boolean> => {
    state[1]++;
    const other = await findFault(smaller);
    return other !== null && kindOf(other) === kind;
  };
  const smallest = isKnown ? null : Buffer.from(await minimise(bytes, isSame)).toString('latin1');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- between threads there is none
  parentPort!.postMessage({ story, fault, kind, smallest });
}
