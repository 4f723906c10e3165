import { listEvents as listColumns, type EventColumns } from '../analyze/trace-events.ts';
import { listByGroup } from '../lib/counting-sort.ts';
import { joinStrings } from '../lib/joined-strings.ts';
import { orderByLargest } from '../lib/radix-order.ts';
import type { OpenTrace } from './open-trace.ts';
import type { ExceptionGroup, TraceEvents } from './trace-answers.ts';

/** So many kinds of exceptions are shown at most: nobody reads more, and each costs a row of its own. */
const MOST_KINDS = 1000;

/** The events of the trace by time, its exceptions in groups. */
export function listEvents(open: OpenTrace): TraceEvents {
  const { summaries, kind, kinds, ...columns } = listColumns(open.dataset, open.slice);
  const { first, index } = listByGroup(kind, kinds.length);
  const count = Float64Array.from(kinds, (_, own) => first[own + 1] - first[own]);
  const most = orderByLargest(count).subarray(0, MOST_KINDS);
  const placeOf = new Int32Array(kinds.length).fill(most.length);
  for (let place = 0; place < most.length; place++) placeOf[most[place]] = place;
  return {
    ...columns,
    summaries: joinStrings(summaries),
    exception: kind.map((own) => (own < 0 ? -1 : placeOf[own])),
    exceptions: Array.from(most, (own) => ({
      ...kinds[own],
      ...gatherGroup(open, columns, index.subarray(first[own], first[own + 1])),
    })),
    exceptionKinds: kinds.length,
  };
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
