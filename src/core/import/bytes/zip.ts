import { ChunkReader } from './chunk-reader.ts';
import { DamagedData } from './damaged-data.ts';
import { Inflater } from './inflater.ts';
import type { PackedFile } from './packed-file.ts';
import { ALLOWED_OF_ARCHIVE, UnpackLimit } from './unpack-limit.ts';
import { unzstd } from './zstd.ts';

/** What a ZIP archive is read from: places in it are read in any order. */
export interface ZipBytes {
  readonly size: number;
  readonly chunks: (from?: number, to?: number) => AsyncIterable<Uint8Array>;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const LARGE_DIRECTORY_END = 0x06064b50;
const LARGE_LOCATOR = 0x07064b50;
const DESCRIPTOR = 0x08074b50;

/** The end of the directory: 22 bytes and a comment of up to 64 KB, before it the locator of the large one. */
const LONGEST_END = 22 + 0xffff + 20;
const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
/** A size or a place that stands in the extra field instead. */
const ELSEWHERE = 0xffffffff;

const STORED = 0;
const DEFLATED = 8;
const ZSTD = 93;
const OTHER_METHODS: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  95: 'xz',
  98: 'PPMd',
};

export function isZip(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const mark = viewOf(head).getUint32(0, true);
  return mark === LOCAL_HEADER || mark === DIRECTORY_END;
}

/**
 * The files in a ZIP archive, in the order of its directory, which stands at its end and says where each of them is:
 *
 *     local header  data  local header  data …  directory: entry entry …  end of the directory
 *
 * Where the directory is missing, because the archive was cut, the local headers are followed from the first on, and
 * `onDamage` is told so.
 */
export async function* listZip(
  zip: ZipBytes,
  onDamage: (reason: string) => void,
): AsyncGenerator<PackedFile> {
  const directory = await findDirectory(zip);
  if (directory === null) {
    onDamage('The ZIP archive ends too early: its directory is missing');
    yield* followHeaders(zip);
    return;
  }
  const entries = new ChunkReader(zip.chunks(directory.from, directory.to));
  for (;;) {
    const fixed = await entries.peek(ENTRY_BYTES);
    if (fixed.length < ENTRY_BYTES || viewOf(fixed).getUint32(0, true) !== DIRECTORY_ENTRY) return;
    const view = viewOf(fixed);
    const length =
      ENTRY_BYTES + view.getUint16(28, true) + view.getUint16(30, true) + view.getUint16(32, true);
    const entry = readEntry((await entries.peek(length)).subarray(0, length), directory.shift);
    entries.skip(length);
    if (!entry.name.endsWith('/')) yield packedFile(zip, entry);
  }
}

/** A file as the archive describes it; sizes in bytes. */
interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly headerAt: number;
}

interface Directory {
  readonly from: number;
  readonly to: number;
  /** Bytes in front of the archive that its places do not count. */
  readonly shift: number;
}

async function findDirectory(zip: ZipBytes): Promise<Directory | null> {
  const tailAt = Math.max(0, zip.size - LONGEST_END);
  const tail = await readBytes(zip, tailAt, zip.size);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== DIRECTORY_END) at--;
  if (at < 0) return null;
  let size = view.getUint32(at + 12, true);
  let from = view.getUint32(at + 16, true);
  let to = tailAt + at;
  if (at >= 20 && view.getUint32(at - 20, true) === LARGE_LOCATOR) {
    to = Number(view.getBigUint64(at - 12, true));
    const large = await readBytes(zip, to, to + 56);
    if (large.length < 56 || viewOf(large).getUint32(0, true) !== LARGE_DIRECTORY_END) return null;
    size = Number(viewOf(large).getBigUint64(40, true));
    from = Number(viewOf(large).getBigUint64(48, true));
  }
  return size > to ? null : { from: to - size, to, shift: to - size - from };
}

function readEntry(bytes: Uint8Array, shift: number): Entry {
  const view = viewOf(bytes);
  const nameEnd = ENTRY_BYTES + view.getUint16(28, true);
  const extra = bytes.subarray(nameEnd, nameEnd + view.getUint16(30, true));
  const [size, packedSize, headerAt] = readLarge(extra, [
    view.getUint32(24, true),
    view.getUint32(20, true),
    view.getUint32(42, true),
  ]);
  return {
    name: nameOf(bytes.subarray(ENTRY_BYTES, nameEnd)),
    flags: view.getUint16(8, true),
    method: view.getUint16(10, true),
    packedSize,
    size,
    headerAt: headerAt + shift,
  };
}

