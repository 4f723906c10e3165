import { concatenate } from './chunk-reader.ts';
import { LINE_FEED } from '../../json/ascii.ts';

/** Takes what a log wrote around a line off it. Null: the line holds no JSON. */
type Unwrap = (line: string) => string | null;

/** A kind of log whose lines hold JSON. */
export interface LogKind {
  readonly name: string;
  /** A new reader of lines: they may be parts of longer ones. */
  readonly createUnwrap: () => Unwrap;
}

/** How many of a text's first lines may decide that it is a log. */
const LINES_SEEN = 200;
/** A line that grows beyond this is no line of a log. */
const LONGEST_LINE = 1 << 26;

const CRI = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) ([FP])(?::\S*)? ?/;
/** A line of pretty-printed JSON begins with a blank, a quote or a bracket; a log's prefix with none of them, or with [. */
const PREFIX = /^(?![\s"{}\]]|\[\s*(?:[[{"]|$))/;

/** A line so long that the beginning of the text may not hold it whole: how it begins must do. */
const LONG_LINE = 1 << 12;
const DOCKER_BEGINNING = /^\{\s*"log"\s*:\s*"/;
const PREFIX_BEGINNING = /^[^"{[]{1,200}(?:\[\s*)?\{\s*"/;

const KINDS: readonly (LogKind & { readonly isLine: (line: string) => boolean })[] = [
  { name: 'container log', createUnwrap: unwrapCri, isLine: (line) => CRI.test(line) },
  { name: 'Docker log', createUnwrap: unwrapDocker, isLine: (line) => DOCKER_BEGINNING.test(line) },
  {
    name: 'log',
    createUnwrap: () => cutPrefix,
    isLine: (line) =>
      PREFIX.test(line) && (line.length > LONG_LINE ? PREFIX_BEGINNING.test(line) : cutPrefix(line) !== null),
  },
];

/** The kind of log that the beginning of a text shows; null where it is no log, or one whose lines are JSON as they are. */
export function detectLog(head: string): LogKind | null {
  const lines = head.split('\n', LINES_SEEN);
  return KINDS.find((kind) => lines.some((line) => kind.isLine(line))) ?? null;
}

/** `2026-03-19T07:48:16.12Z stdout F {…}`; lines marked P go on in the next. */
function unwrapCri(): Unwrap {
  let part = '';
  return (line) => {
    const match = CRI.exec(line);
    if (!match) return null;
    part += line.slice(match[0].length);
    if (match[1] === 'P') return '';
    const whole = part;
    part = '';
    return /^\s*[[{]/.test(whole) ? whole : cutPrefix(whole);
  };
}

/** `{"log":"{…}\n","stream":"stdout"}`; a log without a line feed goes on in the next. */
function unwrapDocker(): Unwrap {
  let part = '';
  return (line) => {
    const log = parseDocker(line);
    if (log === null) return null;
    part += log;
    if (!part.endsWith('\n')) return '';
    const whole = part;
    part = '';
    return /^\s*[[{]/.test(whole) ? whole : cutPrefix(whole);
  };
}

function parseDocker(line: string): string | null {
  if (!DOCKER_BEGINNING.test(line)) return null;
  try {
    const { log } = JSON.parse(line) as { log: unknown };
    return typeof log === 'string' ? log : null;
  } catch {
    return null;
  }
}

/** What follows the prefix, from the first { or [ from which the rest of the line is JSON. */
function cutPrefix(line: string): string | null {
  for (const opener of ['{', '[']) {
    const at = line.indexOf(opener);
    if (at < 0) continue;
    const rest = line.slice(at);
    try {
      const value = JSON.parse(rest) as object;
      if (Object.keys(value).length > 0) return rest;
    } catch {
      // Not from here.
    }
  }
  return null;
}

/** The text inside the lines of a log: one line for each, empty where it held none. */
export async function* unwrapLog(
  chunks: AsyncIterable<Uint8Array>,
  kind: LogKind,
  onLine: (hasText: boolean) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const unwrap = kind.createUnwrap();
  /** The beginning of a line that is not yet whole. */
  let parts: Uint8Array[] = [];
  let partLength = 0;

  function unwrapLines(bytes: Uint8Array): Uint8Array {
    const lines = decoder
      .decode(bytes)
      .split('\n')
      .map((line) => {
        const text = unwrap(line.endsWith('\r') ? line.slice(0, -1) : line);
        if (line !== '') onLine(text !== null);
        return text?.trimEnd() ?? '';
      });
    return encoder.encode(`${lines.join('\n')}\n`);
  }

  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      if (partLength > LONGEST_LINE) parts = [];
      parts.push(chunk);
      partLength = parts.length === 1 ? chunk.length : partLength + chunk.length;
      continue;
    }
    yield unwrapLines(concatenate([...parts, chunk.subarray(0, end)], partLength + end));
    parts = [chunk.subarray(end + 1)];
    partLength = chunk.length - end - 1;
  }
  if (partLength > 0) yield unwrapLines(concatenate(parts, partLength));
}
