import type { SourceFile } from '../core/model/source.ts';
import type { FileHandle } from './channel.ts';

/** Bytes per chunk, and read at most at once: Chromium gives about 100 KB a read, and a call into the parser costs more than a chunk this size. */
const CHUNK = 1 << 20;
/** Bytes per chunk where streams stall: in Chromium 1 MB slices come at 200 MB/s, 4 MB at 370, 16 MB at 650. */
const SLICE = 8 << 20;
/** A stream that gives nothing for so many milliseconds has stalled. A disk that sleeps takes longer: then slices, which wait. */
const PATIENCE = 5000;
/** Streams that stalled without a byte before slices are read instead. */
const MOST_STALLS = 2;

/** The file as the core reads it. Nothing is read before `chunks` is called; each chunk is the caller's to keep. */
export function fileSource({ name, file }: FileHandle): SourceFile {
  return {
    name,
    size: file.size,
    chunks: (from = 0, to = Infinity) => readChunks(file, from, Math.min(to, file.size)),
  };
}

/** Streams that are read now. What nothing refers to but its own pending read, Chromium collects, and never ends the read. */
const held = new Set<ChunkStream>();

/**
 * The bytes `first .. end` of `file`. By a stream into buffers of ours, the fastest way in a worker; where it stalls all the
 * same, a new one begins where it stopped.
 */
async function* readChunks(file: Blob, first: number, end: number): AsyncGenerator<Uint8Array> {
  let from = first;
  try {
    for (let stalls = 0; from < end && stalls < MOST_STALLS;) {
      const stream = new ChunkStream(file.slice(from, end));
      held.add(stream);
      try {
        for (let chunk = await stream.read(); chunk.length > 0; chunk = await stream.read()) {
          from += chunk.length;
          stalls = 0;
          yield chunk;
        }
        if (!stream.hasStalled) return;
        stalls++;
      } finally {
        held.delete(stream);
        stream.release();
      }
    }
    for (; from < end; from += SLICE)
      yield new Uint8Array(await file.slice(from, Math.min(end, from + SLICE)).arrayBuffer());
  } catch (error) {
    throw isGone(error) ? new Error(GONE, { cause: error }) : error;
  }
}

/** A stream of a file's bytes, read in chunks of `CHUNK`. */
class ChunkStream {
  /** The last chunk ended early because nothing more came. */
  hasStalled = false;
  readonly #reader;

  constructor(file: Blob) {
    this.#reader = file.stream().getReader({ mode: 'byob' });
  }

  /** The next chunk; shorter only at the end, or where the stream stalled; empty where nothing is left. */
  async read(): Promise<Uint8Array> {
    let buffer = new ArrayBuffer(this.hasStalled ? 0 : CHUNK);
    let length = 0;
    while (length < buffer.byteLength) {
      const result = await this.#readInto(new Uint8Array(buffer, length));
      if (result === 'stalled') {
        this.hasStalled = true;
        return Uint8Array.from(this.#kept);
      }
      if (!result.value) break;
      buffer = result.value.buffer; // moves with every read
      length += result.value.length;
      if (result.done) break;
    }
    return new Uint8Array(buffer, 0, length);
  }
}
