const LONGEST = 24;
/** Longer names take two lines where calls run down and services stand side by side. */
const LONGEST_LINE = 10;

/** A service's name as it stands in the picture: of a long one the beginning and the end. */
export function shortenName(service: string): string {
  const letters = Array.from(service);
  if (letters.length <= LONGEST) return service;
  const kept = LONGEST - 1;
  return `${letters.slice(0, Math.ceil(kept / 2)).join('')}…${letters.slice(-Math.floor(kept / 2)).join('')}`;
}

/** The lines a service's name takes: two where it is long, can be parted, and `direction` is down. */
export function wrapName(service: string, direction: 'right' | 'down'): readonly string[] {
  const name = shortenName(service);
  if (direction === 'right' || name.length <= LONGEST_LINE) return [name];
  let best = 0;
  for (const { index } of name.matchAll(/[-_./: ]/g))
    if (Math.abs(index + 1 - name.length / 2) < Math.abs(best - name.length / 2)) best = index + 1;
  return best === 0 || best === name.length ? [name] : [name.slice(0, best), name.slice(best)];
}

/**
 * About how wide text is, in px at a font size of 12 px. Estimated and not measured, so that a layout is the same on
 * every machine, whatever its fonts; rather too wide than too narrow.
 */
export function estimateWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width;
}

function widthOf(letter: string): number {
  if ("fijlrtI|.,:;'!-/()[] ".includes(letter)) return 4.6;
  if ('mwMW@%'.includes(letter)) return 10.6;
  if (letter >= '\u1100' && letter <= '\uffdc') return 12; // wide scripts
  return letter >= 'A' && letter <= 'Z' ? 8.6 : 7.4;
}
