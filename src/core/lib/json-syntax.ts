import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from './ascii.ts';

/** Where text stops being JSON, and why, in words that can follow "at line 3, column 7: ". */
export interface SyntaxProblem {
  readonly at: number;
  readonly reason: string;
}

type Expectation = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma';

const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * The first place where `bytes[from .. to]` is not one JSON value, or null where it is one. Slower than JSON.parse, which
 * says no such thing in the same words everywhere: only for text that JSON.parse has refused.
 */
export function findSyntaxProblem(bytes: Uint8Array, from: number, to: number): SyntaxProblem | null {
  const closers: number[] = [];
  let expected: Expectation | 'end' = 'value';
  let lastComma = -1;
  for (let at = from; ;) {
    while (at < to && isBlank(bytes[at])) at++;
    if (at >= to) return expected === 'end' ? null : { at: to, reason: 'the text ends too early' };
    const byte = bytes[at];
    if (expected === 'end') return { at, reason: `${nameOf(byte)} after the end of the value` };
    if (byte === COMMA || byte === COLON) {
      if (expected !== (byte === COMMA ? 'comma' : 'colon')) return unexpected(bytes, at, expected);
      if (byte === COMMA) lastComma = at;
      expected = byte === COLON || closers.at(-1) === CLOSE_BRACKET ? 'value' : 'key';
      at++;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if ((expected === 'value' || expected === 'key') && lastComma >= 0)
        return { at: lastComma, reason: `trailing comma before ${String.fromCharCode(byte)}` };
      if (byte !== closers.pop()) return unexpected(bytes, at, expected);
      expected = closers.length === 0 ? 'end' : 'comma';
      at++;
    } else if (byte === QUOTE) {
      if (expected === 'colon' || expected === 'comma') return unexpected(bytes, at, expected);
      const end = findStringEnd(bytes, at, to);
      if (typeof end !== 'number') return end;
      expected = expected.startsWith('key') ? 'colon' : closers.length === 0 ? 'end' : 'comma';
      at = end;
    } else {
      if (!expected.startsWith('value')) return unexpected(bytes, at, expected);
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
        expected = byte === OPEN_BRACE ? 'key or }' : 'value or ]';
        at++;
      } else {
        const end = endOfWord(bytes, at, to);
        if (!WORD.test(textOf(bytes, at, end))) return unexpected(bytes, at, expected);
        expected = closers.length === 0 ? 'end' : 'comma';
        at = end;
      }
    }
  }
}

/** Past the closing quote, or what is wrong with the string that begins at `from`. */
function findStringEnd(bytes: Uint8Array, from: number, to: number): number | SyntaxProblem {
  for (let at = from + 1; at < to; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === LINE_FEED) return { at, reason: 'a line ends inside a string' };
    if (byte < SPACE) return { at, reason: 'a control character inside a string' };
    if (byte === BACKSLASH) {
      const escape = textOf(bytes, at, Math.min(at + 6, to));
      if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(escape))
        return { at, reason: `${escape.slice(0, 2)} is no escape of JSON` };
      at++;
    }
  }
  return { at: to, reason: 'the text ends inside a string' };
}

const EXPECTED: Record<Expectation, string> = {
  value: 'a value was expected',
  'value or ]': 'a value or ] was expected',
  key: 'a key in double quotes was expected',
  'key or }': 'a key in double quotes or } was expected',
  colon: 'a colon was expected',
  comma: 'a comma or the end of the list or object was expected',
};

function unexpected(bytes: Uint8Array, at: number, expected: Expectation): SyntaxProblem {
  const byte = bytes[at];
  const pair = textOf(bytes, at, at + 2);
  if (pair === '//' || pair === '/*') return { at, reason: 'JSON knows no comments' };
  if (byte === 0x27) return { at, reason: 'single quotes; JSON knows only double quotes' };
  const end = endOfWord(bytes, at, bytes.length);
  const found = end > at ? `“${textOf(bytes, at, Math.min(end, at + 30))}”` : nameOf(byte);
  return { at, reason: `${found} where ${EXPECTED[expected]}` };
}

function nameOf(byte: number): string {
  return byte > SPACE && byte < 0x7f ? `“${String.fromCharCode(byte)}”` : `byte ${byte}`;
}

function endOfWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && /[-+.\w]/.test(String.fromCharCode(bytes[at]))) at++;
  return at;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64)));
}
