const ELLIPSIS = '…';
/** Fewer letters than this before the ellipsis say nothing. */
const LEAST_LETTERS = 2;

/** How wide text is in one font, added up from its letters, each measured once. */
export class LetterWidths {
  readonly #measure: (letter: string) => number;
  readonly #known = new Map<string, number>();

  constructor(measure: (letter: string) => number) {
    this.#measure = measure;
  }

  of(letter: string): number {
    let width = this.#known.get(letter);
    if (width === undefined) this.#known.set(letter, (width = this.#measure(letter)));
    return width;
  }

  /** `text`, or its beginning with an ellipsis, no wider than `room`; '' where that says nothing. */
  fit(text: string, room: number): string {
    const cutRoom = room - this.of(ELLIPSIS);
    let width = 0;
    let cut = 0;
    let letters = 0;
    let at = 0;
    for (const letter of text) {
      width += this.of(letter);
      if (width > room) return letters >= LEAST_LETTERS ? text.slice(0, cut).trimEnd() + ELLIPSIS : '';
      at += letter.length;
      if (width > cutRoom) continue;
      cut = at;
      letters++;
    }
    return text;
  }
}
