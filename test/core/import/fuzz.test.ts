import { describe, expect, test } from 'vitest';
import { hasSamples } from '../../fixtures/check-sample.ts';
import { findFault } from '../../fuzz/find-fault.ts';
import { fuzzSamples } from '../../fuzz/fuzz-samples.ts';
import { makeMutant } from '../../fuzz/mutate.ts';

const COUNT = 5000;
const AT_ONCE = 500;
/** As everywhere: another seed is one variable away. */
const SEED = Number(process.env['SEED'] ?? 1);

describe.skipIf(!hasSamples)(
  'files damaged at random are read to what is left of them',
  { timeout: 60_000 },
  () => {
    const samples = hasSamples ? fuzzSamples() : [];

    test.each(Array.from({ length: COUNT / AT_ONCE }, (_, part) => part * AT_ONCE))(
      'from %i on',
      async (from) => {
        const faults: string[] = [];
        for (let number = from; number < from + AT_ONCE; number++) {
          const { bytes, story } = makeMutant(samples, SEED, number);
          const fault = await findFault(bytes);
          if (fault !== null) faults.push(`${story}: ${fault}`);
        }
        expect(faults).toEqual([]);
      },
    );
  },
);
