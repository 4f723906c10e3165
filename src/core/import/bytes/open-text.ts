import { ChunkReader } from './chunk-reader.ts';
import { detectEncoding, toUtf8 } from './encoding.ts';
import { detectLog, type LogKind } from './log-lines.ts';
import type { Unpacked } from './unpack.ts';

/** What decides between text, logs and binary files. */
const HEAD_BYTES = 1 << 16;

/** A file whose text can be read. */
export interface OpenText {
  /** In UTF-8, from its first character on; of a log, with what it wrote around its lines. */
  readonly text: ChunkReader;
  /** What the bytes were before, outermost first: "gzip", "UTF-16"; empty where they are UTF-8 as they stand. */
  readonly encodings: readonly string[];
  /** Bytes in front of the text that are not of it: a byte order mark. */
  readonly markLength: number;
  /** The first 64 KB of the text. */
  readonly beginning: Uint8Array;
  /** The same, as characters. */
  readonly head: string;
  /** The log it is, or null. */
  readonly log: LogKind | null;
  /** As `Unpacked.damage`. */
  readonly damage: () => string | null;
}

/** Finds out how the text in `unpacked` is stored. */
export async function openText(unpacked: Unpacked): Promise<OpenText> {
  const encodings = [...unpacked.encodings];
  let text = unpacked.bytes;
  const { encoding, markLength } = detectEncoding(await text.peek(512));
  text.skip(markLength);
  if (encoding !== 'utf-8') {
    encodings.push('UTF-16');
    text = new ChunkReader(toUtf8(text, encoding));
  }
  const beginning = (await text.peek(HEAD_BYTES)).subarray(0, HEAD_BYTES);
  const head = new TextDecoder().decode(beginning);
  const damage = (): string | null => unpacked.damage;
  return { text, encodings, markLength, beginning, head, log: detectLog(head), damage };
}
