import { listByGroup } from '../lib/counting-sort.ts';
import { NO_SPAN } from '../model/dataset.ts';
import { SPAN_KIND_NAMES } from '../model/span-enums.ts';
import type { SpanTree } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import type { TraceSlice } from './trace-slice.ts';

/** From how many like siblings on they are a group. */
export const LEAST_MEMBERS = 5;

/** A span that is in no group; negative, as `listByGroup` wants it. */
export const NO_GROUP = -1;

/** Who is in a group with whom; groups are numbered 0, 1, … in no order that matters. */
export interface SiblingGrouping {
  /** By span: its group, or `NO_GROUP`. */
  readonly groupOf: Int32Array;
  /** The members of group `g`, in waterfall order: `member[first[g]] .. member[first[g + 1]]`. */
  readonly first: Int32Array;
  readonly member: Int32Array;
}

/** Nobody is in a group. `groupOf` says nothing of it. */
export const NO_GROUPS: SiblingGrouping = {
  groupOf: new Int32Array(0),
  first: new Int32Array(1),
  member: new Int32Array(0),
};

/**
 * Puts siblings of one operation and kind into a group, five or more, wherever they stand among the other siblings;
 * spans without a parent are siblings too. Linear; `operationCount`: of the data set.
 */
export function groupSiblings({ spans }: TraceSlice, operationCount: number): SiblingGrouping {
  const gatherer = new Gatherer(spans, operationCount);
  const length = spans.length as SpanIndex;
  gatherer.gather(NO_SPAN, 0 as SpanIndex, length);
  for (let span = 0 as SpanIndex; span < length; span++)
    if (spans.subtreeEnd[span] - span > LEAST_MEMBERS)
      gatherer.gather(span, (span + 1) as SpanIndex, spans.subtreeEnd[span]);
  const { groupOf, groupCount } = gatherer;
  const { first, index: member } = listByGroup(groupOf, groupCount);
  return { groupOf, first, member };
}

/** Finds like siblings, one list of siblings after the other. */
class Gatherer {
  readonly #spans: SpanTree;
  readonly groupOf: Int32Array;
  groupCount = 0;
  // By operation and kind: the parent (+ 2) below which it was met last, how often, and the group it makes there.
  readonly #parent: Int32Array;
  readonly #count: Int32Array;
  readonly #group: Int32Array;

  constructor(spans: SpanTree, operationCount: number) {
    const likenessCount = operationCount * SPAN_KIND_NAMES.length;
    this.#spans = spans;
    this.groupOf = new Int32Array(spans.length).fill(NO_GROUP);
    this.#parent = new Int32Array(likenessCount);
    this.#count = new Int32Array(likenessCount);
    this.#group = new Int32Array(likenessCount);
  }

  /** Looks at the siblings from `first` on, below `end`. */
  gather(parent: SpanIndex, first: SpanIndex, end: SpanIndex): void {
    const { subtreeEnd } = this.#spans;
    const groupsBefore = this.groupCount;
    for (let span = first; span < end; span = subtreeEnd[span]) {
      const likeness = this.#likenessOf(span);
      if (this.#parent[likeness] !== parent + 2) {
        this.#parent[likeness] = parent + 2;
        this.#count[likeness] = 0;
      }
      if (++this.#count[likeness] === LEAST_MEMBERS) this.#group[likeness] = this.groupCount++;
    }
    if (this.groupCount === groupsBefore) return;
    for (let span = first; span < end; span = subtreeEnd[span]) {
      const likeness = this.#likenessOf(span);
      if (this.#count[likeness] >= LEAST_MEMBERS) this.groupOf[span] = this.#group[likeness];
    }
  }

  #likenessOf(span: SpanIndex): number {
    return this.#spans.operation[span] * SPAN_KIND_NAMES.length + this.#spans.kind[span];
  }
}
