import { readSpanEntries, type SpanEntries } from '../import/read-span.ts';
import { originOf, traceOf, type Dataset } from '../model/dataset.ts';
import type { Cancellable } from '../model/source.ts';
import { SpanFlag } from '../model/span-enums.ts';
import { addNanos, compareTimes, NANOS_PER_SECOND, type SpanIndex, type UnixTime } from '../model/units.ts';
import type { OpenedFile } from './open-sources.ts';
import type { OpenTrace } from './open-trace.ts';
import { viewLink, viewSpan } from './span-detail.ts';
import { findRecord, readSpanText, type RecordPlace } from './span-text.ts';
import type { SpanDetail, SpanParams } from './trace-answers.ts';

/** The details of a span as far as the data set holds them, and where the rest is to be read. */
export interface LocatedDetail {
  readonly dataset: Dataset;
  readonly span: SpanIndex;
  readonly detail: SpanDetail;
  readonly record: RecordPlace;
}

/** Fails with `no-such-span`. */
export function locateDetail(
  open: OpenTrace,
  params: SpanParams,
  files: readonly OpenedFile[],
): LocatedDetail {
  const record = findRecord(open, params, files);
  const span = open.slice.spanOf[open.spanAt(params.span)];
  return { dataset: open.dataset, span, detail: viewSpan(open, params), record };
}

/** The details with what the file holds of them, where the data set does not. What keeps it away is told in words. */
export async function completeDetail(located: LocatedDetail, context: Cancellable): Promise<SpanDetail> {
  const { dataset, span, detail, record } = located;
  if (record.detail === 'all') return detail;
  const { text, problem } = await readSpanText(record, context);
  const entries = text === null ? null : tryEntries(text, detail.source.format, record.spanId);
  if (entries === null) return { ...detail, problem: problem ?? UNREADABLE };
  return { ...detail, ...viewEntries(dataset, span, entries), problem };
}

const UNREADABLE = 'The record of this span cannot be read again from its file. Its text may show why.';

function tryEntries(text: string, format: string, spanId: string): SpanEntries | null {
  try {
    return readSpanEntries(text, format, spanId);
  } catch {
    return null; // no JSON, such as the beginning of a very large record
  }
}

function viewEntries(
  dataset: Dataset,
  span: SpanIndex,
  { attributes, events, links }: SpanEntries,
): Pick<SpanDetail, 'attributes' | 'events' | 'links'> {
  const start = startOf(dataset, span, events);
  return {
    attributes,
    events: events.map(({ time, ...event }) => ({
      ...event,
      offset: time && start && nanosBetween(start, time),
    })),
    links: links.map((link) => viewLink(dataset, link)),
  };
}

/** When the span begins: where only its events may tell, with the first of them. */
function startOf(dataset: Dataset, span: SpanIndex, events: SpanEntries['events']): UnixTime | null {
  const { flags, start } = dataset.spans;
  if ((flags[span] & SpanFlag.START_UNKNOWN) === 0)
    return addNanos(originOf(dataset, traceOf(dataset, span)), start[span]);
  return events.flatMap(({ time }) => time ?? []).toSorted(compareTimes)[0] ?? null;
}

function nanosBetween(from: UnixTime, to: UnixTime): number {
  return (to.seconds - from.seconds) * NANOS_PER_SECOND + (to.nanos - from.nanos);
}
