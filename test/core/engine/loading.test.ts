import { expect, describe, test } from 'vitest';
import { createEngine, type EngineOptions } from '../../../src/core/engine/engine.ts';
import type { Params } from '../../../src/core/engine/protocol.ts';
import type { Progress, SourceFile, WorkContext } from '../../../src/core/model/source.ts';
import { asJaeger, makeSpans, type MadeSpan } from '../../fixtures/made-files.ts';

/** Somebody waits for all of it. */
const PATIENT: WorkContext = { isCancelled: () => false, isEnough: () => false, onProgress: () => undefined };

function fileOf(spans: readonly MadeSpan[], name = 'made.json', chunkSize = 1 << 14): SourceFile {
  const bytes = new TextEncoder().encode(asJaeger(spans));
  return {
    name,
    size: bytes.length,
    async *chunks(from = 0, to = bytes.length) {
      for (let at = from; at < Math.min(to, bytes.length); at += chunkSize)
        yield bytes.slice(at, Math.min(to, at + chunkSize));
    },
  };
}

function setUp(options: EngineOptions = {}) {
  const engine = createEngine(options);
  return {
    engine,
    open: async (params: Params<'openSource'>, context: Partial<WorkContext> = {}) =>
      (await engine.openSource(params, { ...PATIENT, ...context })).result,
    report: async () => (await engine.getImportReport({}, PATIENT)).result,
    list: () =>
      engine.listTraces(
        { filter: {}, sort: { key: 'start', descending: false }, offset: 0, limit: 10_000 },
        PATIENT,
      ),
  };
}

/** A clock that goes on by a second each time it is looked at. */
function fastClock(): () => number {
  let now = 0;
  return () => (now += 1000);
}

describe('while a file is read', () => {
  test('its first traces are there, in the order they keep, and are said to be a part', async () => {
    const { open, list } = setUp({ now: fastClock() });
    const seen: { isPartial: boolean; revision: number; ids: string[] }[] = [];
    const asked: Promise<void>[] = [];
    const look = async () => {
      const { isPartial, revision, result } = await list();
      seen.push({ isPartial, revision, ids: result.rows.map(({ traceId }) => traceId) });
    };
    const onProgress = () => void asked.push(look());
    await open({ source: fileOf(makeSpans(3000)) }, { onProgress });
    await Promise.all(asked);
    await look();
    const all = seen.at(-1)!;
    expect(all).toMatchObject({ isPartial: false, ids: { length: 3000 } });
    const parts = seen.filter(({ ids }) => ids.length > 0 && ids.length < 3000);
    expect(parts.length).toBeGreaterThan(0);
    for (const { isPartial, ids, revision } of parts) {
      expect(isPartial).toBe(true);
      expect(revision).toBeLessThan(all.revision);
      expect(ids).toEqual(all.ids.slice(0, ids.length));
    }
  });

  test('what is there grows fourfold from look to look, so that looking costs little', async () => {
    const { open } = setUp({ now: fastClock() });
    const revisions = new Set<number>();
    const onProgress = ({ revision }: Progress) => revisions.add(revision);
    await open({ source: fileOf(makeSpans(3000)) }, { onProgress });
    expect(revisions.size).toBeGreaterThan(1);
    expect(revisions.size).toBeLessThan(9); // 12,000 spans
  });

  test('without a clock nothing is laid out before the end', async () => {
    const { open } = setUp();
    const onProgress = ({ revision }: Progress) => expect(revision).toBe(0);
    await open({ source: fileOf(makeSpans(500)) }, { onProgress });
  });

  test('progress tells the memory it takes, and foresees what it will take', async () => {
    const { open, report } = setUp();
    const told: Progress[] = [];
    await open({ source: fileOf(makeSpans(3000)), waitingBytes: 0 }, { onProgress: (one) => told.push(one) });
    const { memory } = await report();
    const late = told.filter(({ done, total }) => done > total / 2);
    expect(late.length).toBeGreaterThan(1);
    for (const { expectedMemory, memory: now } of late) {
      expect(expectedMemory).toBeGreaterThanOrEqual(now);
      expect(expectedMemory).toBeGreaterThan(memory / 3);
      expect(expectedMemory).toBeLessThan(memory * 3);
    }
  });
});

