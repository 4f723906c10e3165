import { createReadStream, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SpanStore } from '../../src/core/aggregator/span-store.ts';
import { groupDurations, measureGroups } from '../../src/core/analyze/duration-statistics.ts';
import { findTraces } from '../../src/core/analyze/search.ts';
import { serviceOfSpans } from '../../src/core/analyze/services.ts';
import { allTraces } from '../../src/core/analyze/trace-set.ts';
import { readSource } from '../../src/core/import/read-source.ts';
import { PlacesById } from '../../src/core/lib/places-by-id.ts';
import { medianOf, percentileOf } from '../../src/core/lib/quantile.ts';
import { type Dataset, serviceOf, spanIdOf } from '../../src/core/model/dataset.ts';
import { NO_ID, SPAN_ID_WORDS } from '../../src/core/model/packed-id.ts';
import { StatusCode } from '../../src/core/model/span-enums.ts';
import type { Nanos, SpanIndex, TraceIndex } from '../../src/core/model/units.ts';
import { writeIngestFile } from './ingest-files.ts';

const MEGABYTES = 500;
const ROUNDS = 7;
const PERCENTILES = [50, 90, 95, 99];
/** A service, a duration in nanoseconds and a piece of a value that some traces have, by the file's own words. */
const SERVICE = 'checkout-api';
const SHORTEST = 200e6 as Nanos;
const WORD = 'u-64';

/** A span as a program has it that keeps an object for each. */
interface SpanObject {
  readonly name: string;
  readonly service: string;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

interface TraceObject {
  readonly duration: number;
  readonly spans: readonly SpanObject[];
}

const figures: string[] = [];
let dataset: Dataset;
let objects: TraceObject[];

beforeAll(async () => {
  dataset = await openFile(writeIngestFile('OTLP JSON', MEGABYTES).path);
  objects = Array.from({ length: dataset.traces.length }, (_, trace) => objectOf(trace as TraceIndex));
  figures.push(
    `${dataset.spans.length.toLocaleString('en')} spans in ${objects.length.toLocaleString('en')} traces`,
  );
}, 600_000);

afterAll(() => console.log(figures.join('\n')));

test('parents, against a map of texts', () => {
  const { ids, wanted } = packedIds();
  const texts = Array.from({ length: dataset.spans.length }, (_, span) =>
    spanIdOf(dataset, span as SpanIndex),
  );
  const wantedTexts = texts.map((_, span) => {
    const above = dataset.spans.parent[span as SpanIndex];
    return above < 0 ? '' : texts[above];
  });
  const places = new PlacesById();
  const own = () => {
    let found = 0;
    forEachTrace((from, to) => {
      places.take(ids.subarray(SPAN_ID_WORDS * from, SPAN_ID_WORDS * to), to - from, NO_ID);
      for (let span = from; span < to; span++)
        if (places.first(wanted[2 * span], wanted[2 * span + 1]) >= 0) found++;
    });
    return found;
  };
  const map = () => {
    const spans = new Map<string, number>();
    let found = 0;
    for (const [span, text] of texts.entries()) spans.set(text, span);
    for (const text of wantedTexts) if (spans.has(text)) found++;
    return found;
  };
  compare('parents', own, map, 0.05);
});

test('exact percentiles of every service, against sorting each', () => {
  const grouped = groupDurations(
    dataset,
    allTraces(dataset),
    serviceOfSpans(dataset),
    dataset.services.length,
  );
  const copy = () => ({ ...grouped, durations: grouped.durations.slice() });
  const own = () => measureGroups(copy()).map(({ p50, p90, p95, p99 }) => [p50, p90, p95, p99]);
  const sorting = () => {
    const { offset, durations } = copy();
    return Array.from(dataset.services, (_, at) => {
      const sorted = durations.subarray(offset[at], offset[at + 1]).sort();
      return PERCENTILES.map((p) => percentileOf(sorted, p));
    });
  };
  compare('percentiles', own, sorting, 0.4);
});

test('a filter by service, duration and errors, against objects', () => {
  const own = () => findTraces(dataset, { service: SERVICE, minDuration: SHORTEST, hasErrors: true }).length;
  const rows = () =>
    objects.filter(
      ({ duration, spans }) =>
        duration >= SHORTEST &&
        spans.some(({ isError }) => isError) &&
        spans.some(({ service }) => service === SERVICE),
    ).length;
  compare('filter', own, rows, 0.05);
});

test('a piece of any value, against objects', () => {
  const own = () => findTraces(dataset, { text: WORD }).length;
  const rows = () => objects.filter(({ spans }) => spans.some(hasWord)).length;
  compare('piece of a value', own, rows, 0.25);
});

/** Notes the time of `own` as a share of that of `other`, which finds the same, in medians of interleaved rounds. */
function compare<T>(name: string, own: () => T, other: () => T, promised: number): void {
  expect(own()).toEqual(other());
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, work] of [own, other].entries()) times[at].push(timeOf(work));
  const [mine, theirs] = times.map((list) => medianOf(Float64Array.from(list).sort()));
  const share = mine / theirs;
  figures.push(
    `${name}: ${mine.toFixed(1)} ms, ${share.toFixed(3)} × of ${theirs.toFixed(1)} ms` +
      ` (promised ${promised}${share > promised ? ', missed' : ''})`,
  );
}

