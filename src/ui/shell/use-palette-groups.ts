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

/** What the palette has to offer for what is typed: commands alone where that is nothing. Groups without entries are left out. */
export function usePaletteGroups(query: string): readonly PaletteGroup[] {
  const groups = [useCommandGroup(query), useSpanGroup(query), ...useNameGroups(query), useTraceGroup(query)];
  return groups.filter(({ entries }) => entries.length > 0);
}

function useCommandGroup(query: string): PaletteGroup {
  const offers = useCommandRegistry().list();
  const entries: PaletteEntry[] = [];
  for (const { group, commands } of offers)
    for (const { id, label, keys, isDisabled, run } of commands)
      if (!isDisabled) entries.push({ id, label, note: group === 'Anywhere' ? '' : group, keys, run });
  const found = findEntries('Commands', entries, query);
  // all of them are what the palette is for
  return query === '' ? { ...found, entries, moreCount: 0 } : found;
}

function useNameGroups(query: string): readonly PaletteGroup[] {
  const actions = useActions();
  const names = useAsked('palette-names', 'listNames', query === '' ? null : {});
  return useMemo(() => {
    if (!names) return [];
    const showTraces = (filter: TraceFilter) => actions.show({ tab: 'traces', filter });
    const services = names.services.map((service) => ({
      id: `service ${service}`,
      label: service,
      note: 'its traces',
      run: () => showTraces({ service }),
    }));
    const operations = names.operations.map(({ service, operation }) => ({
      id: `operation ${service} ${operation}`,
      label: operation,
      note: service,
      run: () => showTraces({ service, operation }),
    }));
    return [findEntries('Services', services, query), findEntries('Operations', operations, query)];
  }, [names, actions, query]);
}

function useTraceGroup(query: string): PaletteGroup {
  const actions = useActions();
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const question = {
    filter: { text: query },
    sort: { key: 'duration', descending: true },
    offset: 0,
    limit: SHOWN_ENTRIES,
  } as const;
  const list = useAsked('palette-traces', 'listTraces', query === '' ? null : question);
  const entries = (list?.rows ?? []).map((row): PaletteEntry => ({
    id: `trace ${row.traceId}`,
    label: `${row.rootService} ${row.rootOperation}`,
    note: `${formatDuration(row.duration)}, ${formatTime(row.start, timeZone)}`,
    run: () => actions.show({ tab: 'trace', traceId: row.traceId, spanId: null }),
  }));
  return firstOf('Traces, longest first', entries, list?.traceCount);
}

/** Spans of the trace that is open, found as its find box finds them. */
function useSpanGroup(query: string): PaletteGroup {
  const actions = useActions();
  const traceId = useAppState(({ view }) => (view.tab === 'trace' ? view.traceId : null));
  const alignClocks = useAppState((state) => state.view.look.alignClocks);
  const trace = useAsked('getTrace', 'getTrace', traceId === null ? null : { traceId, alignClocks });
  const found = useAsked(
    'palette-spans',
    'findSpans',
    trace && query !== '' ? { traceId: trace.traceId, alignClocks, query } : null,
  );
  const spans = trace && found ? [...found.spans.subarray(0, SHOWN_ENTRIES)] : [];
  const entries = spans.map((span): PaletteEntry => ({
    id: `span ${String(span)}`,
    label: `${serviceOf({ trace: trace! }, span)} ${operationOf({ trace: trace! }, span)}`,
    note: `starts at ${formatDuration(trace!.spans.start[span]!)}, takes ${formatDuration(trace!.spans.duration[span]!)}`,
    run: () => actions.show({ spanId: formatSpanKey(trace!.spanIds, span) }),
  }));
  return firstOf('Spans of this trace', entries, found?.spans.length);
}
