import { PairNumbering } from '../lib/pair-numbering.ts';

/** How many there were at one moment. */
export interface ProvenanceMark {
  readonly scoped: number;
  readonly numbers: number;
}

/** Combinations of resource, scope and source numbered from 0 in order of first appearance. */
export class ProvenanceNumbers {
  readonly #scoped = new PairNumbering(); // resource, scope
  readonly #numbers = new PairNumbering(); // number of these two, source
  #last = NONE;

  get length(): number {
    return this.#numbers.length;
  }

  /** The number of the combination, a new one if it was never seen. Most spans have that of the span before. */
  of(resource: number, scope: number, source: number): number {
    const last = this.#last;
    if (resource === last.resource && scope === last.scope && source === last.source) return last.number;
    const number = this.#numbers.of(this.#scoped.of(resource, scope), source);
    this.#last = { resource, scope, source, number };
    return number;
  }

  mark(): ProvenanceMark {
    return { scoped: this.#scoped.length, numbers: this.#numbers.length };
  }

  /** Forgets what came since `mark`. */
  truncate({ scoped, numbers }: ProvenanceMark): void {
    this.#scoped.truncate(scoped);
    this.#numbers.truncate(numbers);
    this.#last = NONE;
  }

  resourceOf(number: number): number {
    return this.#scoped.first[this.#numbers.first[number]];
  }

  scopeOf(number: number): number {
    return this.#scoped.second[this.#numbers.first[number]];
  }

  sourceOf(number: number): number {
    return this.#numbers.second[number];
  }
}

const NONE = { resource: -1, scope: -1, source: -1, number: -1 };
