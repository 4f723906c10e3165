import { withRoom } from '../lib/growable.ts';

/** A list of attributes for each row, one list after the other: that of row `r` is `list[start[r] .. start[r + 1]]`. */
export class AttributeLists {
  /** One entry more than rows. */
  start = new Uint32Array(257);
  list = new Uint32Array(1024);
  #rowCount = 0;
  #length = 0;

  /** Appends a row with these attributes. */
  add(attributes: readonly number[]): void {
    const from = this.#length;
    const list = withRoom(this.list, from + attributes.length);
    for (let i = 0; i < attributes.length; i++) list[from + i] = attributes[i]!;
    this.list = list;
    this.#length = from + attributes.length;
    this.#endRow();
  }

  /** Appends a row with the attributes of `row`. */
  addCopy(row: number): void {
    const [from, to] = [this.start[row], this.start[row + 1]];
    this.list = withRoom(this.list, this.#length + to - from);
    this.list.copyWithin(this.#length, from, to);
    this.#length += to - from;
    this.#endRow();
  }

  /** Appends a row with the attributes of all `rows`, each once. */
  addUnion(rows: readonly number[]): void {
    const distinct = new Set<number>();
    for (const row of rows)
      for (let at = this.start[row]; at < this.start[row + 1]; at++) distinct.add(this.list[at]);
    this.add([...distinct]);
  }

  /** Takes the rows from `rowCount` on away again. */
  truncate(rowCount: number): void {
    this.#rowCount = rowCount;
    this.#length = this.start[rowCount];
  }

  countOf(row: number): number {
    return this.start[row + 1] - this.start[row];
  }

  equals(a: number, b: number): boolean {
    const count = this.countOf(a);
    if (this.countOf(b) !== count) return false;
    for (let i = 0; i < count; i++)
      if (this.list[this.start[a] + i] !== this.list[this.start[b] + i]) return false;
    return true;
  }

  /** Equal for rows with the same attributes in the same order. */
  keyOf(row: number): string {
    return this.list.subarray(this.start[row], this.start[row + 1]).join(',');
  }

  #endRow(): void {
    this.start = withRoom(this.start, ++this.#rowCount + 1);
    this.start[this.#rowCount] = this.#length;
  }
}
