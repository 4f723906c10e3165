import { SegmentedColumn } from '../lib/segmented-column.ts';

/** The file's own doubles of the spans that have them, as columns. */
export class SecondsRows {
  length = 0;
  readonly start = new SegmentedColumn(Float64Array);
  readonly duration = new SegmentedColumn(Float64Array);
  #room = 0;

  /** Appends a pair and returns its place. */
  add(start: number, duration: number): number {
    const at = this.length++;
    if (this.length > this.#room) {
      this.#room = at + Math.min(Math.max(at, 64), 1 << 16);
      this.start.makeRoom(at, this.#room);
      this.duration.makeRoom(at, this.#room);
    }
    this.start.set(at, start);
    this.duration.set(at, duration);
    return at;
  }

  get byteLength(): number {
    return this.start.byteLength + this.duration.byteLength;
  }

  /** Takes the pairs from `length` on away again. */
  truncate(length: number): void {
    this.length = length;
  }
}
