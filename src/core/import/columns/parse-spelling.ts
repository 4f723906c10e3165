import { CLOSE_BRACE, OPEN_BRACE } from '../../json/ascii.ts';
import { parseJson } from '../../json/json-parser.ts';
import { ValueScanner } from '../../json/value-scanner.ts';
import type { Json } from '../format.ts';

const scanner = new ValueScanner();

/** Around members that are parsed as an object of their own. */
export const OPENER = Uint8Array.of(OPEN_BRACE);
export const CLOSER = Uint8Array.of(CLOSE_BRACE);

/** `parts`, one behind the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The value at `from .. to`, which is valid JSON; long integers keep their digits. */
export function parseSpelling(bytes: Uint8Array, from = 0, to = bytes.length): Json {
  scanner.begin(from);
  scanner.hasLongInteger = false;
  scanner.scan(bytes, to, true);
  return parseJson(bytes, from, to, scanner.hasLongInteger).value as Json;
}
