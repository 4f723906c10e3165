import type { SpanTable } from './dataset.ts';

/**
 * The columns that make spans a forest over time: those of all traces, as they stand in a data set, or those of one trace,
 * counted from 0.
 */
export type SpanTree = Pick<
  SpanTable,
  | 'length'
  | 'parent'
  | 'depth'
  | 'subtreeEnd'
  | 'start'
  | 'duration'
  | 'operation'
  | 'kind'
  | 'status'
  | 'flags'
>;

/** Whatever has spans in a tree: a data set, or a slice of it. */
export interface SpanForest {
  readonly spans: SpanTree;
}
