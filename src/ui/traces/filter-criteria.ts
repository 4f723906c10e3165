import type { TraceFilter } from '../../core/model/filter.ts';
import { formatCountOf } from '../parts/format.ts';
import { formatDurationText } from '../../core/model/duration-text.ts';

export type CriterionKey = keyof TraceFilter;

/** One criterion of a filter, in words: "service is cart", "at least 250 ms". */
export interface Criterion {
  readonly key: CriterionKey;
  readonly text: string;
}

/** What the filter asks for, in the order of the filter bar. */
export function listCriteria(filter: TraceFilter): Criterion[] {
  const { text, service, operation, minDuration, maxDuration, hasErrors, minSpanCount } = filter;
  const criteria: readonly (Criterion | false)[] = [
    text !== undefined && { key: 'text', text: `contains “${text}”` },
    service !== undefined && { key: 'service', text: `service is ${service}` },
    operation !== undefined && { key: 'operation', text: `operation is ${operation}` },
    minDuration !== undefined && { key: 'minDuration', text: `at least ${formatDurationText(minDuration)}` },
    maxDuration !== undefined && { key: 'maxDuration', text: `at most ${formatDurationText(maxDuration)}` },
    hasErrors !== undefined && { key: 'hasErrors', text: hasErrors ? 'with errors' : 'without errors' },
    minSpanCount !== undefined && {
      key: 'minSpanCount',
      text: `at least ${formatCountOf(minSpanCount, 'span')}`,
    },
  ];
  return criteria.filter((criterion) => criterion !== false);
}

/** The filter with some criteria changed; undefined takes one away. */
export function withCriteria(
  filter: TraceFilter,
  change: { readonly [K in CriterionKey]?: TraceFilter[K] | undefined },
): TraceFilter {
  const entries = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
