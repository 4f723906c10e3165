import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  COLON,
  isOpener,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../json/ascii.ts';
import { findStringEnd } from '../../json/json-parser.ts';
import type { Shape } from '../format.ts';

/** Levels of lists and objects whose keys are noted: an envelope four deep, and in it the keys of an OTLP span. */
const DEEPEST = 14;
const LONGEST_TEXT = 200;

type JsonType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

interface Sighting {
  readonly type: JsonType;
  readonly text: string | undefined;
}

/** A shape that can be looked at from any place in it. */
export class DocumentShape implements Shape {
  readonly #sightings: ReadonlyMap<string, Sighting>;
  readonly #place: string;

  constructor(sightings: ReadonlyMap<string, Sighting>, place = '') {
    this.#sightings = sightings;
    this.#place = place;
  }

  has(path: string): boolean {
    return this.#sightings.has(joinPaths(this.#place, path));
  }

  typeOf(path: string): JsonType | undefined {
    return this.#sightings.get(joinPaths(this.#place, path))?.type;
  }

  textOf(path: string): string | undefined {
    return this.#sightings.get(joinPaths(this.#place, path))?.text;
  }

  get paths(): Iterable<string> {
    return this.#relativePaths();
  }

  /** The same document as seen from `place`. */
  from(place: string): DocumentShape {
    return new DocumentShape(this.#sightings, joinPaths(this.#place, place));
  }

  *#relativePaths(): Iterable<string> {
    const place = this.#place;
    for (const path of this.#sightings.keys()) {
      if (place === '') yield path;
      else if (path.startsWith(place)) {
        const rest = path.slice(place.length);
        if (rest === '' || rest.startsWith('[]')) yield rest;
        else if (rest.startsWith('.')) yield rest.slice(1);
      }
    }
  }
}

/** The path of `path`, seen from `place`, from the root: `data` and `[].id` give `data[].id`. */
export function joinPaths(place: string, path: string): string {
  if (place === '') return path;
  return path === '' || path.startsWith('[]') ? place + path : `${place}.${path}`;
}

/** The inverse of `joinPaths`: `path`, which lies in `place`, as seen from there. */
export function relativePath(place: string, path: string): string {
  const rest = path.slice(place.length);
  return place !== '' && rest.startsWith('.') ? rest.slice(1) : rest;
}

/** A place in the document with what was seen there; places deeper than `DEEPEST` have none. */
interface Place {
  readonly path: string;
  readonly depth: number;
  readonly fields: Map<string, Place>;
  element: Place | null;
}

/**
 * The keys of the document that begins in `head`, which may end anywhere and need not be valid. One pass without parsing;
 * depth is the document's business, not the stack's.
 */
export function scanShape(head: Uint8Array): DocumentShape {
  const sightings = new Map<string, Sighting>();
  const root = newPlace('', 0);
  /** Open containers; null beyond the depth that is noted. */
  const open: { place: Place | null; isList: boolean }[] = [];
  let key = '';
  let isKey = false;

  function see(type: JsonType, text?: string): Place | null {
    const place = open.length === 0 ? root : placeIn(open.at(-1)!, key);
    if (place && !sightings.has(place.path)) sightings.set(place.path, { type, text });
    return place;
  }

  for (let at = 0; at < head.length; at++) {
    const byte = head[at];
    if (byte === QUOTE) {
      const end = findStringEnd(head, at, head.length);
      if (end < 0) break;
      if (isKey) key = textOf(head, at + 1, end - 1);
      else see('string', textOf(head, at + 1, end - 1));
      at = end - 1;
    } else if (isOpener(byte)) {
      const isList = byte === OPEN_BRACKET;
      open.push({ place: see(isList ? 'array' : 'object'), isList });
      isKey = !isList;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      open.pop();
      if (open.length === 0) break;
    } else if (byte === COMMA) isKey = open.length > 0 && !open.at(-1)!.isList;
    else if (byte === COLON) isKey = false;
    else if (byte > 0x20 && !isKey) {
      const end = endOfWord(head, at);
      const text = textOf(head, at, end);
      see(typeOfWord(text), text);
      at = Math.max(at, end - 1);
    }
  }
  return new DocumentShape(sightings);
}

function newPlace(path: string, depth: number): Place {
  return { path, depth, fields: new Map(), element: null };
}

function placeIn({ place, isList }: { place: Place | null; isList: boolean }, key: string): Place | null {
  if (!place || place.depth === DEEPEST) return null;
  if (isList) return (place.element ??= newPlace(`${place.path}[]`, place.depth + 1));
  let field = place.fields.get(key);
  if (!field) place.fields.set(key, (field = newPlace(joinPaths(place.path, key), place.depth + 1)));
  return field;
}

function typeOfWord(text: string): JsonType {
  if (text === 'true' || text === 'false') return 'boolean';
  return text === 'null' ? 'null' : 'number';
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] > 0x20) {
    const byte = bytes[at];
    if (
      byte === COMMA ||
      byte === COLON ||
      byte === CLOSE_BRACE ||
      byte === CLOSE_BRACKET ||
      byte === OPEN_BRACE
    )
      break;
    at++;
  }
  return at;
}

const decoder = new TextDecoder();

/** The text between two quotes, escapes left as they are, or of a word; its first 200 bytes. */
function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, Math.min(to, from + LONGEST_TEXT)));
}
