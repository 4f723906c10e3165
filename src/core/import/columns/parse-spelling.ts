import { parseJson } from '../../json/json-parser.ts';
import { ValueScanner } from '../../json/value-scanner.ts';
import type { Json } from '../format.ts';

const scanner = new ValueScanner();

/** The value at `from .. to`, which is valid JSON; long integers keep their digits. */
export function parseSpelling(bytes: Uint8Array, from = 0, to = bytes.length): Json {
  scanner.begin(from);
  scanner.hasLongInteger = false;
  scanner.scan(bytes, to, true);
  return parseJson(bytes, from, to, scanner.hasLongInteger).value as Json;
}
