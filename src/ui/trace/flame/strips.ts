import { withRoom } from '../../../core/lib/growable.ts';
import type { FlamePicture } from './flame-picture.ts';
import { endOfRun, firstEndingFrom, pxPerUnit, type FlameScale } from './flame-scale.ts';

/** What is said of a strip beside its colour: bits. */
export const StripMark = { ERROR: 1, NO_MATCH: 2, MERGED: 4 } as const;

/** What is drawn of a flame, as columns of whole px: row by row, from left to right. */
export class Strips {
  length = 0;
  x = new Int32Array(1024);
  width = new Int32Array(1024);
  row = new Int32Array(1024);
  /** The box, or with `MERGED` the first of those that are too narrow to stand on their own. */
  box = new Int32Array(1024);
  /** Which colour. */
  style = new Uint8Array(1024);
  /** Bits of `StripMark`. */
  marks = new Uint8Array(1024);

  clear(): void {
    this.length = 0;
  }

  /** Merged strips that touch and look the same become one. */
  add(x: number, width: number, row: number, box: number, style: number, marks: number): void {
    const last = this.length - 1;
    const isMore =
      (marks & StripMark.MERGED) !== 0 &&
      last >= 0 &&
      this.marks[last] === marks &&
      this.style[last] === style &&
      this.row[last] === row &&
      x === this.x[last]! + this.width[last]!;
    if (isMore) {
      this.width[last]! += width;
      return;
    }
    const at = this.length++;
    this.#makeRoom();
    this.x[at] = x;
    this.width[at] = width;
    this.row[at] = row;
    this.box[at] = box;
    this.style[at] = style;
    this.marks[at] = marks;
  }

  /** Px of the strip that are filled: what is wide enough leaves a gap before the next. */
  solidWidth(strip: number, gap: number): number {
    const width = this.width[strip]!;
    return width >= 4 * gap && !(this.marks[strip]! & StripMark.MERGED) ? width - gap : width;
  }

  #makeRoom(): void {
    const { length } = this;
    if (length <= this.x.length) return;
    this.x = withRoom(this.x, length);
    this.width = withRoom(this.width, length);
    this.row = withRoom(this.row, length);
    this.box = withRoom(this.box, length);
    this.style = withRoom(this.style, length);
    this.marks = withRoom(this.marks, length);
  }
}

/**
 * Adds what `row` shows on the scale; costs what is in sight of it, and no more for each px than a search. `styleOf`: by
 * operation. Boxes stand as wide as they are, but a grain at least; those below a grain that share one are one strip,
 * which is an error if any of them is, and a match if any is.
 */
export function listStrips(
  strips: Strips,
  picture: FlamePicture,
  row: number,
  scale: FlameScale,
  styleOf: Uint8Array,
): void {
  const { flame, errorsBefore, matchesBefore } = picture;
  const { byRow, firstInRow, left, width, operation } = flame;
  const { grain } = scale;
  const px = pxPerUnit(scale);
  const origin = scale.start * px;
  const rowEnd = firstInRow[row + 1]!;
  for (let place = firstEndingFrom(flame, row, scale.start); place < rowEnd;) {
    const box = byRow[place]!;
    const from = left[box]! * px;
    if (from - origin > scale.width + grain / 2) break;
    const end = endOfRun(flame, place, rowEnd, px, grain);
    const isMerged = width[box]! * px < grain;
    const edge = Math.round((isMerged ? Math.floor(from / grain) * grain : from) - origin);
    const x = Math.min(isMerged ? Math.max(0, edge) : edge, scale.width - grain); // seen at the very ends too
    const right = isMerged ? x + grain : Math.max(x + grain, Math.round(from + width[box]! * px - origin));
    const clippedX = Math.max(0, x);
    const clippedRight = Math.min(scale.width, right);
    let marks: number = isMerged ? StripMark.MERGED : 0;
    if (errorsBefore[end]! > errorsBefore[place]!) marks |= StripMark.ERROR;
    if (matchesBefore && matchesBefore[end] === matchesBefore[place]) marks |= StripMark.NO_MATCH;
    if (clippedRight > clippedX)
      strips.add(clippedX, clippedRight - clippedX, row, box, styleOf[operation[box]!]!, marks);
    place = end;
  }
}
