/**
 * Ids in words of 32 bits, highest first: a span id in two, a trace id in four. Hexadecimal digits of the full length
 * (16 or 32, lower case) are their own bits; anything else is a string by number behind words that say so.
 *
 *     "00f067aa0ba902b7"   00f067aa 0ba902b7
 *     "checkout-1"         ffffffff        7     string 7
 *     ""                   ffffffff ffffffff     no id
 *
 * An id whose own words would say so is kept as a string.
 */
export const TEXT_ID = 0xffff_ffff;
/** The last word of an id that is not there. */
export const NO_ID = 0xffff_ffff;

const HEX = /^[0-9a-f]+$/;

/** Writes `text` to `words[at ..]`, `count` of them. `intern` numbers the strings that are no such digits. */
export function packId(
  text: string,
  intern: (text: string) => number,
  words: Uint32Array,
  at: number,
  count: 2 | 4,
): void {
  if (text.length === 8 * count && HEX.test(text) && !text.startsWith('ffffffff')) {
    for (let word = 0; word < count; word++)
      words[at + word] = Number.parseInt(text.slice(8 * word, 8 * word + 8), 16);
    return;
  }
  words.fill(TEXT_ID, at, at + count - 1);
  words[at + count - 1] = text === '' ? NO_ID : intern(text);
}

/** The id at `words[at ..]`; '' where there is none. */
export function unpackId(
  words: { readonly [at: number]: number },
  at: number,
  count: 2 | 4,
  stringOf: (string: number) => string,
): string {
  if (words[at] === TEXT_ID) return words[at + count - 1] === NO_ID ? '' : stringOf(words[at + count - 1]!);
  let text = '';
  for (let word = 0; word < count; word++) text += words[at + word]!.toString(16).padStart(8, '0');
  return text;
}
