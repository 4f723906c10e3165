import { StripMark, type Strips } from './strips.ts';

/** Colours as words of an image's pixels: red in the lowest byte. */
export interface PixelInk {
  /** By style: of what is found, or where nothing is looked for; and of what is not found. */
  readonly boxes: Uint32Array;
  readonly faint: Uint32Array;
  readonly error: number;
  readonly match: number;
  readonly ground: number;
}

/** How high a row and its parts are, in px. */
export interface RowParts {
  readonly height: number;
  /** Along the foot: errors. */
  readonly foot: number;
  /** Along the head: what is found, with a gap below. */
  readonly head: number;
  /** Between two boxes. */
  readonly gap: number;
}

/** Which strips make a row, and where it begins. */
interface PixelRow {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  /** Whether something is looked for. */
  readonly hasMatches: boolean;
}

/**
 * The boxes of a flame as an image. Of each row one line is painted, and copied as often as the row is high: fifty
 * thousand boxes of a px take a fifth of the time that as many rectangles of a canvas do.
 */
export class PixelSheet {
  readonly image: ImageData;
  readonly #pixels: Uint32Array;
  readonly #line: Uint32Array;

  constructor(width: number, height: number) {
    this.image = new ImageData(width, height);
    this.#pixels = new Uint32Array(this.image.data.buffer);
    this.#line = new Uint32Array(width);
  }

  clear(): void {
    this.#pixels.fill(0);
  }

  paintRow(strips: Strips, row: PixelRow, ink: PixelInk, { height, foot, head, gap }: RowParts): void {
    const { from, to, top, hasMatches } = row;
    const { style, marks } = strips;
    const colorOf = (strip: number) =>
      (marks[strip]! & StripMark.NO_MATCH ? ink.faint : ink.boxes)[style[strip]!]!;
    const paint = (first: number, count: number, bit: number, wanted: number, color: number) => {
      this.#line.fill(0);
      for (let strip = from; strip < to; strip++) {
        const isMarked = bit !== 0 && (marks[strip]! & bit) === wanted;
        const x = strips.x[strip]!;
        this.#line.fill(isMarked ? color : colorOf(strip), x, x + strips.solidWidth(strip, gap));
      }
      this.#copyLine(first, count);
    };
    paint(top, height, 0, 0, 0);
    let hasErrors = false;
    for (let strip = from; strip < to && !hasErrors; strip++)
      hasErrors = (marks[strip]! & StripMark.ERROR) !== 0;
    if (hasErrors) paint(top + height - foot, foot, StripMark.ERROR, StripMark.ERROR, ink.error);
    if (!hasMatches) return;
    paint(top, head, StripMark.NO_MATCH, 0, ink.match);
    paint(top + head, gap, StripMark.NO_MATCH, 0, ink.ground);
  }

  /** Copies the line to `count` lines of the image from `first` on, as far as there are such. */
  #copyLine(first: number, count: number): void {
    const { width, height } = this.image;
    for (let y = Math.max(0, first); y < Math.min(height, first + count); y++)
      this.#pixels.set(this.#line, y * width);
  }
}
