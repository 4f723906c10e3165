import { ALL_TRACES, type TraceFilter } from '../core/model/filter.ts';
import type { TraceSort } from '../core/engine/protocol.ts';
import { DEFAULT_LOOK, type TraceLook } from './trace-look.ts';

export const TABS = ['overview', 'traces', 'trace', 'services', 'graph', 'data'] as const;
export type Tab = (typeof TABS)[number];

export const SERVICE_SORT_KEYS = [
  'service',
  'count',
  'errorCount',
  'errorRate',
  'mean',
  'p50',
  'p90',
  'p95',
  'p99',
  'max',
] as const;
export type ServiceSortKey = (typeof SERVICE_SORT_KEYS)[number];

/** What the user sees, and all that a link restores. Every part has a default. */
export interface View {
  readonly tab: Tab;
  readonly filter: TraceFilter;
  readonly traceSort: TraceSort;
  /** The opened trace. */
  readonly traceId: string | null;
  /** The selected span of it, by its place in the trace's `spanIds`, as "id" or, for the n-th of equal ids, "id~n". */
  readonly spanId: string | null;
  readonly look: TraceLook;
  readonly serviceSort: { readonly key: ServiceSortKey; readonly descending: boolean };
  /** Services picked for the latency chart; empty: the slowest few. */
  readonly pickedServices: readonly string[];
  readonly latencyScale: 'linear' | 'log';
  readonly graphForm: 'graph' | 'table';
  readonly graphColor: 'error-rate' | 'p95';
  /** Calls that make up less than this share (0 to 1) of all are left out of the graph. */
  readonly graphLeastShare: number;
  /** The service picked in the graph. */
  readonly graphService: string | null;
  /** The call picked in the graph, in front of the service. */
  readonly graphCall: { readonly caller: string; readonly callee: string } | null;
}

export const DEFAULT_VIEW: View = {
  tab: 'overview',
  filter: ALL_TRACES,
  traceSort: { key: 'start', descending: true },
  traceId: null,
  spanId: null,
  look: DEFAULT_LOOK,
  serviceSort: { key: 'p95', descending: true },
  pickedServices: [],
  latencyScale: 'log',
  graphForm: 'graph',
  graphColor: 'error-rate',
  graphLeastShare: 0,
  graphService: null,
  graphCall: null,
};
