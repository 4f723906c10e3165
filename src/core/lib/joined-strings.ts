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
  let from = 0;
  for (let at = 0; at < end.length; at++) {
    const to = end[at];
    if (to - from === wanted.length && text.startsWith(wanted, from)) yield at;
    from = to;
  }
}
