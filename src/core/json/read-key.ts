import { COLON, isBlank, isOpener, LINE_FEED } from './ascii.ts';
import { countReplaced, findStringEnd, parseString } from './json-parser.ts';

/** Longer keys are not waited for. */
const LARGEST_KEY = 1 << 16;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A key, and where its value begins. */
export interface ReadKey {
  readonly key: string;
  readonly valueFrom: number;
  /** How many bytes or sequences that are not UTF-8 were replaced. */
  readonly replacedCount: number;
}

/**
 * Reads the key whose quote stands at `from`, as far as its value begins; 'more' where that is beyond `length`. Where no
 * colon follows, the key does not end, or a line in it begins like a document: from where on it is no JSON.
 */
export function readKey(
  bytes: Uint8Array,
  from: number,
  length: number,
): ReadKey | { readonly brokenAt: number } | 'more' {
  const keyEnd = findStringEnd(bytes, from, length);
  const line = bytes.subarray(from, keyEnd < 0 ? length : keyEnd).indexOf(LINE_FEED) + 1;
  if (line > 0 && from + line < length && isOpener(bytes[from + line])) return { brokenAt: from + line };
  let at = keyEnd;
  if (keyEnd >= 0) {
    while (at < length && isBlank(bytes[at])) at++;
    if (at < length && bytes[at] !== COLON) return { brokenAt: at };
    for (at++; at < length && isBlank(bytes[at]);) at++;
  }
  if (keyEnd < 0 || at >= length) return length - from > LARGEST_KEY ? { brokenAt: from } : 'more';
  const key = parseString(bytes, from, keyEnd);
  const raw = bytes.subarray(from, keyEnd);
  const replacedCount = key.includes('\u{fffd}') ? countReplaced(decoder.decode(raw), raw) : 0;
  return { key, valueFrom: at, replacedCount };
}
