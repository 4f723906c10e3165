import { deflateRawSync } from 'node:zlib';

export interface Member {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Of ZIP: 8 (deflate) where not given, 0 (stored), 93 (zstd), or one that is not read; it says so and stores the bytes. */
  readonly method?: number;
  readonly isEncrypted?: boolean;
}

interface ZipOptions {
  /** Sizes stand behind the data, as when a stream is packed. */
  readonly hasDescriptors?: boolean;
  /** Every size and place is written where those beyond 4 GB are. */
  readonly isLarge?: boolean;
  readonly comment?: string;
  /** Bytes before the archive, as of one that unpacks itself. */
  readonly before?: Uint8Array;
}

/** A ZIP archive of these files. */
export function makeZip(members: readonly Member[], options: ZipOptions = {}): Uint8Array<ArrayBuffer> {
  const { hasDescriptors = false, isLarge = false, comment = '', before = new Uint8Array(0) } = options;
  const parts: Uint8Array[] = [before];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, method = 8, isEncrypted = false } of members) {
    const plain = toBytes(content);
    const data = method === 8 ? new Uint8Array(deflateRawSync(plain)) : plain;
    const path = toBytes(name);
    const flags = 0x800 | (isEncrypted ? 1 : 0) | (hasDescriptors ? 8 : 0);
    const sizes = hasDescriptors ? [0, 0, 0] : isLarge ? [0, ALL, ALL] : [0, data.length, plain.length];
    const localExtra = isLarge && !hasDescriptors ? large([plain.length, data.length]) : new Uint8Array(0);
    const local = record('LHHHHHLLLHH', [
      0x04034b50,
      45,
      flags,
      method,
      0,
      0,
      ...sizes,
      path.length,
      localExtra.length,
    ]);
    const descriptor = hasDescriptors
      ? record('LLLL', [0x08074b50, 0, data.length, plain.length])
      : new Uint8Array(0);
    parts.push(local, path, localExtra, data, descriptor);
    const extra = isLarge ? large([plain.length, data.length, at]) : new Uint8Array(0);
    const stated = isLarge ? [ALL, ALL] : [data.length, plain.length];
    directory.push(
      record('LHHHHHHLLLHH', [
        0x02014b50,
        45,
        45,
        flags,
        method,
        0,
        0,
        0,
        ...stated,
        path.length,
        extra.length,
      ]),
      record('HHHLL', [0, 0, 0, 0, isLarge ? ALL : at]),
      path,
      extra,
    );
    at += local.length + path.length + localExtra.length + data.length + descriptor.length;
  }
  const entries = join(directory);
  const end = [at, entries.length] as const;
  if (isLarge)
    parts.push(
      entries,
      record('LQHHLLQQQQ', [0x06064b50, 44, 45, 45, 0, 0, members.length, members.length, end[1], end[0]]),
      record('LLQL', [0x07064b50, 0, at + entries.length, 1]),
      record('LHHHHLLH', [0x06054b50, 0, 0, 0xffff, 0xffff, ALL, ALL, comment.length]),
    );
  else
    parts.push(
      entries,
      record('LHHHHLLH', [0x06054b50, 0, 0, members.length, members.length, end[1], end[0], comment.length]),
    );
  return join([...parts, toBytes(comment)]);
}

const ALL = 0xffffffff;

function large(numbers: readonly number[]): Uint8Array {
  return join([record('HH', [1, numbers.length * 8]), record('Q'.repeat(numbers.length), numbers)]);
}

/** `numbers` one after the other, little-endian, in 2 (H), 4 (L) or 8 (Q) bytes. */
function record(layout: string, numbers: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * layout.length));
  let at = 0;
  for (const [i, kind] of Array.from(layout).entries()) {
    if (kind === 'H') view.setUint16(at, numbers[i], true);
    else if (kind === 'L') view.setUint32(at, numbers[i], true);
    else view.setBigUint64(at, BigInt(numbers[i]), true);
    at += kind === 'H' ? 2 : kind === 'L' ? 4 : 8;
  }
  return new Uint8Array(view.buffer, 0, at);
}

/** A tar archive of these files; names beyond 100 bytes in the way of `long`. */
export function makeTar(members: readonly Member[], long: 'gnu' | 'pax' | 'ustar' = 'ustar'): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { name, content } of members) {
    const plain = toBytes(content);
    const isLong = name.length > 100;
    if (isLong && long === 'gnu') parts.push(...tarFile('././@LongLink', toBytes(`${name}\0`), 'L'));
    if (isLong && long === 'pax') {
      const line = ` path=${name}\n`;
      parts.push(...tarFile('PaxHeader', toBytes(`${line.length + 3}${line}`), 'x'));
    }
    parts.push(...tarFile(name, plain, '0', isLong && long === 'ustar'));
  }
  return join([...parts, new Uint8Array(1024)]);
}

function tarFile(name: string, content: Uint8Array, type: string, isSplit = false): Uint8Array[] {
  const header = new Uint8Array(512);
  const cut = isSplit ? name.lastIndexOf('/') : -1;
  header.set(toBytes(name.slice(cut + 1).slice(0, 100)));
  header.set(toBytes('0000644\0'), 100);
  header.set(toBytes(`${content.length.toString(8).padStart(11, '0')}\0`), 124);
  header.set(toBytes(type), 156);
  header.set(toBytes('ustar\u000000'), 257);
  if (isSplit) header.set(toBytes(name.slice(0, cut)), 345);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(toBytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return [header, content, new Uint8Array((512 - (content.length % 512)) % 512)];
}

/** zstd data: a frame of blocks that hold their bytes as they are, with a checksum where `hasChecksum` (of zeros). */
export function storeZstd(
  content: string | Uint8Array,
  { blockBytes = 1000, hasChecksum = false } = {},
): Uint8Array {
  const plain = toBytes(content);
  const parts: Uint8Array[] = [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, hasChecksum ? 4 : 0, 0x38)]; // a window of 128 KB
  for (let at = 0; at === 0 || at < plain.length; at += blockBytes) {
    const block = plain.subarray(at, at + blockBytes);
    const word = (block.length << 3) | (at + blockBytes >= plain.length ? 1 : 0);
    parts.push(Uint8Array.of(word, word >> 8, word >> 16), block);
  }
  if (hasChecksum) parts.push(new Uint8Array(4));
  return join(parts);
}

/** As the collector's file exporter writes messages with a compression: the length of each before it. */
export function frame(messages: readonly Uint8Array[]): Uint8Array {
  return join(
    messages.flatMap((message) => {
      const length = new DataView(new ArrayBuffer(4));
      length.setUint32(0, message.length);
      return [new Uint8Array(length.buffer), message];
    }),
  );
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