/** `numbers`, those that do not fit into 32 bits from the extra field 1, which holds just them, in this order. */
function readLarge(extra: Uint8Array, numbers: readonly number[]): number[] {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return numbers.map((number) => {
    if (number !== ELSEWHERE || at + 8 > extra.length) return number;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  });
}

/** Without a directory: file after file, each behind the one before. The last one may be cut. */
async function* followHeaders(zip: ZipBytes): AsyncGenerator<PackedFile> {
  for (let headerAt = 0; headerAt + LOCAL_BYTES <= zip.size;) {
    const bytes = await readBytes(zip, headerAt, headerAt + LOCAL_BYTES + 0x20000);
    const view = viewOf(bytes);
    if (bytes.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) return;
    const nameEnd = LOCAL_BYTES + view.getUint16(26, true);
    const dataFrom = nameEnd + view.getUint16(28, true);
    const flags = view.getUint16(6, true);
    const [size, stated] = readLarge(bytes.subarray(nameEnd, dataFrom), [
      view.getUint32(22, true),
      view.getUint32(18, true),
    ]);
    const hasDescriptor = (flags & 8) !== 0;
    const packedSize = hasDescriptor ? await findDescriptor(zip, headerAt + dataFrom) : stated;
    const name = nameOf(bytes.subarray(LOCAL_BYTES, nameEnd));
    const entry = { name, flags, method: view.getUint16(8, true), packedSize, size, headerAt };
    if (!name.endsWith('/')) yield packedFile(zip, entry);
    headerAt += dataFrom + packedSize + (hasDescriptor ? 16 : 0);
  }
}

/** Bytes from `dataFrom` to the descriptor that states just so many; to the end where there is none. */
async function findDescriptor(zip: ZipBytes, dataFrom: number): Promise<number> {
  const bytes = new ChunkReader(zip.chunks(dataFrom));
  for (let passed = 0; ;) {
    const head = await bytes.peek(12);
    if (head.length < 12) return Math.max(0, zip.size - dataFrom);
    const view = viewOf(head);
    let at = 0;
    for (; at + 12 <= head.length; at++) {
      if (head[at] !== 0x50 || view.getUint32(at, true) !== DESCRIPTOR) continue;
      if (view.getUint32(at + 8, true) === (passed + at) % 2 ** 32) return passed + at;
    }
    bytes.skip(at);
    passed += at;
  }
}

function packedFile(zip: ZipBytes, entry: Entry): PackedFile {
  return {
    name: entry.name,
    size: entry.size,
    refusal: refusalOf(entry),
    chunks: () => new UnpackLimit(entry.packedSize, ALLOWED_OF_ARCHIVE).watch(unpackEntry(zip, entry)),
  };
}

function refusalOf({ flags, method }: Entry): string | null {
  if ((flags & 1) !== 0) return 'It is encrypted. Unpack the archive with its password and open the files.';
  if (method === STORED || method === DEFLATED || method === ZSTD) return null;
  const name = OTHER_METHODS[method] ?? `method ${method}`;
  return `It is compressed with ${name}. Unpack the archive and open the files.`;
}

/** Throws `DamagedData` behind what could be unpacked. */
async function* unpackEntry(zip: ZipBytes, entry: Entry): AsyncGenerator<Uint8Array> {
  const header = await readBytes(zip, entry.headerAt, entry.headerAt + LOCAL_BYTES);
  const view = viewOf(header);
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_HEADER)
    throw new DamagedData(MISPLACED);
  const from = entry.headerAt + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  const data = zip.chunks(from, from + entry.packedSize);
  if (entry.method === STORED) yield* data;
  else if (entry.method === DEFLATED) yield* inflateRaw(data);
  else yield* unzstd(new ChunkReader(data));
}

const MISPLACED = 'The archive’s directory does not lead to it';

async function* inflateRaw(data: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater('deflate-raw');
  try {
    for await (const chunk of data) yield* inflater.inflate(chunk);
    yield* inflater.end();
  } catch (error) {
    yield* inflater.take();
    throw error;
  }
}

async function readBytes(zip: ZipBytes, from: number, to: number): Promise<Uint8Array> {
  if (to <= from) return new Uint8Array(0);
  return (await new ChunkReader(zip.chunks(from, to)).peek(to - from)).subarray(0, to - from);
}

const decoder = new TextDecoder();

/** UTF-8, as nearly all writers use by now; some of Windows write \ between folders. */
function nameOf(bytes: Uint8Array): string {
  return decoder.decode(bytes).replaceAll('\\', '/');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
