import { LINE_FEED, OPEN_BRACE } from '../../json/ascii.ts';
import { ChunkReader } from './chunk-reader.ts';
import { DAMAGED, DamagedData, ENDS_EARLY } from './damaged-data.ts';
import { isZstd, unzstd } from './zstd.ts';

const LENGTH_BYTES = 4;
/** The collector sends 4 MB at most by default; what is larger is no length. */
const LONGEST_MESSAGE = 1 << 28;

/** Whether the collector's file exporter wrote this with a compression: the length of a message, then the message. */
export function isFramed(head: Uint8Array): boolean {
  if (head.length <= LENGTH_BYTES || lengthOf(head) > LONGEST_MESSAGE) return false;
  return isZstd(head.subarray(LENGTH_BYTES)) || (head[0] === 0 && head[LENGTH_BYTES] === OPEN_BRACE);
}

/**
 * The messages, each on a line: `length (4 bytes, big-endian) message length message …`, compressed each by itself. Throws
 * `DamagedData` behind what could be read: one that is damaged keeps no other from being read.
 */
export async function* unframe(bytes: ChunkReader): AsyncGenerator<Uint8Array> {
  let damage: unknown = null;
  for (let head = await bytes.peek(LENGTH_BYTES); head.length > 0; head = await bytes.peek(LENGTH_BYTES)) {
    const length = head.length < LENGTH_BYTES ? 0 : lengthOf(head);
    if (length === 0 || length > LONGEST_MESSAGE) throw new DamagedData(length === 0 ? ENDS_EARLY : DAMAGED);
    bytes.skip(LENGTH_BYTES);
    const message = (await bytes.peek(length)).subarray(0, length);
    bytes.skip(message.length);
    try {
      yield* isZstd(message) ? unzstd(new ChunkReader(once(message))) : once(message);
    } catch (error) {
      if (!(error instanceof DamagedData)) throw error;
      damage ??= error;
    }
    yield Uint8Array.of(LINE_FEED);
    if (message.length < length) throw new DamagedData(ENDS_EARLY);
  }
  if (damage !== null) throw damage;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function lengthOf(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0);
}
