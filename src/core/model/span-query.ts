import type { Nanos } from './units.ts';

/** Which spans of a trace: every clause must hold for a span. */
export interface SpanQuery {
  readonly clauses: readonly Clause[];
  /** What was not understood and is left out, each with what to write instead. */
  readonly problems: readonly string[];
}

export interface Clause {
  /** Whether the criterion must not hold. */
  readonly isNot: boolean;
  readonly criterion: Criterion;
}

export type Criterion =
  /** The word stands anywhere in the span; in lower case. */
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: NamedPart; readonly text: TextCriterion }
  /** Has one of these numbers. */
  | { readonly is: 'kind' | 'status'; readonly oneOf: readonly number[] }
  | { readonly is: Measure; readonly order: Order; readonly amount: Nanos }
  | AttributeCriterion;

/** Has the attribute, in any case of letters, and its value is such. */
export interface AttributeCriterion {
  readonly is: 'attribute';
  readonly key: string;
  readonly value: TextCriterion | AmountCriterion;
  /** What is meant in a trace in which nothing has such an attribute. */
  readonly otherwise?: Criterion;
}

/** The parts of a span that have a text and a word of their own in the language; `id` is the trace's as well. */
export type NamedPart = 'service' | 'operation' | 'event' | 'id';
export type Measure = 'duration' | 'self';
export type Order = '>' | '>=' | '<' | '<=' | '=';

/** The text itself where `isExact`; else it contains it, upper and lower case being equal. */
export interface TextCriterion {
  readonly text: string;
  readonly isExact: boolean;
}
export interface AmountCriterion {
  readonly order: Order;
  readonly amount: number;
}

/** Whether `value` stands in that order to `amount`; never where it is NaN. */
export function isInOrder(value: number, order: Order, amount: number): boolean {
  switch (order) {
    case '>':
      return value > amount;
    case '>=':
      return value >= amount;
    case '<':
      return value < amount;
    case '<=':
      return value <= amount;
    case '=':
      return value === amount;
  }
}
