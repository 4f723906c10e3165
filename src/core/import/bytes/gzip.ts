import { giveWay } from '../../lib/give-way.ts';
import { concatenate } from './chunk-reader.ts';

const MAGIC = [0x1f, 0x8b, 0x08] as const;
/** Bytes of the length that ends a member. */
const LENGTH_BYTES = 4;
/** Bytes inflated at once: what came out of a piece is lost where the data are damaged within it. */
const PIECE_BYTES = 1 << 14;

export function isGzip(head: Uint8Array): boolean {
  return MAGIC.every((byte, at) => head[at] === byte);
}

/**
 * What gzip data hold, all members of them (`cat a.gz b.gz`, rotated logs). The platform's decompression takes one member
 * and refuses what follows without saying where it ended. So ends are found by their mark: the four bytes before the next
 * member's magic are the length of what came out. Chance writes such a mark once in 2^56 bytes.
 *
 * `onDamage` is told in words whether the data end too early or are damaged; what came out until then was given.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  onDamage: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  let member = new GzipMember();
  /** The end of the chunk before, where a mark may have begun. */
  let held: Uint8Array = new Uint8Array(0);
  let isAtEnd = false;
  try {
    for await (const chunk of chunks) {
      const bytes = concatenate([held, chunk], held.length + chunk.length);
      let done = 0;
      for (let at = findMagic(bytes, LENGTH_BYTES); at >= 0; at = findMagic(bytes, at + 1)) {
        yield* member.inflate(bytes.subarray(done, at));
        done = at;
        const length = new DataView(bytes.buffer).getUint32(at - LENGTH_BYTES, true);
        if (length !== (await member.settledLength()) % 2 ** 32) continue;
        yield* member.end();
        member = new GzipMember();
      }
      const heldFrom = Math.max(done, bytes.length - LENGTH_BYTES - MAGIC.length);
      yield* member.inflate(bytes.subarray(done, heldFrom));
      held = bytes.subarray(heldFrom);
    }
    yield* member.inflate(held);
    isAtEnd = true;
    yield* member.end();
  } catch {
    yield* member.take();
    onDamage(isAtEnd ? 'The compressed data end too early' : 'The compressed data are damaged');
  }
}

function findMagic(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(MAGIC[0], from); at >= 0; at = bytes.indexOf(MAGIC[0], at + 1))
    if (isGzip(bytes.subarray(at, at + MAGIC.length))) return at;
  return -1;
}

/** One member on its way through the platform's decompression. */
class GzipMember {
  readonly #writer;
  readonly #reader;
  readonly #reading: Promise<void>;
  #output: Uint8Array[] = [];
  #length = 0;

  constructor() {
    const { readable, writable } = new DecompressionStream('gzip');
    this.#writer = writable.getWriter();
    this.#reader = readable.getReader();
    this.#reading = this.#readAll();
    // Heard again in `end`; without this, damage would count as a rejection nobody handles.
    this.#reading.catch(() => {});
  }

  /** Gives what has come out. Throws where the data are damaged. */
  async *inflate(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      await this.#writer.write(bytes.subarray(at, at + PIECE_BYTES));
      yield* this.take();
    }
  }

  /** Gives the rest. Throws where the data end early. */
  async *end(): AsyncGenerator<Uint8Array> {
    await this.#writer.close();
    await this.#reading;
    yield* this.take();
  }

  *take(): Generator<Uint8Array> {
    const output = this.#output;
    this.#output = [];
    yield* output;
  }

  /** Bytes that have come out, once nothing more comes out. */
  async settledLength(): Promise<number> {
    for (let before = -1; before !== this.#length;) {
      before = this.#length;
      await giveWay();
    }
    return this.#length;
  }

  async #readAll(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done || !value) return;
      this.#output.push(value);
      this.#length += value.length;
    }
  }
}
