import { QUOTE } from './ascii.ts';
import { repairNumbers } from './json-repair.ts';

/** The three bytes of U+FFFD, which also stands for every byte that is not UTF-8. */
const REPLACEMENT = [0xef, 0xbf, 0xbd] as const;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Told of `count` places mended in the bytes `from .. to`. */
export type MendListener = (kind: 'non-number' | 'utf8', count: number, from: number, to: number) => void;

/** JSON.parse over bytes: integers keep their digits, NaN is null, bytes that are not UTF-8 are replaced; all counted. */
export class JsonParser {
  readonly #onMend: MendListener;

  constructor(onMend: MendListener) {
    this.#onMend = onMend;
  }

  /** The value at `from .. to`. `needsRepair`: it may hold long integers or non-numbers. Throws where it is no JSON. */
  parse(bytes: Uint8Array, from: number, to: number, needsRepair: boolean): unknown {
    return this.#parse(bytes, from, to, needsRepair, '', '');
  }

  /** The values at `from .. to`, one comma between any two. */
  parseList(bytes: Uint8Array, from: number, to: number, needsRepair: boolean): unknown[] {
    return this.#parse(bytes, from, to, needsRepair, '[', ']') as unknown[];
  }

  #parse(
    bytes: Uint8Array,
    from: number,
    to: number,
    needsRepair: boolean,
    opener: string,
    closer: string,
  ): unknown {
    const raw = bytes.subarray(from, to);
    const repaired = needsRepair ? repairNumbers(raw) : null;
    const text = decoder.decode(repaired ? repaired.bytes : raw);
    const value: unknown = JSON.parse(opener + text + closer);
    if (repaired && repaired.nonNumberCount > 0)
      this.#onMend('non-number', repaired.nonNumberCount, from, to);
    if (text.includes('\u{fffd}')) this.#countReplaced(text, raw, from, to);
    return value;
  }

  #countReplaced(text: string, raw: Uint8Array, from: number, to: number): void {
    let count = text.split('\u{fffd}').length - 1;
    for (let at = raw.indexOf(REPLACEMENT[0]); at >= 0; at = raw.indexOf(REPLACEMENT[0], at + 1))
      if (raw[at + 1] === REPLACEMENT[1] && raw[at + 2] === REPLACEMENT[2]) count--;
    if (count > 0) this.#onMend('utf8', count, from, to);
  }
}

/** The string between the quotes at `from .. to`, or its bytes as they are where it is no JSON. */
export function parseString(bytes: Uint8Array, from: number, to: number): string {
  const text = decoder.decode(bytes.subarray(from, to));
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** Whether `text` may be a list, an object or a string that holds one. */
export function looksLikeJson(text: string): boolean {
  return /^\s*["[{]/.test(text);
}

/** Past the closing quote of the string that begins at `from`; -1 where it does not end before `to`. */
export function findStringEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] === 0x5c) at++;
  }
  return -1;
}
