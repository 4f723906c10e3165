/**
 * A bar's height of a picture, one word a pixel, in which each column keeps the first colour it gets. `#free[x]` leads to
 * the next column without one, so that filling costs the columns that are still free: many bars of a row together cost
 * little more than the row is wide. (Union-find with path halving.)
 */
export class PixelRow {
  readonly #pixels: Uint32Array;
  readonly #width: number;
  readonly #free: Uint32Array;
  #line = -1;
  #thickness = 0;

  constructor(pixels: Uint32Array, width: number) {
    this.#pixels = pixels;
    this.#width = width;
    this.#free = new Uint32Array(width + 1);
  }

  /** Begins the row of `thickness` lines from `line` down; nothing where it is the row already begun. */
  moveTo(line: number, thickness: number): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#thickness = thickness;
    for (let x = 0; x <= this.#width; x++) this.#free[x] = x;
  }

  /** Colours what is free of the columns from `left` to before `right`. */
  fill(left: number, right: number, color: number): void {
    for (let x = this.#nextFree(left); x < right; x = this.#nextFree(x)) {
      let at = this.#line * this.#width + x;
      for (let line = 0; line < this.#thickness; line++, at += this.#width) this.#pixels[at] = color;
      this.#free[x] = x + 1;
    }
  }

  #nextFree(from: number): number {
    const free = this.#free;
    let x = from;
    while (free[x] !== x) {
      free[x] = free[free[x]!]!;
      x = free[x]!;
    }
    return x;
  }
}
