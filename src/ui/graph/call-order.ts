import type { Call } from './graph-model.ts';
import { compareNames } from './rank-services.ts';

export type CallSortKey = 'caller' | 'callee' | 'count' | 'errorCount' | 'errorRate' | 'mean' | 'p95';
export interface CallSort {
  readonly key: CallSortKey;
  readonly descending: boolean;
}

/** The calls in order; of equal ones the more frequent first, then by name. */
export function sortCalls(calls: readonly Call[], { key, descending }: CallSort): Call[] {
  const sign = descending ? -1 : 1;
  return [...calls].sort(
    (a, b) => sign * compareBy(key, a, b) || b.count - a.count || compareNames(a.key, b.key),
  );
}

function compareBy(key: CallSortKey, a: Call, b: Call): number {
  if (key === 'caller') return compareNames(a.callerService, b.callerService);
  if (key === 'callee') return compareNames(a.calleeService, b.calleeService);
  return a[key] - b[key];
}
