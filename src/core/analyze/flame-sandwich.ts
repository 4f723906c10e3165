import { StatusCode } from '../model/span-enums.ts';
import type { SpanForest, SpanTree } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import { CallPaths } from './call-paths.ts';
import type { Flame, FlameSpans } from './flame.ts';

/** The spans of one operation. */
export interface Occurrences {
  /** Those below no other of them, ascending. */
  readonly outermost: Int32Array;
  /** How many are below another. */
  readonly nestedCount: number;
}

/** The spans of `part` that are of `operation`. */
export function findOccurrences({ spans }: SpanForest, part: FlameSpans, operation: number): Occurrences {
  const outermost: number[] = [];
  let nestedCount = 0;
  let insideUntil = part.from;
  for (let span = part.from as SpanIndex; span < part.to; span++) {
    if (spans.operation[span] !== operation) continue;
    if (span < insideUntil) nestedCount++;
    else {
      outermost.push(span);
      insideUntil = spans.subtreeEnd[span];
    }
  }
  return { outermost: Int32Array.from(outermost), nestedCount };
}

/** Whose callers: spans of one operation of which none is below another, among the spans of `part`. */
export interface CallerQuestion {
  readonly tops: Int32Array;
  readonly part: FlameSpans;
  readonly measure: Float64Array;
}

/** Steps from a span to its caller, in all: about half a second. Only deep chains of ever other operations need more. */
const MOST_STEPS = 8_000_000;

/**
 * The callers of `tops`: row 0 is their operation, row 1 who called it, and so on to the top of `part`; equal chains are
 * one. The width of a box is what `measure` sums to over the tops called this way and all below them. `count` and
 * `errorCount` are of these tops, `own` is of those that nobody called. `isCut`: there are so many chains that the
 * farthest callers are left out.
 */
export function mergeCallers(
  { spans }: SpanForest,
  { tops, part, measure }: CallerQuestion,
): { flame: Flame; isCut: boolean } {
  const paths = new CallPaths();
  const chains = new Chains(spans, paths, tops.length);
  for (const top of tops as ArrayLike<number> as readonly SpanIndex[]) {
    let weight = 0;
    for (let span = top; span < spans.subtreeEnd[top]; span++) weight += measure[span];
    const errorCount = spans.status[top] === StatusCode.ERROR ? 1 : 0;
    chains.lead(top, paths.find(-1, spans.operation[top]), { count: 1, errorCount, weight });
  }
  let steps = 0;
  for (; chains.length > 0 && steps < MOST_STEPS; steps += chains.length) chains.climb(part.from);
  const isCut = chains.length > 0;
  chains.end();
  return { flame: { ...paths.layOut().flame, boxOf: new Int32Array(0) }, isCut };
}

/** What came up a chain. */
interface Load {
  readonly count: number;
  readonly errorCount: number;
  readonly weight: number;
}

/**
 * Chains of calls on their way up, all as far from where they began. Those that meet, at one span and by the same
 * operations, are one from there on: a thousand calls from one loop climb as one.
 */
class Chains {
  readonly #spans: SpanTree;
  readonly #paths: CallPaths;
  length = 0;
  readonly #span: Int32Array;
  readonly #path: Int32Array;
  readonly #count: Int32Array;
  readonly #errorCount: Int32Array;
  readonly #weight: Float64Array;

  constructor(spans: SpanTree, paths: CallPaths, most: number) {
    this.#spans = spans;
    this.#paths = paths;
    this.#span = new Int32Array(most);
    this.#path = new Int32Array(most);
    this.#count = new Int32Array(most);
    this.#errorCount = new Int32Array(most);
    this.#weight = new Float64Array(most);
  }

  /** Leads a chain to `span`, which ends `path`. */
  lead(span: SpanIndex, path: number, { count, errorCount, weight }: Load): void {
    this.#paths.add(path, { count, errorCount, span, duration: this.#spans.duration[span] });
    const last = this.length - 1;
    const isMet = last >= 0 && this.#span[last] === span && this.#path[last] === path;
    const chain = isMet ? last : this.length++;
    this.#span[chain] = span;
    this.#path[chain] = path;
    this.#count[chain] = count + (isMet ? this.#count[chain] : 0);
    this.#errorCount[chain] = errorCount + (isMet ? this.#errorCount[chain] : 0);
    this.#weight[chain] = weight + (isMet ? this.#weight[chain] : 0);
  }

  /** Leads each chain to its caller; those without one, at or after `first`, end. */
  climb(first: number): void {
    const { parent, operation } = this.#spans;
    const { length } = this;
    this.length = 0;
    for (let chain = 0; chain < length; chain++) {
      const caller = parent[this.#span[chain] as SpanIndex];
      const path = this.#path[chain];
      const weight = this.#weight[chain];
      if (caller < first) this.#paths.addOwn(path, weight);
      else
        this.lead(caller, this.#paths.find(path, operation[caller]), {
          count: this.#count[chain],
          errorCount: this.#errorCount[chain],
          weight,
        });
    }
  }

  /** Ends the chains that are left where they are. */
  end(): void {
    for (let chain = 0; chain < this.length; chain++)
      this.#paths.addOwn(this.#path[chain], this.#weight[chain]);
    this.length = 0;
  }
}
