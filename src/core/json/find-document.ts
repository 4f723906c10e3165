import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  isOpener,
  LINE_FEED,
  QUOTE,
  RECORD_SEPARATOR,
} from './ascii.ts';
import type { ByteWindow } from './byte-window.ts';

/**
 * Goes from `from`, where a document was lost, to the next line. `isFound`: it begins like a document; otherwise the one
 * after it may, unless the text ends (`needsMore`).
 */
export function findDocument(
  { bytes, length }: ByteWindow,
  from: number,
  isLast: boolean,
): { readonly at: number; readonly isFound: boolean; readonly needsMore: boolean } {
  const lineEnd = bytes.subarray(0, length).indexOf(LINE_FEED, from);
  if (lineEnd < 0 || lineEnd + 1 === length)
    return { at: lineEnd < 0 || isLast ? length : lineEnd, isFound: false, needsMore: true };
  const at = lineEnd + 1;
  return { at, isFound: isOpener(bytes[at]) || bytes[at] === RECORD_SEPARATOR, needsMore: false };
}

/** True for what may stand between documents beside blanks. */
export function isSeparator(byte: number): boolean {
  return byte === COMMA || byte === RECORD_SEPARATOR;
}

/** Whether a line begins at `at` as one of a log may: with none of the bytes that a line of a document begins with. */
export function isLogLine(window: ByteWindow, at: number): boolean {
  const byte = window.bytes[at];
  const isStructure = isOpener(byte) || isBlank(byte) || OTHER_STRUCTURE.has(byte);
  return at < window.length && !isStructure && (window.base + at === 0 || window.beginsLine(at));
}

const OTHER_STRUCTURE = new Set([CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, QUOTE]);
