import { inputOrder } from '../lib/stable-order.ts';
import { SiblingLists } from './pre-order.ts';
import { NO_GROUP, type SiblingGrouping } from './sibling-groups.ts';
import type { SliceColumns, TraceSlice } from './trace-slice.ts';

/**
 * The rows of a waterfall with everything open, as nodes in the order they are shown: spans, and groups of like
 * siblings in front of their members. Columns of equal length; the descendants of node `n` are `n + 1 .. end[n]`.
 */
export interface ArrangedNodes {
  readonly length: number;
  /** The span of the node; of a group, its first member in waterfall order, whatever siblings are sorted by. */
  readonly span: Int32Array;
  /** The group that the node is; -1 of a span. */
  readonly group: Int32Array;
  /** The node above; -1 at the top. */
  readonly parent: Int32Array;
  /** Levels above it, groups counted. */
  readonly depth: Int32Array;
  readonly end: Int32Array;
  /** By span: its node. */
  readonly nodeOf: Int32Array;
}

/**
 * Arranges the spans of a trace: siblings follow the given order of all spans; where it is null, they stay as they
 * stand. A group takes its members from anywhere among the siblings, and stands where the first of them would:
 *
 *     a                    a
 *     SELECT   × 2         5 × SELECT
 *     b                      SELECT  × 5
 *     SELECT   × 3         b
 */
export function arrangeSiblings(
  { columns }: TraceSlice,
  order: Int32Array | null,
  grouping: SiblingGrouping,
): ArrangedNodes {
  if (order === null && grouping.member.length === 0) return asItStands(columns);
  return writeNodes(columns.parent, order, grouping);
}

function asItStands({ parent, depth, subtreeEnd }: SliceColumns): ArrangedNodes {
  const { length } = parent;
  const span = inputOrder(length);
  return {
    length,
    span,
    group: new Int32Array(length).fill(NO_GROUP),
    parent: parent.slice(),
    depth: depth.slice(),
    end: subtreeEnd.slice(),
    nodeOf: span,
  };
}

function writeNodes(
  parentOf: Int32Array,
  order: Int32Array | null,
  grouping: SiblingGrouping,
): ArrangedNodes {
  const spanCount = parentOf.length;
  const { node, ...tree } = listNodes(parentOf, order, grouping).write();
  const group = new Int32Array(node.length).fill(NO_GROUP);
  const nodeOf = new Int32Array(spanCount);
  for (let place = 0; place < node.length; place++) {
    if (node[place] < spanCount) {
      nodeOf[node[place]] = place;
    } else {
      group[place] = node[place] - spanCount;
      node[place] = grouping.member[grouping.first[group[place]]];
    }
  }
  return { length: node.length, span: node, group, ...tree, nodeOf };
}

/** Spans as nodes 0, 1, …, and the groups behind them; from the last sibling to the first. */
function listNodes(parentOf: Int32Array, order: Int32Array | null, grouping: SiblingGrouping): SiblingLists {
  const spanCount = parentOf.length;
  const { groupOf, first } = grouping;
  const lists = new SiblingLists(spanCount + first.length - 1);
  const left = grouping.first.slice(1); // by group: one past its members that are not yet in a list
  for (let at = spanCount - 1; at >= 0; at--) {
    const span = order === null ? at : order[at];
    const group = grouping.member.length === 0 ? NO_GROUP : groupOf[span];
    if (group === NO_GROUP) {
      lists.prepend(span, parentOf[span]);
      continue;
    }
    lists.prepend(span, spanCount + group);
    if (--left[group] === first[group]) lists.prepend(spanCount + group, parentOf[span]);
  }
  return lists;
}
