import { Decompress } from 'fzstd';
import type { ChunkReader } from './chunk-reader.ts';
import { DAMAGED, DamagedData, ENDS_EARLY, FOLLOWED } from './damaged-data.ts';

/** A frame says how far it looks back, and so much is held: what zstd itself takes without being told to take more. */
const LARGEST_WINDOW = 1 << 27;
/** Magic, descriptor, window, dictionary, content size. */
const LONGEST_HEADER = 18;
const BLOCK_HEADER = 3;
const CHECKSUM = 4;
const ONE_BYTE_REPEATED = 1;

export function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

/** What a zstd decoder passes over: `50 2a 4d 18` to `5f 2a 4d 18`, and how many bytes follow. */
function isSkippable(head: Uint8Array): boolean {
  return (head[0] & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}

/**
 * What zstd data hold, all frames of them, block by block:
 *
 *     frame   magic  header  block …  checksum        block   last? type length (3 bytes)  data
 *
 * Throws `DamagedData` behind what could be read.
 */
export async function* unzstd(bytes: ChunkReader): AsyncGenerator<Uint8Array> {
  let head = await bytes.peek(LONGEST_HEADER);
  for (; head.length > 0; head = await bytes.peek(LONGEST_HEADER)) {
    if (isSkippable(head)) await bytes.drop(8 + viewOf(head).getUint32(4, true));
    else if (isZstd(head)) yield* readFrame(bytes, head);
    else throw new DamagedData(FOLLOWED);
  }
}

async function* readFrame(bytes: ChunkReader, head: Uint8Array): AsyncGenerator<Uint8Array> {
  const { length, window, hasChecksum } = readHeader(head);
  if (window > LARGEST_WINDOW) throw new DamagedData('The compressed data need more than 128 MB of memory');
  const output: Uint8Array[] = [];
  const decoder = new Decompress((block) => output.push(block));
  let before = length; // of the header, which goes with the first block
  for (let isLast = false; !isLast; before = 0) {
    const start = (await bytes.peek(before + BLOCK_HEADER)).subarray(before);
    if (start.length < BLOCK_HEADER) throw new DamagedData(ENDS_EARLY);
    const word = start[0] | (start[1] << 8) | (start[2] << 16);
    isLast = (word & 1) === 1;
    const data = ((word >> 1) & 3) === ONE_BYTE_REPEATED ? 1 : word >> 3;
    const size = before + BLOCK_HEADER + data + (isLast && hasChecksum ? CHECKSUM : 0);
    const block = (await bytes.peek(size)).subarray(0, size);
    if (block.length < size) throw new DamagedData(ENDS_EARLY);
    try {
      decoder.push(block.slice(), isLast); // its own: it may be kept
    } catch (cause) {
      throw new DamagedData(DAMAGED, { cause });
    }
    bytes.skip(size);
    yield* output.splice(0);
  }
}

interface FrameHeader {
  readonly length: number;
  /** Bytes that later ones may repeat. */
  readonly window: number;
  readonly hasChecksum: boolean;
}

/** RFC 8878, 3.1.1.1. */
function readHeader(head: Uint8Array): FrameHeader {
  const descriptor = head[4];
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6];
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
  const sizeFrom = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
  const length = sizeFrom + sizeBytes;
  const exponent = 10 + (head[5] >> 3);
  const window = 2 ** exponent * (1 + (head[5] & 7) / 8);
  return {
    length,
    window: isSingleSegment ? readSize(head, sizeFrom, sizeBytes) : window,
    hasChecksum: (descriptor & 4) !== 0,
  };
}

/** Little-endian; of two bytes 256 more. */
function readSize(head: Uint8Array, from: number, length: number): number {
  let size = length === 2 ? 256 : 0;
  for (let at = 0; at < length; at++) size += (head[from + at] ?? 0) * 2 ** (8 * at);
  return size;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
