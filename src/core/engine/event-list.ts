import { listEvents as listColumns, type EventColumns } from '../analyze/trace-events.ts';
import { joinStrings } from '../lib/joined-strings.ts';
import { orderByLargest } from '../lib/radix-order.ts';
import type { OpenTrace } from './open-trace.ts';
import type { ExceptionGroup, TraceEvents } from './trace-answers.ts';

/** So many kinds of exceptions are shown at most: nobody reads more, and each costs a row of its own. */
const MOST_KINDS = 1000;

/** The events of the trace by time, its exceptions in groups. */
export function listEvents(open: OpenTrace): TraceEvents {
  const { summaries, kind, kinds, ...columns } = listColumns(open.dataset, open.slice);
  const rows = rowsByKind(kind, kinds.length);
  const most = orderByLargest(Float64Array.from(rows, ({ length }) => length)).subarray(0, MOST_KINDS);
  const placeOf = new Int32Array(kinds.length).fill(most.length);
  for (let place = 0; place < most.length; place++) placeOf[most[place]] = place;
  return {
    ...columns,
    summaries: joinStrings(summaries),
    exception: kind.map((own) => (own < 0 ? -1 : placeOf[own])),
    exceptions: Array.from(most, (own) => ({ ...kinds[own], ...gatherGroup(open, columns, rows[own]) })),
    exceptionKinds: kinds.length,
  };
}

/** By kind: its rows, in their order. */
function rowsByKind(kind: Int32Array, kindCount: number): Int32Array[] {
  const end = new Int32Array(kindCount);
  for (const own of kind) if (own >= 0) end[own]++;
  for (let own = 1; own < kindCount; own++) end[own] += end[own - 1];
  const next = Int32Array.from(end, (_, own) => (own === 0 ? 0 : end[own - 1]));
  const rows = new Int32Array(end.at(-1) ?? 0);
  for (let row = 0; row < kind.length; row++) if (kind[row] >= 0) rows[next[kind[row]]++] = row;
  return Array.from(end, (to, own) => rows.subarray(own === 0 ? 0 : end[own - 1], to));
}

/** `rows` are in order of time, those without time last. */
function gatherGroup(
  { dataset, slice }: OpenTrace,
  { span, time }: Pick<EventColumns, 'span' | 'time'>,
  rows: Int32Array,
): Omit<ExceptionGroup, 'type' | 'message'> {
  const { operations } = dataset;
  const spans = new Set<number>();
  const services = new Set<number>();
  let lastTime = NaN;
  for (const row of rows) {
    spans.add(span[row]);
    services.add(operations[slice.columns.operation[span[row]]].service);
    if (!Number.isNaN(time[row])) lastTime = time[row];
  }
  return {
    count: rows.length,
    services: Array.from(services, (service) => dataset.services[service]),
    spans: Int32Array.from(spans),
    firstTime: time[rows[0]],
    lastTime,
  };
}
