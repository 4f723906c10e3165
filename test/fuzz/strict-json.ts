/** One value of a JSON text: where it stands, and what is in it. */
export interface JsonNode {
  readonly from: number;
  to: number;
  /** Null for what is neither a list nor an object. */
  readonly children: JsonNode[] | null;
  /** Of each child of an object, its key; null for a list. A key that comes twice is there twice. */
  readonly keys: string[] | null;
}

const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BLANKS = /[ \t\r\n]*/y;
const RECORD_SEPARATOR = '\u{1e}';

/**
 * The JSON values that `text` is made of, one after the other; null if it is anything else. As RFC 8259 has it and
 * without recursion; written to be compared with, so nothing of it is clever.
 */
export function parseDocuments(text: string): JsonNode[] | null {
  const documents: JsonNode[] = [];
  for (let at = skip(BLANKS, text, 0); at < text.length; at = skip(BLANKS, text, at)) {
    if (text[at] === ',' || text[at] === RECORD_SEPARATOR) {
      at++;
      continue;
    }
    const document = parseDocument(text, at);
    if (document === null) return null;
    documents.push(document);
    at = document.to;
  }
  return documents;
}

/** Where `pattern`, which takes what there is of it, ends from `at` on. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Behind what `pattern` matches at `at`, or -1. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function parseDocument(text: string, start: number): JsonNode | null {
  const open: JsonNode[] = [];
  let at = start;
  for (;;) {
    // A value begins at `at`.
    const node = beginValue(text, at);
    if (node === null) return null;
    open.at(-1)?.children!.push(node);
    at = node.to;
    if (node.children) {
      open.push(node);
      at = skip(BLANKS, text, at);
      if (text[at] !== closerOf(node)) {
        at = node.keys ? parseKey(text, at, node) : at;
        if (at < 0) return null;
        continue;
      }
    } else if (open.length === 0) return node;
    // A value has ended, or an empty list or object is about to.
    for (;;) {
      const container = open.at(-1)!;
      at = skip(BLANKS, text, at);
      if (text[at] === closerOf(container)) {
        container.to = ++at;
        open.pop();
        if (open.length === 0) return container;
        continue;
      }
      if (text[at] !== ',') return null;
      at = skip(BLANKS, text, at + 1);
      if (container.keys) at = parseKey(text, at, container);
      if (at < 0) return null;
      break;
    }
  }
}

function beginValue(text: string, from: number): JsonNode | null {
  if (text[from] === '[') return { from, to: from + 1, children: [], keys: null };
  if (text[from] === '{') return { from, to: from + 1, children: [], keys: [] };
  const to = match(text[from] === '"' ? STRING : SCALAR, text, from);
  return to < 0 ? null : { from, to, children: null, keys: null };
}

const closerOf = ({ keys }: JsonNode): string => (keys ? '}' : ']');

/** Where the value of the key at `at` begins; -1 if there is no key. */
function parseKey(text: string, at: number, { keys }: JsonNode): number {
  const to = match(STRING, text, at);
  if (to < 0) return -1;
  const colon = skip(BLANKS, text, to);
  if (text[colon] !== ':') return -1;
  keys!.push(JSON.parse(text.slice(at, to)) as string);
  return skip(BLANKS, text, colon + 1);
}
