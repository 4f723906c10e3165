/** Values numbered from 0 in order of first appearance. */
export class Numbering<V extends string | number> {
  readonly #numbers = new Map<V, number>();
  readonly list: V[] = [];

  /** The number of `value`, a new one if it was never seen. */
  of(value: V): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.list.push(value) - 1;
      this.#numbers.set(value, number);
    }
    return number;
  }
}
