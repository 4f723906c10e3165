import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/core/engine/engine.ts';
import { budgetFor, MemoryForecast } from '../../../src/core/engine/memory-plan.ts';
import type { Coverage, Params } from '../../../src/core/engine/protocol.ts';
import type { Progress, WorkContext } from '../../../src/core/model/source.ts';
import { asJaeger, makeSpans } from '../../fixtures/made-files.ts';
import { makeSource } from '../import/source-files.ts';

/** Somebody waits for all of it. */
const PATIENT: WorkContext = { isCancelled: () => false, isEnough: () => false, onProgress: () => undefined };

function setUp(budget: number) {
  const engine = createEngine({ budget });
  return {
    engine,
    open: async (params: Params<'openSource'>, context: Partial<WorkContext> = {}) =>
      (await engine.openSource(params, { ...PATIENT, ...context })).result,
    report: async () => (await engine.getImportReport({}, PATIENT)).result,
  };
}

const MB = 1 << 20;
const SPANS = makeSpans(2000); // 0.7 MB of rows
const TOTALS = { traceCount: 2000, spanCount: 8000, errorCount: 500, serviceCount: 4 };

/** Spans in traces of four, each with three attributes no other has. */
function asWordyOtlp(spanCount: number): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
  const spans = Array.from({ length: spanCount }, (_, at) => ({
    traceId: hex(1 + (at >> 2), 32),
    spanId: hex(1 + at, 16),
    name: 'work',
    startTimeUnixNano: `${1_793_491_200_000_000_000n + BigInt(at)}`,
    endTimeUnixNano: `${1_793_491_200_000_000_000n + BigInt(at + 1000)}`,
    attributes: ['request.id', 'url.full', 'db.query.text'].map((key) => ({
      key,
      value: { stringValue: `${key} ${'of a span with a long tale '.repeat(4)}${at}` },
    })),
    events: [{ name: `said ${at}`, timeUnixNano: `${1_793_491_200_000_000_500n + BigInt(at)}` }],
  }));
  return JSON.stringify({ resourceSpans: [{ resource: {}, scopeSpans: [{ scope: {}, spans }] }] });
}

