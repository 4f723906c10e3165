import type { Dataset } from '../model/dataset.ts';
import type { TraceIndex } from '../model/units.ts';
import { toTraceSet, type TraceSet } from './trace-set.ts';

/** What traces are sorted by; `root` is the root's service, then its name, in the order of their characters' codes. */
export type TraceSortKey = 'start' | 'duration' | 'spans' | 'services' | 'errors' | 'root';

export interface TraceSort {
  readonly key: TraceSortKey;
  readonly descending: boolean;
}

/** The traces of `set` sorted; equal ones keep their order, in either direction. */
export function sortTraces(dataset: Dataset, set: TraceSet, { key, descending }: TraceSort): TraceSet {
  const compare = compareBy(dataset, key);
  const sorted = Int32Array.from(set);
  const order = (a: number, b: number): number => compare(a as TraceIndex, b as TraceIndex);
  return toTraceSet(sorted.sort(descending ? (a, b) => order(b, a) : order));
}

type Compare = (a: TraceIndex, b: TraceIndex) => number;

function compareBy(dataset: Dataset, key: TraceSortKey): Compare {
  const { firstSpan, root, originSeconds, originNanos, duration, serviceCount, errorCount } = dataset.traces;
  switch (key) {
    case 'start':
      return (a, b) => originSeconds[a] - originSeconds[b] || originNanos[a] - originNanos[b];
    case 'duration':
      return (a, b) => duration[a] - duration[b];
    case 'services':
      return (a, b) => serviceCount[a] - serviceCount[b];
    case 'errors':
      return (a, b) => errorCount[a] - errorCount[b];
    case 'spans': {
      const count = (trace: TraceIndex): number => firstSpan[(trace + 1) as TraceIndex] - firstSpan[trace];
      return (a, b) => count(a) - count(b);
    }
    case 'root': {
      const rank = rankByName(dataset);
      const { operation } = dataset.spans;
      return (a, b) => rank[operation[root[a]]] - rank[operation[root[b]]];
    }
  }
}

/** By operation: its place in the order of service and name. */
function rankByName({ services, operations }: Dataset): Int32Array {
  const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  const order = operations
    .map(({ service, name }, operation) => ({ service: services[service], name, operation }))
    .sort((a, b) => compare(a.service, b.service) || compare(a.name, b.name));
  const rank = new Int32Array(operations.length);
  for (const [place, { operation }] of order.entries()) rank[operation] = place;
  return rank;
}
