import { giveWay } from '../../lib/give-way.ts';
import { concatenate } from './chunk-reader.ts';
import { DAMAGED, DamagedData, ENDS_EARLY } from './damaged-data.ts';

/** Bytes inflated at once: the platform drops what came out of a piece in which the data are damaged. */
const PIECE_BYTES = 1 << 14;
/** Bytes of a piece in which its data may have ended, though only the next one is refused: Node takes a few more. */
const KEPT_BYTES = 16;
/** Turns without output after which each is a millisecond at least: other programs may need the processor. */
const SHORT_TURNS = 50;
/** … and after which none is waited for. */
const MOST_QUIET_TURNS = 1000;
/** Deflated data may become so many times as long (RFC 1951: 258 bytes in two bits). */
const MOST_GROWTH = 1032;
/** What may still come out of the pieces that were taken and not yet inflated, in bytes. */
const MOST_PENDING = 2 * PIECE_BYTES * MOST_GROWTH;
/** Bytes of the length that ends gzip data. */
export const LENGTH_BYTES = 4;

/** One compressed stream on its way through the platform's decompression. */
export class Inflater {
  readonly #writer;
  readonly #reader;
  readonly #reading: Promise<void>;
  #output: Uint8Array[] = [];
  #length = 0;
  /** What was written last, and some bytes before it. */
  #piece: Uint8Array = new Uint8Array(0);
  #before: Uint8Array = new Uint8Array(0);

  constructor(format: 'gzip' | 'deflate-raw') {
    const { readable, writable } = new DecompressionStream(format);
    this.#writer = writable.getWriter();
    this.#reader = readable.getReader();
    this.#reading = this.#readAll();
    // Heard again in `end`; without this, damage would count as a rejection nobody handles.
    this.#reading.catch(() => {});
  }

  /** Gives what has come out. Throws `DamagedData`. */
  async *inflate(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      this.#before = this.#lastWritten().slice(-KEPT_BYTES);
      this.#piece = bytes.subarray(at, at + PIECE_BYTES);
      await this.#writer.write(this.#piece).catch(refuseAs(DAMAGED));
      yield* this.take();
    }
  }

  /** Gives the rest. Throws `DamagedData` where the data end early. */
  async *end(): AsyncGenerator<Uint8Array> {
    await this.#writer.close().catch(refuseAs(ENDS_EARLY));
    await this.#reading.catch(refuseAs(ENDS_EARLY));
    yield* this.take();
  }

  /** What has come out and was not given yet. */
  *take(): Generator<Uint8Array> {
    const output = this.#output;
    this.#output = [];
    yield* output;
  }

  /**
   * Whether `length` bytes have come out, modulo 2^32, once nothing more comes out. Node inflates in a thread of its own and
   * takes bytes before it has: it is given time where the length is another.
   */
  async hasLength(length: number): Promise<boolean> {
    if (modulo32(length - this.#length) > MOST_PENDING) return false;
    let before = -1;
    for (let quietTurns = 0; quietTurns < MOST_QUIET_TURNS; quietTurns++) {
      if (before === this.#length && modulo32(this.#length) === length) return true;
      if (before !== this.#length) quietTurns = 0;
      before = this.#length;
      await (quietTurns < SHORT_TURNS ? giveWay() : sleepBriefly());
    }
    return false;
  }

  /** What was written behind gzip data that were whole, and so end with their length; null where their end is not found. */
  rest(): Uint8Array | null {
    const bytes = this.#lastWritten();
    const view = new DataView(bytes.buffer);
    const length = modulo32(this.#length);
    const last = bytes.length - LENGTH_BYTES;
    if (last >= 0 && view.getUint32(last, true) === length) return new Uint8Array(0);
    for (let at = LENGTH_BYTES; at <= bytes.length; at++)
      if (view.getUint32(at - LENGTH_BYTES, true) === length) return bytes.subarray(at);
    return null;
  }

  #lastWritten(): Uint8Array<ArrayBuffer> {
    return concatenate([this.#before, this.#piece], this.#before.length + this.#piece.length);
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

function modulo32(length: number): number {
  return length - Math.floor(length / 2 ** 32) * 2 ** 32;
}

/** Does nothing for a moment. */
function sleepBriefly(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

function refuseAs(reason: string): (cause: unknown) => never {
  return (cause) => {
    throw new DamagedData(reason, { cause });
  };
}
