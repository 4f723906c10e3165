import { BACKSLASH, QUOTE } from './ascii.ts';
import { mendControls } from './mend-controls.ts';
import { repairNumbers } from './json-repair.ts';

/** The three bytes of U+FFFD, which also stands for every byte that is not UTF-8. */
const REPLACEMENT = [0xef, 0xbf, 0xbd] as const;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A value and what had to be mended to read it. */
export interface ParsedJson {
  readonly value: unknown;
  /** How many NaN and infinities became null. */
  readonly nonNumberCount: number;
  /** How many bytes or sequences that are not UTF-8, and control characters in strings, were replaced. */
  readonly replacedCount: number;
}

/**
 * JSON.parse over the bytes `from .. to`: integers keep their digits, NaN is null, bytes that are not UTF-8 are replaced,
 * and so are control characters in strings.
 * `needsRepair`: it may hold long integers or non-numbers. Throws where it is no JSON.
 */
export function parseJson(bytes: Uint8Array, from: number, to: number, needsRepair: boolean): ParsedJson {
  return parseBetween('', bytes.subarray(from, to), '', needsRepair);
}

/** As `parseJson`, of the values at `from .. to`, one comma between any two. */
export function parseJsonList(bytes: Uint8Array, from: number, to: number, needsRepair: boolean): ParsedJson {
  return parseBetween('[', bytes.subarray(from, to), ']', needsRepair);
}

function parseBetween(opener: string, raw: Uint8Array, closer: string, needsRepair: boolean): ParsedJson {
  const repaired = needsRepair ? repairNumbers(raw) : null;
  const text = decoder.decode(repaired ? repaired.bytes : raw);
  const { value, controlCount } = parseMended(opener + text + closer);
  return {
    value,
    nonNumberCount: repaired ? repaired.nonNumberCount : 0,
    replacedCount: controlCount + (text.includes('\u{fffd}') ? countReplaced(text, raw) : 0),
  };
}

function parseMended(text: string): { readonly value: unknown; readonly controlCount: number } {
  try {
    return { value: JSON.parse(text), controlCount: 0 };
  } catch (error) {
    const mended = mendControls(text);
    if (mended.count === 0) throw error;
    return { value: JSON.parse(mended.text), controlCount: mended.count };
  }
}

/** How often U+FFFD stands in `text` without standing in the bytes it was decoded from. */
export function countReplaced(text: string, raw: Uint8Array): number {
  let count = text.split('\u{fffd}').length - 1;
  for (let at = raw.indexOf(REPLACEMENT[0]); at >= 0; at = raw.indexOf(REPLACEMENT[0], at + 1))
    if (raw[at + 1] === REPLACEMENT[1] && raw[at + 2] === REPLACEMENT[2]) count--;
  return count;
}

/** The string between the quotes at `from .. to`, or its bytes as they are where it is no JSON. */
export function parseString(bytes: Uint8Array, from: number, to: number): string {
  const text = decoder.decode(bytes.subarray(from, to));
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** Whether `text` may be a list, an object or a string that holds one. */
export function looksLikeJson(text: string): boolean {
  return /^\s*["[{]/.test(text);
}

/** Past the closing quote of the string that begins at `from`; -1 where it does not end before `to`. */
export function findStringEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] === BACKSLASH) at++;
  }
  return -1;
}
