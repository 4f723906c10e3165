import { type Diagnostic, DiagnosticCounter } from '../../model/diagnostics.ts';

/** What a number stands for, and what is to be counted each time it is met. */
interface Meaning<V> {
  readonly value: V;
  readonly found: readonly Diagnostic[];
}

/** Numbers whose meaning is at hand: a power of two. */
const LATELY = 64;

/**
 * What `read` makes of each number, found out once. What is counted on the way is counted each time the number is met, as
 * if it were read anew.
 */
export class Meanings<V> {
  readonly #read: (number: number, diagnostics: DiagnosticCounter) => V;
  readonly #diagnostics: DiagnosticCounter;
  readonly #known = new Map<number, Meaning<V>>();
  /** What was met lately, by the last bits of its number: most fields have few values. */
  readonly #numbers = new Float64Array(LATELY).fill(NaN);
  readonly #meanings: Meaning<V>[] = [];

  constructor(diagnostics: DiagnosticCounter, read: (number: number, diagnostics: DiagnosticCounter) => V) {
    this.#diagnostics = diagnostics;
    this.#read = read;
  }

  of(number: number): V {
    const at = number & (LATELY - 1);
    const meaning = this.#numbers[at] === number ? this.#meanings[at] : this.#lookUp(number, at);
    if (meaning.found.length > 0) this.#count(meaning);
    return meaning.value;
  }

  /** The numbers mean something else from now on. */
  forget(): void {
    this.#known.clear();
    this.#numbers.fill(NaN);
  }

  #count({ found }: Meaning<V>): void {
    for (const { code, example, count } of found) this.#diagnostics.add(code, () => example, count);
  }

  #lookUp(number: number, at: number): Meaning<V> {
    let meaning = this.#known.get(number);
    if (!meaning) {
      const diagnostics = new DiagnosticCounter();
      const value = this.#read(number, diagnostics);
      this.#known.set(number, (meaning = { value, found: diagnostics.list() }));
    }
    this.#numbers[at] = number;
    this.#meanings[at] = meaning;
    return meaning;
  }
}
