import { isOpener, QUOTE } from '../json/ascii.ts';
import { ValueScanner } from '../json/value-scanner.ts';
import type { SourceFile } from '../model/source.ts';
import { unwrapLog } from './bytes/log-lines.ts';
import { openText } from './bytes/open-text.ts';
import { isArchive, NOBODY_LISTENS, openTexts } from './bytes/open-texts.ts';
import { UnpackLimit } from './bytes/unpack-limit.ts';
import { Unpacked } from './bytes/unpack.ts';
import { findCutFront } from './detect/cut-front.ts';
import { findSpan } from './find-span.ts';
import { explainForeign } from './refuse/foreign-files.ts';

/** A record of more bytes is cut there. */
export const MOST_RECORD_BYTES = 1 << 20;
/** Bytes of a file that tell how its text is stored. */
const OPENING_BYTES = 1 << 16;

/** A record as it stands in its file. */
export interface RecordText {
  readonly text: string;
  /** Where it begins in the text of its source, in bytes. */
  readonly place: number;
  /** `large`: it goes on. `unfinished`: the file ends in it, or its brackets do not match. */
  readonly end: 'whole' | 'large' | 'unfinished';
}

/**
 * The record of span `spanId` that begins at `place` in the text of `source`, read anew: from there where the file is
 * UTF-8 as it stands, else decoded from its first byte. Where a record holds many spans, only the one is given. Null where
 * there is no such record, because the file is another one by now. Rejects where it cannot be read.
 */
export async function readRecord(
  source: SourceFile,
  place: number,
  spanId: string,
): Promise<RecordText | null> {
  const bytes = await takeBytes(await openAt(source, place));
  const { to, end } = findEnd(bytes, 0);
  if (bytes[0] === QUOTE || spanId === '') return { text: decode(bytes, 0, to), place, end };
  const from = isOpener(bytes[0]) ? findSpan(bytes.subarray(0, to), spanId) : -1;
  if (from < 0) return null;
  const own = findEnd(bytes, from);
  return { text: decode(bytes, from, own.to), place: place + from, end: own.end };
}

/** The text of `source` from `place` on, at least to the end of the file in it that `place` stands in. */
async function openAt(source: SourceFile, place: number): Promise<AsyncIterable<Uint8Array>> {
  const opening = new Unpacked(source.chunks(0, OPENING_BYTES));
  await opening.unpack(new UnpackLimit(source.size));
  const { encodings, markLength, beginning, log } = await openText(opening);
  const isPlain = log === null || findCutFront(beginning) !== null;
  if (encodings.length === 0 && isPlain && !isArchive(beginning)) {
    const from = markLength + place;
    return source.chunks(from, from + MOST_RECORD_BYTES + 1);
  }
  return readPacked(source, place);
}

/** As `openAt`, unpacked and decoded from the first byte on. */
async function* readPacked(source: SourceFile, place: number): AsyncGenerator<Uint8Array> {
  let left = place;
  for await (const { name, text } of openTexts(source, new UnpackLimit(source.size), NOBODY_LISTENS)) {
    if (typeof text === 'string') continue;
    const isCut = findCutFront(text.beginning) !== null;
    if (!isCut && explainForeign(text, name) !== null) continue;
    const isHere = left >= 0;
    const isLog = text.log !== null && !isCut;
    for await (const chunk of isLog ? unwrapLog(text.text, text.log, () => undefined) : text.text) {
      if (left < chunk.length) yield chunk.subarray(Math.max(0, left));
      left -= chunk.length;
    }
    if (isHere && left < 0) return;
  }
}

/** The first bytes: one more than a record may have, or all. */
async function takeBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const bytes = new Uint8Array(MOST_RECORD_BYTES + 1);
  let length = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - length), length);
    length = Math.min(bytes.length, length + chunk.length);
    if (length === bytes.length) break;
  }
  return bytes.subarray(0, length);
}

/** Past the value that begins at `from`, as the splitter finds it. */
function findEnd(bytes: Uint8Array, from: number): { readonly to: number; readonly end: RecordText['end'] } {
  const scanner = new ValueScanner();
  scanner.begin(from);
  const isCut = bytes.length > MOST_RECORD_BYTES;
  const result = scanner.scan(bytes, bytes.length, !isCut);
  if (result === 'whole') return { to: scanner.at, end: 'whole' };
  return { to: scanner.at, end: isCut && result === 'unfinished' ? 'large' : 'unfinished' };
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to));
}