describe('a file that takes more than the budget', () => {
  test('is read again without attributes, and everything says so', async () => {
    const whole = setUp(1000 * MB);
    const text = asWordyOtlp(4000);
    await whole.open({ source: makeSource(text) });
    const { memory } = await whole.report();
    const { engine, open, report } = setUp(0.8 * memory);
    const details = new Set<string>();
    const onProgress = ({ detail }: Progress) => details.add(detail);
    const opened = await open({ source: makeSource(text) }, { onProgress });
    expect(opened).toMatchObject({
      detail: 'no-attributes',
      failure: null,
      stoppedAt: null,
      spanCount: 4000,
    });
    expect([...details]).toEqual(['all', 'no-attributes']);
    const totals = { traceCount: 1000, spanCount: 4000, errorCount: 0, serviceCount: 1 };
    const after = await report();
    expect(after).toMatchObject({
      ...totals,
      budget: 0.8 * memory,
      coverage: { detail: 'no-attributes', totals, sample: null },
    });
    expect(after.memory).toBeLessThan(memory);
    expect((await engine.getSummary({ filter: {} }, PATIENT)).coverage).toEqual(after.coverage);
  });

  test('says while it is read what is not held of it', async () => {
    let now = 0;
    const engine = createEngine({ now: () => (now += 1000) });
    const shown: Promise<Coverage | null>[] = [];
    const onProgress = (): void => {
      const summary = engine.getSummary({ filter: {} }, PATIENT);
      shown.push(summary.then(({ coverage, result }) => (result.spanCount > 0 ? coverage : null)));
    };
    const source = makeSource(asJaeger(SPANS), 'a.json', 1 << 14);
    await engine.openSource({ source, detail: 'no-attributes' }, { ...PATIENT, onProgress });
    const parts = (await Promise.all(shown)).filter((coverage) => coverage !== null);
    expect(parts.length).toBeGreaterThan(0);
    expect(new Set(parts.map(({ detail }) => detail))).toEqual(new Set(['no-attributes']));
    expect(parts[0].totals.spanCount).toBeLessThan(8000);
  });

  test('is sampled where that is too much too: error traces whole, totals exact', async () => {
    const { engine, open, report } = setUp(0.55 * MB);
    const opened = await open({ source: makeSource(asJaeger(SPANS)) });
    expect(opened).toMatchObject({ detail: 'sample', failure: null, stoppedAt: null });
    const { traceCount, spanCount, errorCount, coverage, memory, budget } = await report();
    expect(coverage).toMatchObject({
      detail: 'sample',
      totals: TOTALS,
      sample: { errorTraceCount: 500, errorShare: 1 },
    });
    expect(errorCount).toBe(500);
    expect(traceCount).toBeGreaterThan(500);
    expect(traceCount).toBeLessThan(2000);
    expect(spanCount).toBe(4 * traceCount); // whole or not at all
    expect(memory).toBeLessThan(budget);
    const { sample } = coverage!;
    expect(sample!.errorTraceCount + sample!.slowestTraceCount + sample!.otherTraceCount).toBe(traceCount);
    const { rows } = (
      await engine.listTraces(
        { filter: { hasErrors: true }, sort: { key: 'start', descending: false }, offset: 0, limit: 1 },
        PATIENT,
      )
    ).result;
    expect(rows[0]).toMatchObject({ spanCount: 4, errorCount: 1 });
  });

  test('the same file gives the same sample, in chunks of any size', async () => {
    const idsOf = async (chunkSize: number) => {
      const { engine, open } = setUp(0.55 * MB);
      await open({ source: makeSource(asJaeger(SPANS), 'f', chunkSize) });
      const part = { sort: { key: 'start', descending: false }, offset: 0, limit: 10_000 } as const;
      const { rows } = (await engine.listTraces({ filter: {}, ...part }, PATIENT)).result;
      return rows.map(({ traceId }) => traceId);
    };
    expect(await idsOf(1 << 16)).toEqual(await idsOf(1 << 20));
  });

  test('a trace of two sampled files is held whole or not at all; totals count it once', async () => {
    const { engine, open, report } = setUp(0.55 * MB);
    const [first, second] = [SPANS.filter((_, at) => at % 4 < 2), SPANS.filter((_, at) => at % 4 >= 2)];
    const [a, b] = [makeSource(asJaeger(first), 'first'), makeSource(asJaeger(second), 'second')];
    await open({ source: a, detail: 'sample', waitingBytes: b.size });
    expect((await open({ source: b, detail: 'sample' })).stoppedAt).toBeNull();
    const { coverage } = await report();
    expect(coverage!.totals).toEqual(TOTALS);
    const part = { sort: { key: 'start', descending: false }, offset: 0, limit: 10_000 } as const;
    const { rows } = (await engine.listTraces({ filter: {}, ...part }, PATIENT)).result;
    expect(rows.length).toBeGreaterThan(250);
    expect(new Set(rows.map(({ spanCount }) => spanCount))).toEqual(new Set([4]));
  });

  test('what is said of the sample is true of all its files together, and the ledger adds up', async () => {
    const { engine, open, report } = setUp(0.2 * MB);
    const [rest, failed] = [SPANS.filter(({ isError }) => !isError), SPANS.filter(({ isError }) => isError)];
    const [a, b] = [makeSource(asJaeger(rest), 'rest'), makeSource(asJaeger(failed), 'failed')];
    await open({ source: a, detail: 'sample', waitingBytes: b.size });
    await open({ source: b, detail: 'sample' });
    const { sources, traceCount, spanCount, coverage } = await report();
    const { totals, sample } = coverage!;
    expect(totals).toEqual(TOTALS);
    expect(sources.reduce((sum, source) => sum + source.spanCount, 0)).toBe(totals.spanCount);
    const part = { sort: { key: 'start', descending: false }, offset: 0, limit: 1 } as const;
    const failedHere = (await engine.listTraces({ filter: { hasErrors: true }, ...part }, PATIENT)).result;
    expect(sample!.errorTraceCount).toBe(failedHere.traceCount);
    expect(sample!.errorShare).toBe(failedHere.traceCount / 500);
    expect(sample!.errorShare).toBeLessThan(1);
    expect(sample!.errorTraceCount + sample!.slowestTraceCount + sample!.otherTraceCount).toBe(traceCount);
    expect(sample!.otherShare).toBe(sample!.otherTraceCount / (1500 - sample!.slowestTraceCount));
    expect(spanCount).toBeLessThan(totals.spanCount);
  });

  test('what memory ends in the middle is counted whole all the same', async () => {
    const { open, report } = setUp(0.02 * MB);
    const opened = await open({ source: makeSource(asJaeger(SPANS)), detail: 'sample' });
    expect(opened).toMatchObject({ recordCount: 8000, spanCount: 8000 });
    expect((await report()).coverage!.totals).toEqual(TOTALS);
  });

  test('what is enough while it is counted is held as far as it was counted', async () => {
    const { open, report } = setUp(1000 * MB);
    let isEnough = false;
    const source = makeSource(asJaeger(SPANS), 'f', 1 << 16);
    const opened = await open(
      { source, detail: 'sample' },
      { isEnough: () => isEnough, onProgress: ({ done }) => void (isEnough ||= done > source.size / 5) },
    );
    expect(opened).toMatchObject({ failure: null, detail: 'sample' });
    expect(opened.stoppedAt).toBeGreaterThan(source.size / 5);
    expect(opened.stoppedAt).toBeLessThan(source.size);
    expect(await report()).toMatchObject({ spanCount: opened.spanCount });
    expect(opened.spanCount).toBeGreaterThan(1000);
  });

  test('less than all is held where that is asked for', async () => {
    const { open, report } = setUp(1000 * MB);
    await open({ source: makeSource(asJaeger(SPANS)), detail: 'no-attributes' });
    expect(await report()).toMatchObject({ ...TOTALS, coverage: { detail: 'no-attributes' } });
  });

  test('less is held of all files that follow in one go, and of none that is opened later', async () => {
    const { engine, open, report } = setUp(0.55 * MB);
    const big = open({ source: makeSource(asJaeger(SPANS), 'big'), waitingBytes: 9000 });
    const small = open({ source: makeSource(asJaeger(makeSpans(2)), 'small') });
    expect((await big).detail).not.toBe('all');
    expect((await small).detail).toBe((await big).detail);
    await engine.clear({}, PATIENT);
    expect((await open({ source: makeSource(asJaeger(makeSpans(2)), 'small') })).detail).toBe('all');
    expect((await report()).coverage).toBeNull();
  });
});

