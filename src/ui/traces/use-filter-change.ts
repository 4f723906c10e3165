import { useCallback, useEffect, useRef } from 'react';
import type { TraceFilter } from '../../core/model/filter.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { withCriteria, type CriterionKey } from './filter-criteria.ts';

type FilterChange = { readonly [K in CriterionKey]?: TraceFilter[K] | undefined };

/** Changes some criteria of the view's filter and keeps the others; undefined takes one away. */
export function useFilterChange(): (change: FilterChange, options?: { readonly replace?: boolean }) => void {
  const actions = useActions();
  const filter = useAppState((state) => state.view.filter);
  // two fields may change before the page is drawn again
  const latest = useRef(filter);
  useEffect(() => {
    latest.current = filter;
  }, [filter]);
  return useCallback(
    (change, options) => {
      latest.current = withCriteria(latest.current, change);
      actions.show({ filter: latest.current }, options);
    },
    [actions],
  );
}
