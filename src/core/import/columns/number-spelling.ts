import { DOT, MINUS, ZERO } from '../../json/ascii.ts';

/** A double holds every number of so many digits apart from any other. */
const MOST_DIGITS = 15;
/** JavaScript writes smaller fractions with an exponent. */
const MOST_LEADING_ZEROS = 5;

/**
 * What the number at `bytes[from .. to]`, which is valid JSON, is. Of whole numbers and decimal fractions it is certain that
 * JavaScript writes them as they stand there; `other` are all that it may not, and what is no number.
 *
 *     whole      200   -7            fraction   19.087   -0.5
 *     other      1e3   1.50   -0     0.0000001   12345678901234567   true
 */
export function numberSpelling(bytes: Uint8Array, from: number, to: number): 'whole' | 'fraction' | 'other' {
  const first = bytes[from] === MINUS ? from + 1 : from;
  let dot = to;
  let firstDigit = to; // that is not 0
  for (let at = first; at < to; at++) {
    const digit = bytes[at] - ZERO;
    if (bytes[at] === DOT) dot = at;
    else if (digit < 0 || digit > 9) return 'other';
    else if (digit > 0 && firstDigit === to) firstDigit = at;
  }
  if (to - first > MOST_DIGITS) return 'other';
  if (dot === to) return firstDigit === first || (firstDigit === to && to - from === 1) ? 'whole' : 'other';
  const isPlain = bytes[to - 1] !== ZERO && firstDigit - dot <= MOST_LEADING_ZEROS + 1;
  return isPlain ? 'fraction' : 'other';
}
