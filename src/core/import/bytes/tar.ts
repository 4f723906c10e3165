import type { ChunkReader } from './chunk-reader.ts';
import type { PackedFile } from './packed-file.ts';

const BLOCK = 512;
/** A name or a list of properties is not longer. */
const LONGEST_NAME = 1 << 16;

const decoder = new TextDecoder();

/** Whether a tar archive begins so: its first block holds the sum of its own bytes. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && head[0] !== 0 && hasTrueSum(head);
}

/**
 * The files in a tar archive, in order. Each can be read once, while it is the last that was given:
 *
 *     header (512 bytes)  content, filled up to 512 bytes  header  content …  two empty blocks
 *
 * `onDamage` is told where it ends within a file, or where something else stands in a header's place.
 */
export async function* listTar(
  bytes: ChunkReader,
  onDamage: (reason: string) => void,
): AsyncGenerator<PackedFile> {
  /** Of the next file, where its header has no room for it. */
  let longName = '';
  let longSize = -1;
  for (let head = await bytes.peek(BLOCK); head.length > 0; head = await bytes.peek(BLOCK)) {
    if (head.length < BLOCK) return onDamage(ENDS_EARLY);
    if (!hasTrueSum(head)) {
      if (head[0] !== 0) onDamage('The tar archive is damaged');
      return; // or the empty blocks
    }
    const header = readHeader(head);
    bytes.skip(BLOCK);
    const size = longSize >= 0 && isFile(header.type) ? longSize : header.size;
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (header.type === 'L' || header.type === 'x') {
      const text = decoder.decode((await bytes.peek(Math.min(size, LONGEST_NAME))).subarray(0, size));
      if (header.type === 'L') longName = text.split('\0', 1)[0]!;
      else {
        longName = propertyOf(text, 'path') ?? longName;
        longSize = Number(propertyOf(text, 'size') ?? longSize);
      }
      await bytes.drop(size + padding);
      continue;
    }
    const content = new Content(bytes, size);
    if (isFile(header.type))
      yield { name: longName || header.name, size, refusal: null, chunks: () => content.read() };
    if ((await bytes.drop(content.left + padding)) > 0) onDamage(ENDS_EARLY);
    longName = '';
    longSize = -1;
  }
}

const ENDS_EARLY = 'The tar archive ends too early';

/** What is read and what is left of a file's content. */
class Content {
  left: number;
  readonly #bytes: ChunkReader;

  constructor(bytes: ChunkReader, size: number) {
    this.#bytes = bytes;
    this.left = size;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#bytes.take(this.left)) {
      this.left -= chunk.length;
      yield chunk;
    }
  }
}

/** Of a regular file: '0', nothing, or contiguous. */
function isFile(type: string): boolean {
  return type === '0' || type === '' || type === '7';
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

function readHeader(head: Uint8Array): Header {
  const prefix = textAt(head, 257, 5) === 'ustar' ? textAt(head, 345, 155) : '';
  const name = textAt(head, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: numberAt(head, 124),
    type: textAt(head, 156, 1),
  };
}

function textAt(head: Uint8Array, from: number, length: number): string {
  const field = head.subarray(from, from + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}

/** Twelve bytes in octal digits, or in base 256 where the first bit is set. */
function numberAt(head: Uint8Array, from: number): number {
  if ((head[from] & 0x80) === 0) return Number.parseInt(textAt(head, from, 12).trim(), 8) || 0;
  let number = 0;
  for (let at = from + 4; at < from + 12; at++) number = number * 256 + head[at];
  return number;
}

function hasTrueSum(head: Uint8Array): boolean {
  const stated = Number.parseInt(textAt(head, 148, 8).trim(), 8);
  let sum = 8 * 0x20; // the field of the sum counts as blanks
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at];
  return sum === stated;
}

/** A line of `27 path=some/long/name`; undefined where `text` has none. */
function propertyOf(text: string, key: string): string | undefined {
  return new RegExp(`^\\d+ ${key}=(.*)$`, 'm').exec(text)?.[1];
}
