const GIB = 2 ** 30;
/** Where the browser does not tell how much there is. */
export const USUAL_BUDGET = 2 * GIB;
/** No array of the data set may open with more than 32 bits, nor a WebAssembly memory grow further. */
const LARGEST_BUDGET = 4 * GIB;

/** Bytes of a load after which its own figures say more than those of other files. */
const LEARNING_BYTES = 64 << 20;
/** Bytes a data set takes for one of text, from files of many tools: 0.1 with few attributes to 0.25 with many. */
const USUAL_SHARE = 0.15;
/** Bytes of text in one of a compressed file. */
const USUAL_COMPRESSION = 10;
const COMPRESSED_NAME = /\.(?:gz|tgz|zst|zip)$/i;

/** Bytes a data set is guessed to take for one of a file of this name. */
export function guessShare(name: string): number {
  return COMPRESSED_NAME.test(name) ? USUAL_SHARE * USUAL_COMPRESSION : USUAL_SHARE;
}

/** Bytes a data set may take on a machine of `deviceMemory` GiB, as `navigator` tells; undefined where it does not. */
export function budgetFor(deviceMemory: number | undefined): number {
  return deviceMemory === undefined ? USUAL_BUDGET : Math.min(LARGEST_BUDGET, (deviceMemory * GIB) / 2);
}

/** A moment of a load. */
interface Reading {
  /** Bytes read of its files. */
  readonly done: number;
  /** Bytes of the data set. */
  readonly memory: number;
}

/**
 * Foresees what memory the files of one load will take together. At first from their sizes; then from what the later half of
 * what was read took, because new values become rarer:
 *
 *     memory                     ..* expected
 *                            ..:`
 *              now  __..--*:`          the line through the halfway point and now, drawn on to the end
 *     halfway  _.-*`
 *             /
 *            /____________|_________| bytes read
 */
export class MemoryForecast {
  readonly #share: number;
  readonly #before: Reading;
  #halfway: Reading;
  #next: Reading;
  #last: Reading;

  /** `memory`: bytes of the data set before. `share`: what it is guessed to take for a byte of the files. */
  constructor(memory: number, share: number) {
    this.#share = share;
    this.#before = { done: 0, memory };
    this.#halfway = this.#next = this.#last = this.#before;
  }

  note(done: number, memory: number): void {
    this.#last = { done, memory };
    if (done < 2 * this.#next.done) return;
    this.#halfway = this.#next;
    this.#next = this.#last;
  }

  /** Whether so much was read that the forecast may decide what is held. */
  get isLearned(): boolean {
    return this.#last.done >= LEARNING_BYTES;
  }

  /** What the data set will take when `left` more bytes are read. */
  expect(left: number): number {
    const { done, memory } = this.#last;
    const guessed = this.#before.memory + this.#share * (done + left);
    if (!this.isLearned && done < left) return Math.max(memory, guessed);
    const since = done - this.#halfway.done;
    const slope = since > 0 ? (memory - this.#halfway.memory) / since : this.#share;
    return memory + Math.max(0, slope) * left;
  }
}
