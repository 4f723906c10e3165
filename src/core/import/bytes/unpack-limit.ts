/** More bytes out than so many of one in are a trap: real traces compress 10 to 30 times, the most repetitive 200. */
const LARGEST_RATIO = 500;
/** Below this no ratio matters: it is read in a moment. */
const ALWAYS_ALLOWED = 1 << 26;
/** One file in an archive may not use all of that up: others come behind it. */
export const ALLOWED_OF_ARCHIVE = ALWAYS_ALLOWED / 2;
/** No data set of more text fits into a browser. */
const MOST_BYTES = 2 ** 36;

/** The file unpacks to more than is read. The message is for the user. */
export class UnpacksTooLarge extends Error {
  override readonly name = 'UnpacksTooLarge';
}

/** Counts what comes out of a file of `packedBytes` (0: not known) through all its compressions, one in another included. */
export class UnpackLimit {
  readonly #most: number;
  #bytes = 0;

  /** Up to `allowed` bytes may come out whatever the ratio. */
  constructor(packedBytes: number, allowed = ALWAYS_ALLOWED) {
    const most = packedBytes === 0 ? MOST_BYTES : packedBytes * LARGEST_RATIO;
    this.#most = Math.min(MOST_BYTES, Math.max(allowed, most));
  }

  /** `chunks`; throws `UnpacksTooLarge` once there are too many in all. */
  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length;
      this.assertKept();
      yield chunk;
    }
  }

  /** Throws `UnpacksTooLarge` once too much came out, whoever asked for it. */
  assertKept(): void {
    if (this.#bytes > this.#most) throw new UnpacksTooLarge(describe(this.#most));
  }
}

function describe(most: number): string {
  const why =
    most === MOST_BYTES
      ? 'to more than 64 GB'
      : `to more than ${LARGEST_RATIO} times its size, as only files made to fill memory do`;
  return `The file unpacks ${why}: reading stopped. If you trust it, unpack it and open the parts you need.`;
}
