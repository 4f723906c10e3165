import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isOpener,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from '../../json/ascii.ts';
import { findStringEnd } from '../../json/json-parser.ts';

const ROOT = 0x811c9dc5;
const PRIME = 0x01000193;
/** Stands for the digits and the sign of any number. */
const NUMBER = 0x30;

/**
 * A number that is equal for texts with the same keys at the same places with values of the same types, in any order and
 * number, and different for nearly all others: the sum of a hash (FNV-1a) of each path and type. Twenty times as fast as
 * `scanShape`, which finds the same paths.
 */
export function signKeys(head: Uint8Array): number {
  const seen = new Set<number>();
  /** The path of each open list or object, and which it is. */
  const parents: number[] = [];
  const lists: boolean[] = [];
  let path = ROOT;
  let isKey = false;
  let signature = 0;

  function note(type: number): void {
    const sighting = Math.imul(path ^ type, PRIME);
    if (seen.has(sighting)) return;
    seen.add(sighting);
    signature = (signature + sighting) | 0;
  }

  for (let at = 0; at < head.length; at++) {
    const byte = head[at];
    if (byte === QUOTE) {
      const end = findStringEnd(head, at, head.length);
      if (end < 0) break;
      if (isKey) path = hashKey(parents.at(-1) ?? ROOT, head, at + 1, end - 1);
      else note(QUOTE);
      at = end - 1;
    } else if (isOpener(byte)) {
      note(byte);
      parents.push(path);
      lists.push(byte === OPEN_BRACKET);
      path = Math.imul(path ^ OPEN_BRACKET, PRIME);
      isKey = byte !== OPEN_BRACKET;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      path = parents.pop() ?? ROOT;
      lists.pop();
      if (parents.length === 0) break;
    } else if (byte === COMMA) {
      isKey = lists.at(-1) === false;
      if (!isKey) path = Math.imul((parents.at(-1) ?? ROOT) ^ OPEN_BRACKET, PRIME);
    } else if (byte === COLON) isKey = false;
    else if (byte > SPACE && !isKey) {
      note(byte < 0x3a ? NUMBER : byte);
      while (at + 1 < head.length && isWithinWord(head[at + 1])) at++;
    }
  }
  return signature;
}

function hashKey(parent: number, bytes: Uint8Array, from: number, to: number): number {
  let hash = parent;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], PRIME);
  return hash;
}

function isWithinWord(byte: number): boolean {
  return byte > SPACE && byte !== COMMA && byte !== CLOSE_BRACE && byte !== CLOSE_BRACKET && byte !== COLON;
}
