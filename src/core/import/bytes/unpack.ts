import { ChunkReader } from './chunk-reader.ts';
import { isFramed, unframe } from './collector-frames.ts';
import { DamagedData } from './damaged-data.ts';
import { gunzip, isGzip } from './gzip.ts';
import type { UnpackLimit } from './unpack-limit.ts';
import { isZstd, unzstd } from './zstd.ts';

interface Compression {
  readonly name: string;
  readonly isIt: (head: Uint8Array) => boolean;
  /** Throws `DamagedData` behind what could be read. */
  readonly unpack: (bytes: ChunkReader) => AsyncIterable<Uint8Array>;
}

const COMPRESSIONS: readonly Compression[] = [
  { name: 'gzip', isIt: isGzip, unpack: gunzip },
  { name: 'zstd', isIt: isZstd, unpack: unzstd },
  { name: 'collector frames', isIt: isFramed, unpack: unframe },
];
/** One in another, and so on: not deeper than this. */
const MOST_COMPRESSIONS = 4;
/** Enough to know any of them by. */
const HEAD_BYTES = 16;

/** Whether bytes that begin so are compressed. */
export function isCompressed(beginning: Uint8Array): boolean {
  return COMPRESSIONS.some(({ isIt }) => isIt(beginning));
}

/** Bytes out of their compressions. */
export class Unpacked {
  bytes: ChunkReader;
  /** What was taken off, outermost first. */
  readonly encodings: string[] = [];
  /** In words what is wrong with the compressed data, as far as they were read; null while nothing is. */
  damage: string | null = null;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.bytes = new ChunkReader(this.#watch(chunks));
  }

  async unpack(limit: UnpackLimit): Promise<void> {
    while (this.encodings.length < MOST_COMPRESSIONS) {
      const head = await this.bytes.peek(HEAD_BYTES);
      const compression = COMPRESSIONS.find(({ isIt }) => isIt(head));
      if (!compression) return;
      this.encodings.push(compression.name);
      this.bytes = new ChunkReader(limit.watch(this.#watch(compression.unpack(this.bytes))));
    }
  }

  /** Ends `chunks` where they are damaged. */
  async *#watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      if (!(error instanceof DamagedData)) throw error;
      this.damage ??= error.message;
    }
  }
}
