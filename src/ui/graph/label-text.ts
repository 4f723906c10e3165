const LONGEST = 24;

/** A service's name as it stands in the picture: of a long one the beginning and the end. */
export function shortenName(service: string): string {
  const letters = Array.from(service);
  if (letters.length <= LONGEST) return service;
  const kept = LONGEST - 1;
  return `${letters.slice(0, Math.ceil(kept / 2)).join('')}…${letters.slice(-Math.floor(kept / 2)).join('')}`;
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
  if ("fijlrtI|.,:;'!-/()[] ".includes(letter)) return 4.2;
  if ('mwMW@%'.includes(letter)) return 10.4;
  if (letter >= '\u1100') return 12; // wide scripts
  return letter >= 'A' && letter <= 'Z' ? 8.4 : 7;
}
