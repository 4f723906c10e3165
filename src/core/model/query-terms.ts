/** A part of a query as it is written, not yet understood. */
export interface QueryTerm {
  /** Where it stands in the query: from, and up to. */
  readonly from: number;
  readonly to: number;
  /** Where the word, or what stands behind the operator, begins. */
  readonly valueFrom: number;
  /** Whether a "-" stands in front. */
  readonly isNot: boolean;
  /** What stands in front of the operator; null of a word. */
  readonly key: Spelled | null;
  /** '' of a word. */
  readonly operator: Operator | '';
  /** The word, or what stands behind the operator. */
  readonly value: Spelled;
}

/** A text as it is meant, and whether it was written in quotes. */
interface Spelled {
  readonly text: string;
  readonly isQuoted: boolean;
}

export type Operator = ':' | ':=' | '=' | '!=' | '>' | '>=' | '<' | '<=';

/** In quotes, `\"` is a quote and `\\` a backslash; quotes that are not closed reach to the end. */
const QUOTED = String.raw`"(?:[^"\\]|\\[^])*\\?(?:"|$)`;
/** Begins with a letter, so that "12:30" is a word; does not end in "-", so that "a->b" is one. */
const KEY = String.raw`[\p{L}_@$][\p{L}\p{N}_.\-/@$]*(?<!-)`;
/** Addresses ("http://…") are words. */
const OPERATOR = String.raw`:=|!=|>=|<=|:(?!//)|[=<>]`;
const TERM = new RegExp(
  String.raw`(?<not>-)?(?:(?<key>${QUOTED}|${KEY})(?<operator>${OPERATOR})(?<value>${QUOTED}|\S*)|(?<word>${QUOTED}|\S+))`,
  'gu',
);

/** The terms of a query, in their order. Total: any text is some terms. */
export function readQueryTerms(query: string): QueryTerm[] {
  return Array.from(query.matchAll(TERM), (match) => {
    const { not, key, operator = '', value, word } = match.groups as Partial<Record<string, string>>;
    const written = value ?? word ?? '';
    const to = match.index + match[0].length;
    return {
      from: match.index,
      to,
      valueFrom: to - written.length,
      isNot: not !== undefined,
      key: key === undefined ? null : readSpelled(key),
      operator: operator as Operator | '',
      value: readSpelled(written),
    };
  });
}

function readSpelled(written: string): Spelled {
  if (!written.startsWith('"')) return { text: written, isQuoted: false };
  const isClosed = /^"(?:[^"\\]|\\[^])*"$/.test(written);
  const inner = written.slice(1, isClosed ? -1 : undefined);
  return { text: inner.replaceAll(/\\(["\\])/g, '$1'), isQuoted: true };
}

/** `text` as what stands behind an operator: in quotes only where it must be. */
export function quoteValue(text: string): string {
  return /^[^\s"]\S*$/.test(text) ? text : quote(text);
}

/** `text` in quotes. */
export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Whether `text` is read as a key without quotes. */
export function isPlainKey(text: string): boolean {
  return PLAIN_KEY.test(text);
}
const PLAIN_KEY = new RegExp(`^${KEY}$`, 'u');