/** Milliseconds of CPU. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function openFile(path: string): Promise<Dataset> {
  const store = new SpanStore();
  const source = {
    name: path,
    size: statSync(path).size,
    chunks: () => createReadStream(path, { highWaterMark: 4 << 20 }) as AsyncIterable<Uint8Array>,
  };
  const context = { isCancelled: () => false, onProgress: () => undefined };
  await store.addFrom((sink) => readSource(source, sink, context));
  return (await store.finish())!;
}

function objectOf(trace: TraceIndex): TraceObject {
  const { traces } = dataset;
  const from = traces.firstSpan[trace];
  const to = traces.firstSpan[(trace + 1) as TraceIndex];
  const spans = Array.from({ length: to - from }, (_, at) => spanObjectOf((from + at) as SpanIndex));
  return { duration: traces.duration[trace], spans };
}

function spanObjectOf(span: SpanIndex): SpanObject {
  const { spans, operations, services, attributes, strings } = dataset;
  const own: Record<string, string> = {};
  const end = spans.attributeStart[(span + 1) as SpanIndex];
  for (let at = spans.attributeStart[span]; at < end; at++) {
    const attribute = spans.attributeList[at];
    own[strings.get(attributes.key[attribute])] = strings.get(attributes.value[attribute]);
  }
  return {
    name: operations[spans.operation[span]].name,
    service: services[serviceOf(dataset, span)],
    isError: spans.status[span] === StatusCode.ERROR,
    attributes: own,
  };
}

function hasWord({ name, service, attributes }: SpanObject): boolean {
  if (name.toLowerCase().includes(WORD) || service.toLowerCase().includes(WORD)) return true;
  return Object.values(attributes).some((value) => value.toLowerCase().includes(WORD));
}

/** Span ids, and those of the parents they name: two words each. */
function packedIds(): { ids: Uint32Array; wanted: Uint32Array } {
  const { id, parent } = dataset.spans;
  const wanted = new Uint32Array(id.length).fill(NO_ID);
  for (let span = 0; span < dataset.spans.length; span++) {
    const above = parent[span as SpanIndex];
    if (above >= 0)
      wanted.set(id.subarray(SPAN_ID_WORDS * above, SPAN_ID_WORDS * (above + 1)), SPAN_ID_WORDS * span);
  }
  return { ids: id, wanted };
}

function forEachTrace(visit: (from: number, to: number) => void): void {
  const { firstSpan, length } = dataset.traces;
  for (let trace = 0; trace < length; trace++)
    visit(firstSpan[trace as TraceIndex], firstSpan[(trace + 1) as TraceIndex]);
}