describe('enough', () => {
  test('what was read until then stays, and the report says where it ended', async () => {
    const { open, report } = setUp();
    let isEnough = false;
    const onProgress = ({ spanCount }: Progress) => (isEnough = spanCount > 2000);
    const source = fileOf(makeSpans(3000));
    const stopped = await open({ source }, { isEnough: () => isEnough, onProgress });
    expect(stopped.failure).toBeNull();
    expect(stopped.spanCount).toBeGreaterThan(2000);
    expect(stopped.spanCount).toBeLessThan(12_000);
    const text = asJaeger(makeSpans(3000)).slice(0, stopped.stoppedAt!);
    expect(text.split('"spanID"').length - 1).toBeGreaterThanOrEqual(stopped.spanCount);
    expect(await report()).toMatchObject({
      spanCount: stopped.spanCount,
      isPartial: false,
      coverage: null,
      sources: [{ stoppedAt: stopped.stoppedAt }],
    });
  });

  test('a cancel takes away what was shown of the file before it was read to its end', async () => {
    const { engine, open, report } = setUp({ now: fastClock() });
    await open({ source: fileOf(makeSpans(10)) });
    let isCancelled = false;
    const onProgress = ({ revision, spanCount }: Progress) =>
      (isCancelled = revision > 2 && spanCount > 9000);
    const source = fileOf(makeSpans(3000));
    const reading = engine.openSource({ source }, { ...PATIENT, isCancelled: () => isCancelled, onProgress });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(await report()).toMatchObject({ traceCount: 10, sources: { length: 1 } });
  });

  test('a cancel while its spans are laid out is answered within a few turns, and they are gone', async () => {
    const { engine, report } = setUp();
    const seen = { isRead: false, isCancelled: false, isAnswered: false };
    const onProgress = ({ done, total }: Progress) => (seen.isRead = done === total);
    const source = fileOf(makeSpans(10_000), 'made.json', 1 << 20);
    const reading = engine
      .openSource({ source }, { ...PATIENT, isCancelled: () => seen.isCancelled, onProgress })
      .catch(({ code }: { readonly code: string }) => code)
      .finally(() => (seen.isAnswered = true));
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    while (!seen.isRead) await turn();
    for (let count = 0; count < 20; count++) await turn();
    seen.isCancelled = true;
    let turns = 0;
    for (; !seen.isAnswered; turns++) await turn();
    expect(await reading).toBe('cancelled');
    expect(turns).toBeLessThan(10);
    expect(await report()).toMatchObject({ traceCount: 0, spanCount: 0, sources: [] });
  });
});

describe('closing', () => {
  test('takes the spans of one of two files of one name; copies the other holds too stay', async () => {
    const { engine, open, report } = setUp();
    const spans = makeSpans(30);
    const first = await open({ source: fileOf(spans.slice(0, 80), 'same.json') });
    const second = await open({ source: fileOf(spans.slice(40), 'same.json') });
    expect(await report()).toMatchObject({ traceCount: 30, spanCount: 120 });
    await engine.closeSources({ sources: [first.id] }, PATIENT);
    expect(await report()).toMatchObject({ traceCount: 20, spanCount: 80, sources: [{ id: second.id }] });
    await engine.closeSources({ sources: [second.id] }, PATIENT);
    expect(await report()).toMatchObject({ traceCount: 0, spanCount: 0, sources: [] });
  });

  test('gives names and values back with the last file, and says until then that they are held', async () => {
    const { engine, open, report } = setUp({ now: fastClock() });
    const { memory } = await report();
    expect(await report()).toMatchObject({ holdsGone: false });
    const big = { source: fileOf(makeSpans(1000)) };
    const giveUp = { ...PATIENT, isCancelled: () => true };
    await expect(engine.openSource(big, giveUp)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await report()).toMatchObject({ memory, holdsGone: false });
    const small = await open({ source: fileOf(makeSpans(5), 'small.json') });
    const { id } = await open(big);
    await engine.closeSources({ sources: [id] }, PATIENT);
    expect(await report()).toMatchObject({ spanCount: 20, holdsGone: true });
    await engine.closeSources({ sources: [small.id] }, PATIENT);
    expect(await report()).toMatchObject({ memory, holdsGone: false });
  });

  test.each(['cancelled', 'closed'])('names of a file that was %s are not offered', async (how) => {
    const { engine, open } = setUp({ now: fastClock() });
    await open({ source: fileOf(makeSpans(5)) });
    const gone = makeSpans(2000).map((span) => ({ ...span, service: 'gone', name: 'gone too' }));
    let isCancelled = false;
    const onProgress = ({ revision }: Progress) => (isCancelled = how === 'cancelled' && revision > 1);
    const context = { ...PATIENT, isCancelled: () => isCancelled, onProgress };
    const opened = await engine.openSource({ source: fileOf(gone, 'gone.json') }, context).catch(() => null);
    expect(opened === null).toBe(how === 'cancelled');
    if (opened) await engine.closeSources({ sources: [opened.result.id] }, PATIENT);
    const { result: names } = await engine.listNames({}, PATIENT);
    expect(JSON.stringify(names)).not.toContain('gone');
    expect(names.services).toHaveLength(4);
  });

  test('leaves room for more', async () => {
    const { engine, open, report } = setUp();
    const { id } = await open({ source: fileOf(makeSpans(30)) });
    await engine.closeSources({ sources: [id] }, PATIENT);
    await open({ source: fileOf(makeSpans(20)) });
    expect(await report()).toMatchObject({ traceCount: 20, spanCount: 80 });
  });
});

test('a repair that is switched off is switched off in the data set', async () => {
  const { engine, open, report } = setUp();
  const source = fileOf(makeSpans(5));
  await open({ source });
  await open({ source });
  expect(await report()).toMatchObject({ spanCount: 20, repairs: { dropDuplicates: true } });
  const { repairs } = await report();
  await engine.setRepairs({ repairs: { ...repairs, dropDuplicates: false } }, PATIENT);
  expect(await report()).toMatchObject({ spanCount: 40, repairs: { dropDuplicates: false } });
});
