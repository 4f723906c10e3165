import { isOpener, LINE_FEED, RECORD_SEPARATOR } from './ascii.ts';
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
