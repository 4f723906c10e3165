import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  isOpener,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from '../../json/ascii.ts';
import { findStringEnd } from '../../json/json-parser.ts';

/** What a text lost with its beginning. */
export interface CutFront {
  /** Bytes at the beginning that are the end of something. */
  readonly lost: number;
  /** What stands in their place: what must come before the first whole record, and blanks. At least as long as they were. */
  readonly beginning: Uint8Array;
}

/** An object that stands in a list of a format: what opens that list in a document, and how to know the object. */
interface Member {
  readonly opening: string;
  /** It has one key of each of these groups, as bits. */
  readonly groups: readonly number[];
  /** It may be a document by itself, and so begin a text. */
  readonly isDocument: boolean;
}

/** The keys by which members are known, each with a bit of its own. */
const BITS = new Map<string, number>();

function bitOf(key: string): number {
  const bit = BITS.get(key) ?? 1 << BITS.size;
  BITS.set(key, bit);
  return bit;
}

function memberWith(opening: string, groups: readonly (readonly string[])[], isDocument = false): Member {
  const bits = groups.map((keys) => keys.reduce((all, key) => all | bitOf(key), 0));
  return { opening, groups: bits, isDocument };
}

const MEMBERS: readonly Member[] = [
  memberWith('{"resourceSpans":[{"scopeSpans":[{"spans":[', [
    ['spanId', 'span_id'],
    ['startTimeUnixNano', 'start_time_unix_nano'],
  ]),
  memberWith('{"resourceSpans":[{"scopeSpans":[', [['scope', 'instrumentationLibrary'], ['spans']]),
  memberWith('{"resourceSpans":[', [['scopeSpans', 'scope_spans', 'instrumentationLibrarySpans']], true),
  memberWith('{"data":[{"spans":[', [['spanID'], ['operationName']]),
  memberWith('{"data":[', [['traceID', 'processes'], ['spans']], true),
  memberWith('{"traces":[{"spans":[', [['span_id'], ['operation_name']]),
  memberWith('{"traces":[', [['trace_id'], ['spans']]),
  memberWith('[', [['traceId'], ['id'], ['localEndpoint', 'timestamp', 'annotations']], true),
];
const LONGEST_KEY = Math.max(...Array.from(BITS.keys(), (key) => key.length));

/** What most files begin with: nothing is missing before it. */
const DOCUMENT = /^\s*\{\s*"(?:resourceSpans|resource_spans|data|traces|trace|batches|result)"\s*:/;
const DOCUMENT_BYTES = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Finds out whether a text that begins with `head` lost its beginning (`tail -c`, a log that was rotated), and where its
 * first whole record stands. From there it is read as if the lists around that had been opened, so that what closes them
 * fits:
 *
 *     "h1"}],"logs":[]},{"traceID":"a","spanID":"c", … }],"processes":{ … }}]}
 *                   {"data":[{"spans":[{"traceID":"a","spanID":"c", … }],"processes":{ … }}]}
 *
 * Null where it begins with a document, or with text that is none.
 */
export function findCutFront(head: Uint8Array): CutFront | null {
  if (DOCUMENT.test(decoder.decode(head.subarray(0, DOCUMENT_BYTES)))) return null;
  const found = findMember(head);
  if (!found) return null;
  const { at, opening } = found;
  const beginning = new Uint8Array(Math.max(at, opening.length)).fill(SPACE);
  for (let lineEnd = head.indexOf(LINE_FEED); lineEnd >= 0 && lineEnd < at;) {
    beginning[lineEnd] = LINE_FEED; // so that lines are counted as they stand
    lineEnd = head.indexOf(LINE_FEED, lineEnd + 1);
  }
  beginning.set(encoder.encode(opening), beginning.length - opening.length);
  return { lost: at, beginning };
}

interface FoundMember extends Member {
  readonly at: number;
}

/** The first whole member of a list that was opened before the text begins, or where it begins. */
function findMember(head: Uint8Array): FoundMember | null {
  const from = skipString(head);
  const open: OpenValue[] = [];
  /** Something was closed that was not opened, or has a key. */
  let isInside = false;
  /** A member where the text begins: what follows shows whether that is in a list. */
  let first: FoundMember | null = null;
  /** Others follow it, with commas between. */
  let isMany = false;
  /** What stood before, blanks left out, and where. */
  let before = from > 0 ? QUOTE : START;
  let beforeAt = from;
  for (let at = from; at < head.length; at++) {
    const byte = head[at];
    if (isBlank(byte)) continue;
    const isFresh = isOpener(byte) && isCloser(before);
    if (isFresh && (isInside ? beginsLine(head, at) : open.length === 0)) return null; // a document
    const start = at;
    if (byte === QUOTE) {
      const end = findStringEnd(head, at, head.length);
      if (end < 0) break;
      at = end - 1;
    } else if (byte === COMMA) isMany ||= open.length === 0 && first !== null;
    else if (byte === COLON) {
      if (open.length === 0) isInside ||= before === QUOTE || before === START;
      const around = open.at(-1);
      const found: FoundMember | null = around && !first ? takeKey(around, head, beforeAt, at) : null;
      if (found && isInside) return found;
      if (found && !around?.isFirst) return null; // in a document
      if (found) first = found;
    } else if (isCloser(byte)) {
      isInside ||= !open.pop();
      if (isInside && first) return byte === CLOSE_BRACKET || before === CLOSE_BRACKET ? first : null;
    } else if (isOpener(byte)) {
      const isFirst = open.length === 0 || (open.length === 1 && before === OPEN_BRACKET);
      open.push({ at, isMember: byte === OPEN_BRACE && before !== COLON, isFirst, keys: 0 });
    }
    before = byte;
    beforeAt = start;
  }
  return isMany && !first?.isDocument ? first : null;
}

/** In place of a byte before the first. */
const START = 0;

/** A list or an object that was opened. */
interface OpenValue {
  readonly at: number;
  /** It is an object that no key names. */
  readonly isMember: boolean;
  /** The text begins with it, or with the list that it is the first in. */
  readonly isFirst: boolean;
  /** The bits of its keys. */
  keys: number;
}

/** Notes the key at `from .. to`; what the object is, once its keys tell. */
function takeKey(object: OpenValue, head: Uint8Array, from: number, to: number): FoundMember | null {
  if (!object.isMember || to - from > LONGEST_KEY + KEY_BLANKS) return null;
  const key = decoder.decode(head.subarray(from + 1, head.lastIndexOf(QUOTE, to)));
  const bit = BITS.get(key) ?? 0;
  if (bit === 0) return null;
  object.keys |= bit;
  const found = MEMBERS.find(({ groups }) => groups.every((group) => (object.keys & group) !== 0));
  return found ? { ...found, at: object.at } : null;
}

/** Quotes and blanks around a key, at most. */
const KEY_BLANKS = 8;

/** Behind the string that the text begins in; 0 where it begins in none. What closes a string stands before , : ] or }. */
function skipString(head: Uint8Array): number {
  let end = head.indexOf(QUOTE);
  while (end > 0 && head[end - 1] === BACKSLASH) end = head.indexOf(QUOTE, end + 1);
  if (end < 0) return 0;
  let next = end + 1;
  while (next < head.length && isBlank(head[next])) next++;
  const isEnd = head[next] === COMMA || head[next] === COLON || isCloser(head[next]);
  return isEnd ? end + 1 : 0;
}

function isCloser(byte: number | undefined): boolean {
  return byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
}

function beginsLine(head: Uint8Array, at: number): boolean {
  return at > 0 && head[at - 1] === LINE_FEED;
}