describe('the budget', () => {
  test('is half of what the machine has, 4 GiB at most, 2 where nobody knows', () => {
    expect(budgetFor(undefined)).toBe(2 * 2 ** 30);
    expect(budgetFor(2)).toBe(2 ** 30);
    expect(budgetFor(32)).toBe(4 * 2 ** 30);
  });
});

describe('the forecast', () => {
  test('is a guess by size at first', () => {
    const forecast = new MemoryForecast(1000, 0.2);
    forecast.note(MB, 1000 + 0.1 * MB);
    expect(forecast.expect(99 * MB)).toBeCloseTo(1000 + 20 * MB, -1);
    expect(forecast.isLearned).toBe(false);
  });

  test('follows what the later half took, once enough was read', () => {
    const forecast = new MemoryForecast(0, 1);
    // 1 byte for each at the beginning, a tenth of it later
    for (let done = MB; done <= 128 * MB; done += MB)
      forecast.note(done, Math.min(done, 32 * MB) + 0.1 * Math.max(0, done - 32 * MB));
    expect(forecast.isLearned).toBe(true);
    expect(forecast.expect(0)).toBeCloseTo(41.6 * MB, -1);
    expect(forecast.expect(100 * MB)).toBeCloseTo(51.6 * MB, -1);
  });
});
