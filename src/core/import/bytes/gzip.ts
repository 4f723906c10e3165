import { concatenate } from './chunk-reader.ts';
import { DamagedData, FOLLOWED } from './damaged-data.ts';
import { Inflater, LENGTH_BYTES } from './inflater.ts';

const MAGIC = [0x1f, 0x8b, 0x08] as const;
/** Magic, flags, time, extra flags and system (RFC 1952, 2.3). */
const HEADER_BYTES = 10;
const FLAGS = 3;
const SYSTEM = 9;
const RESERVED_FLAGS = 0xe0;
const LAST_SYSTEM = 13;
const UNKNOWN_SYSTEM = 255;

export function isGzip(head: Uint8Array): boolean {
  return MAGIC.every((byte, at) => head[at] === byte);
}

/**
 * What gzip data hold, all members of them (`cat a.gz b.gz`, rotated logs). The platform's decompression takes one member
 * and refuses what follows without saying where it ended. So ends are found by their mark: the four bytes before the next
 * member's header are the length of what came out. Chance writes such a mark once in 2^63 bytes.
 *
 * Throws `DamagedData` behind what could be read.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let member = new Inflater('gzip');
  /** The end of the chunk before, where a mark may have begun. */
  let held: Uint8Array = new Uint8Array(0);
  try {
    for await (const chunk of chunks) {
      const bytes = concatenate([held, chunk], held.length + chunk.length);
      let done = 0;
      for (let at = findHeader(bytes, LENGTH_BYTES); at >= 0; at = findHeader(bytes, at + 1)) {
        yield* member.inflate(bytes.subarray(done, at));
        done = at;
        const length = new DataView(bytes.buffer).getUint32(at - LENGTH_BYTES, true);
        if (!(await member.hasLength(length))) continue;
        yield* member.end();
        member = new Inflater('gzip');
      }
      const heldFrom = Math.max(done, bytes.length - LENGTH_BYTES - HEADER_BYTES + 1);
      yield* member.inflate(bytes.subarray(done, heldFrom));
      held = bytes.subarray(heldFrom);
    }
    yield* member.inflate(held);
    yield* member.end();
  } catch (error) {
    yield* member.take();
    const rest = error instanceof DamagedData ? member.rest() : null;
    if (rest === null) throw error;
    // What is refused is there: where nothing seems to follow, it ends with the same length, as a copy does.
    if (rest.length === 0) throw new DamagedData(FOLLOWED);
  }
  // Some platforms refuse what follows, others pass over it.
  const rest = member.rest();
  if (rest?.some((byte) => byte !== 0)) throw new DamagedData(FOLLOWED); // zeros are padding
}

/** Where the header of a member may stand, whole; -1 where none does. */
function findHeader(bytes: Uint8Array, from: number): number {
  const last = bytes.length - HEADER_BYTES;
  for (let at = bytes.indexOf(MAGIC[0], from); at >= 0 && at <= last; at = bytes.indexOf(MAGIC[0], at + 1)) {
    const system = bytes[at + SYSTEM];
    const isKnown = system <= LAST_SYSTEM || system === UNKNOWN_SYSTEM;
    if (isKnown && (bytes[at + FLAGS] & RESERVED_FLAGS) === 0 && isGzip(bytes.subarray(at))) return at;
  }
  return -1;
}
