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
} from './ascii.ts';

/** Where text stops being JSON, and why, in words that can follow "at line 3, column 7: ". */
export interface SyntaxProblem {
  readonly at: number;
  readonly reason: string;
}

type Expectation = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

const EXPECTED: Record<Expectation, string> = {
  value: 'a value was expected',
  'value or ]': 'a value or ] was expected',
  key: 'a key in double quotes was expected',
  'key or }': 'a key in double quotes or } was expected',
  colon: 'a colon was expected',
  comma: 'a comma or the end of the list or object was expected',
  end: 'the value had ended',
};

const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * The first place where `bytes[from .. to]` is not one JSON value, or null where it is one. Slower than JSON.parse, which
 * does not say it in the same words everywhere: only for text that JSON.parse has refused.
 */
export function findSyntaxProblem(bytes: Uint8Array, from: number, to: number): SyntaxProblem | null {
  const closers: number[] = [];
  let expected: Expectation = 'value';
  /** Where the token before begins. */
  let last = from;
  for (let at = from; ;) {
    while (at < to && isBlank(bytes[at])) at++;
    if (at >= to) return expected === 'end' ? null : { at: to, reason: 'the text ends too early' };
    const byte = bytes[at];
    const isCloser = byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
    if (isCloser && bytes[last] === COMMA)
      return { at: last, reason: `trailing comma before ${String.fromCharCode(byte)}` };
    if (!isExpected(byte, expected, closers.at(-1))) return unexpected(bytes, at, expected);
    const end = endOfToken(bytes, at, to);
    if (typeof end !== 'number') return end;
    if (byte === OPEN_BRACE) closers.push(CLOSE_BRACE);
    else if (byte === OPEN_BRACKET) closers.push(CLOSE_BRACKET);
    else if (isCloser) closers.pop();
    expected = nextExpected(byte, expected, closers.at(-1));
    last = at;
    at = end;
  }
}

function isExpected(byte: number, expected: Expectation, closer: number | undefined): boolean {
  if (byte === COMMA) return expected === 'comma' && closer !== undefined;
  if (byte === COLON) return expected === 'colon';
  if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET)
    return byte === closer && (expected === 'comma' || expected === 'value or ]' || expected === 'key or }');
  if (expected === 'key' || expected === 'key or }') return byte === QUOTE;
  return expected === 'value' || expected === 'value or ]';
}

/** `closer`: of the innermost list or object after the token that begins with `byte`. */
function nextExpected(byte: number, expected: Expectation, closer: number | undefined): Expectation {
  if (byte === COLON) return 'value';
  if (byte === COMMA) return closer === CLOSE_BRACKET ? 'value' : 'key';
  if (byte === OPEN_BRACE) return 'key or }';
  if (byte === OPEN_BRACKET) return 'value or ]';
  if (expected === 'key' || expected === 'key or }') return byte === QUOTE ? 'colon' : afterValue(closer);
  return afterValue(closer);
}

function afterValue(closer: number | undefined): Expectation {
  return closer === undefined ? 'end' : 'comma';
}

/** Past the bracket, comma, colon, string or word at `at`. */
function endOfToken(bytes: Uint8Array, at: number, to: number): number | SyntaxProblem {
  const byte = bytes[at];
  if (byte === QUOTE) return endOfString(bytes, at, to);
  if (byte === COMMA || byte === COLON || isOpener(byte) || byte === CLOSE_BRACE || byte === CLOSE_BRACKET)
    return at + 1;
  const end = endOfWord(bytes, at, to);
  return WORD.test(textOf(bytes, at, end)) ? end : unexpected(bytes, at, 'value');
}

/** Past the closing quote, or what is wrong with the string that begins at `from`. */
function endOfString(bytes: Uint8Array, from: number, to: number): number | SyntaxProblem {
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
