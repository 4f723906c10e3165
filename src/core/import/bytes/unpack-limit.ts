/** More bytes out than so many of one in are a trap: real traces compress 10 to 30 times, the most repetitive 200. */
const LARGEST_RATIO = 500;
/** Below this no ratio matters: it is read in a moment. */
const ALWAYS_ALLOWED = 1 << 26;
/** No data set of more text fits into a browser. */
const MOST_BYTES = 2 ** 36;

/** The file unpacks to more than is read. The message is for the user. */
export class UnpacksTooLarge extends Error {
  override readonly name = 'UnpacksTooLarge';
}

/** How many bytes may come out of `packedBytes` (0: not known). */
function mostOf(packedBytes: number): number {
  const most = packedBytes === 0 ? MOST_BYTES : packedBytes * LARGEST_RATIO;
  return Math.min(MOST_BYTES, Math.max(ALWAYS_ALLOWED, most));
}

/** Why a file in an archive is left out whose directory says that so many bytes come out of so few; null where it is not. */
export function refuseBomb(packedBytes: number, bytes: number): string | null {
  const most = mostOf(packedBytes);
  if (bytes <= most) return null;
  return `It unpacks ${describeExcess(most)}, and was left out. If you trust it, unpack the archive and open the parts you need.`;
}

/** Counts what comes out of a file of `packedBytes` (0: not known) through all its compressions, one in another included. */
export class UnpackLimit {
  readonly #most: number;
  #bytes = 0;

  constructor(packedBytes: number) {
    this.#most = mostOf(packedBytes);
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
    if (this.#bytes > this.#most)
      throw new UnpacksTooLarge(
        `The file unpacks ${describeExcess(this.#most)}: reading stopped. If you trust it, unpack it and open the parts you need.`,
      );
  }
}

function describeExcess(most: number): string {
  return most === MOST_BYTES
    ? 'to more than 64 GB'
    : `to more than ${LARGEST_RATIO} times its size, as only files made to fill memory do`;
}
