import { useMemo } from 'react';
import type { TraceFilter } from '../../core/model/filter.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { useCommandRegistry } from '../parts/commands.ts';
import { formatDuration, formatTime } from '../parts/format.ts';
import { operationOf, serviceOf } from '../trace/opened/opened-trace.ts';
import { formatSpanKey } from '../trace/opened/span-key.ts';
import {
  findEntries,
  firstOf,
  SHOWN_ENTRIES,
  type PaletteEntry,
  type PaletteGroup,
} from './palette-entries.ts';
import { useAsked } from './use-asked.ts';

/** What the palette has to offer. */
export interface Offered {
  /** None without entries. */
  readonly groups: readonly PaletteGroup[];
  /** Whether more may come. */
  readonly isPending: boolean;
}

/** What there is for what is typed: commands alone where that is nothing. */
export function usePaletteGroups(query: string): Offered {
  const asked = [useSpanGroup(query), ...useNameGroups(query), useTraceGroup(query)];
  const groups = [useCommandGroup(query), ...asked];
  return {
    groups: groups.filter((group) => group !== null && group.entries.length > 0) as PaletteGroup[],
    isPending: query !== '' && asked.includes(null),
  };
}

function useCommandGroup(query: string): PaletteGroup {
  const offers = useCommandRegistry().list();
  const entries: PaletteEntry[] = [];
  for (const { group, commands } of offers)
    for (const { id, label, keys, isDisabled, run } of commands)
      if (!isDisabled) entries.push({ id, label, note: group === 'Anywhere' ? '' : group, keys, run });
  // all of them are what the palette is for
  if (query === '') return { title: 'Commands', entries, moreCount: 0 };
  return findEntries(
    'Commands',
    entries,
    (entry) => entry,
    (entry) => entry,
    query,
  );
}

function useNameGroups(query: string): readonly (PaletteGroup | null)[] {
  const actions = useActions();
  const names = useAsked('palette-names', 'listNames', query === '' ? null : {});
  return useMemo(() => {
    if (!names) return [null];
    const showTraces = (filter: TraceFilter) => actions.show({ tab: 'traces', filter });
    const services = findEntries(
      'Services',
      names.services,
      (service) => ({ label: service }),
      (service) => ({
        id: `service ${service}`,
        label: service,
        note: 'its traces',
        run: () => showTraces({ service }),
      }),
      query,
    );
    const operations = findEntries(
      'Operations',
      names.operations,
      ({ service, operation }) => ({ label: operation, note: service }),
      ({ service, operation }) => ({
        id: `operation ${service} ${operation}`,
        label: operation,
        note: service,
        run: () => showTraces({ service, operation }),
      }),
      query,
    );
    return [services, operations];
  }, [names, actions, query]);
}

function useTraceGroup(query: string): PaletteGroup | null {
  const actions = useActions();
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const question = {
    filter: { text: query },
    sort: { key: 'duration', descending: true },
    offset: 0,
    limit: SHOWN_ENTRIES,
  } as const;
  const list = useAsked('palette-traces', 'listTraces', query === '' ? null : question);
  if (!list) return null;
  const entries = list.rows.map((row): PaletteEntry => ({
    id: `trace ${row.traceId}`,
    label: `${row.rootService} ${row.rootOperation}`,
    note: `${formatDuration(row.duration)}, ${formatTime(row.start, timeZone)}`,
    run: () => actions.show({ tab: 'trace', traceId: row.traceId, spanId: null }),
  }));
  return firstOf('Traces, longest first', entries, list.traceCount);
}

/** Spans of the trace that is open, found as its find box finds them. */
function useSpanGroup(query: string): PaletteGroup | null {
  const actions = useActions();
  const traceId = useAppState(({ view }) => (view.tab === 'trace' ? view.traceId : null));
  const alignClocks = useAppState((state) => state.view.look.alignClocks);
  const trace = useAsked('getTrace', 'getTrace', traceId === null ? null : { traceId, alignClocks });
  const found = useAsked(
    'palette-spans',
    'findSpans',
    trace && query !== '' ? { traceId: trace.traceId, alignClocks, query } : null,
  );
  if (traceId === null) return NOTHING;
  if (!trace || !found) return null;
  const entries = Array.from(found.spans.subarray(0, SHOWN_ENTRIES), (span): PaletteEntry => ({
    id: `span ${String(span)}`,
    label: `${serviceOf({ trace }, span)} ${operationOf({ trace }, span)}`,
    note: `starts at ${formatDuration(trace.spans.start[span]!)}, takes ${formatDuration(trace.spans.duration[span]!)}`,
    run: () => actions.show({ spanId: formatSpanKey(trace.spanIds, span) }),
  }));
  return firstOf('Spans of this trace', entries, found.spans.length);
}

const NOTHING: PaletteGroup = { title: '', entries: [], moreCount: 0 };
