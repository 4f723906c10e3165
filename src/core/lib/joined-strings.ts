/** Many strings, one behind the other: they cost what two values cost, however many they are, and cross to the page so. */
export interface JoinedStrings {
  readonly text: string;
  /** Where each ends in `text`, which is where the next begins. */
  readonly end: Uint32Array;
}

/** `strings`, one behind the other. */
export function joinStrings(strings: readonly string[]): JoinedStrings {
  const end = new Uint32Array(strings.length);
  let length = 0;
  for (let at = 0; at < strings.length; at++) end[at] = length += strings[at].length;
  return { text: strings.join(''), end };
}

/** The string at place `at`. */
export function stringAt({ text, end }: JoinedStrings, at: number): string {
  return text.slice(end[at - 1] ?? 0, end[at]);
}

/** The places of `wanted`, ascending. */
export function* placesOf({ text, end }: JoinedStrings, wanted: string): Iterable<number> {
  if (wanted === '') {
    for (let at = 0; at < end.length; at++) if (end[at] === (end[at - 1] ?? 0)) yield at;
    return;
  }
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
    const at = firstEndingAt(end, from + wanted.length);
    if (end[at] === from + wanted.length && (end[at - 1] ?? 0) === from) yield at;
  }
}

/** The first place whose string ends at `offset` or later. */
function firstEndingAt(end: Uint32Array, offset: number): number {
  let low = 0;
  let high = end.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (end[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
