import { giveWay } from '../lib/give-way.ts';
import { Random } from '../lib/random.ts';
import type { ReadContext, SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import type { Tracer } from './tracer.ts';
import { Visits } from './visits.ts';

const FORMAT = 'Built-in sample';
const NAME = 'Sample incident';
/** 2026-03-10T14:00:00Z: no clock, so that the sample is the same every day. */
const EPOCH = { seconds: 1_773_151_200, nanos: 0 };
const TRACE_COUNT = 3000;
/** Mean time between two visits when it is neither lively nor quiet, in nanoseconds: 3,000 make half an hour. */
const VISIT_INTERVAL = 0.62e9;
/** How much livelier than the mean it gets, and how long from one lively time to the next, in nanoseconds. */
const SWELL = 0.25;
const SWELL_PERIOD = 13 * 60e9;
/** Traces between two moments in which the maker gives way. */
const BATCH = 250;

/**
 * Half an hour of a shop of twelve services, 3,000 traces, made from `seed`. In minute 18 `payment` 2.8.1 begins to
 * replace 2.8.0, one pod after the other: it looks up a table without an index, so that charges take five times as
 * long, checkout runs into its timeout, tries again, and makes it worse. Around it is what is always there: cache misses
 * of the catalog, products sold out, lost spans, an order queue that is worked off later.
 */
export async function readSampleIncident(
  seed: number,
  sink: SpanSink,
  { isCancelled, onProgress }: ReadContext,
): Promise<SourceReport> {
  const random = new Random(seed);
  const tracer: Tracer = {
    sink,
    source: sink.source({ name: NAME, format: FORMAT, resolution: 1 }),
    scope: sink.scope('tracagg.sample', '1.0.0'),
    random,
    epoch: EPOCH,
    spanCount: 0,
  };
  const visits = new Visits(tracer);
  let now = 0;
  for (let trace = 0; trace < TRACE_COUNT && !isCancelled(); trace++) {
    visits.next(now);
    now += random.exponential(VISIT_INTERVAL) / (1 + SWELL * Math.sin((2 * Math.PI * now) / SWELL_PERIOD));
    if (trace % BATCH !== 0) continue;
    onProgress({ done: 0, total: 0, spanCount: tracer.spanCount, format: FORMAT });
    await giveWay(); // so that a cancel can be heard
  }
  return {
    name: NAME,
    formats: [FORMAT],
    evidence: `made from seed ${seed}`,
    byteLength: 0,
    textLength: 0,
    encoding: '',
    innerFileCount: 0,
    recordCount: tracer.spanCount,
    spanCount: tracer.spanCount,
    detail: 'all',
    stoppedAt: null,
    diagnostics: [],
    failure: null,
  };
}
