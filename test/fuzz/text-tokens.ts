import { looksLikeJson } from '../../src/core/json/json-parser.ts';
import { spanIdOf, traceIdOf } from '../../src/core/import/values/ids.ts';

/** Strings that hold documents that hold strings: not deeper than this. */
const DEEPEST = 2;
/** What is replaced in strings, as JSON does not have it. */
const CONTROLS = /(?![\r\n])\p{Cc}(?<![\u{7f}-\u{9f}])/gu;

/** What a text spells that a span's id or name can come from, whatever else is wrong with the text. */
export class TextTokens {
  /** How often each stands there. */
  readonly #texts = new Map<string, number>([['', 1]]);
  /** Of those that stand between quotes. */
  readonly #meanings = new Map<string, string>();
  readonly #spanIds = new Map<string, number>();
  readonly #traceIds = new Set<string>();

  constructor(text: string) {
    this.#scan(text, 0);
    for (const [spelling, count] of this.#texts) {
      const id = spanIdOf(spelling);
      this.#spanIds.set(id, count + (this.#spanIds.get(id) ?? 0));
      this.#traceIds.add(traceIdOf(spelling));
    }
  }

  hasName(name: string): boolean {
    return this.#texts.has(name);
  }

  hasTraceId(id: string): boolean {
    return this.#traceIds.has(id) || this.#texts.has(id);
  }

  countOfSpanId(id: string): number {
    return Math.max(this.#spanIds.get(id) ?? 0, this.#texts.get(id) ?? 0);
  }

  /** Every quote but those behind a backslash may begin a string: which ones do is what damage changes. */
  #scan(text: string, depth: number): void {
    for (const [word] of text.matchAll(/[-+.\w]+/g)) {
      this.#add(word);
      if (/^-?\d/.test(word)) this.#add(String(Number(word)));
    }
    for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
      if (text[at - 1] === '\\') continue;
      const raw = stringFrom(text, at);
      const meant = this.#meaningOf(raw);
      this.#add(raw);
      if (meant !== raw) this.#add(meant);
      if (depth < DEEPEST && looksLikeJson(meant)) this.#scan(meant, depth + 1);
    }
  }

  /** What a string means, as it is kept: control characters replaced, in UTF-8. */
  #meaningOf(raw: string): string {
    let meaning = this.#meanings.get(raw);
    if (meaning === undefined) {
      const mended = raw.replaceAll('\t', '\\t').replaceAll(CONTROLS, '\u{fffd}');
      meaning = unescape(mended).replaceAll(/\p{Surrogate}/gu, '\u{fffd}');
      this.#meanings.set(raw, meaning);
    }
    return meaning;
  }

  #add(text: string): void {
    this.#texts.set(text, 1 + (this.#texts.get(text) ?? 0));
  }
}

/** What stands between the quote at `at` and the next that no backslash hides. */
function stringFrom(text: string, at: number): string {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return text.slice(at + 1, end);
}

function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
