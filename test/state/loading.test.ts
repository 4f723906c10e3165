import { describe, expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Engine } from '../../src/core/engine/protocol.ts';
import type { SourceFile } from '../../src/core/model/source.ts';
import type { AppState } from '../../src/state/app-state.ts';
import { DEFAULT_PREFERENCES } from '../../src/state/preferences.ts';
import { createAppStore } from '../../src/state/store.ts';
import { createInProcessClient } from '../fixtures/in-process-client.ts';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { createMemoryAddress } from '../fixtures/memory-address.ts';

/** A file of this name is read by half, and on once `open` is called. */
const HELD = 'held.json';
const PIECE = 1 << 16;

/** An engine whose clock runs fast, and that waits in the middle of a file called `HELD`. */
function gatedEngine() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const hold = (source: SourceFile): SourceFile => ({
    ...source,
    async *chunks(from, to) {
      let done = 0;
      for await (const chunk of source.chunks(from, to))
        for (let at = 0; at < chunk.length; at += PIECE) {
          if (source.name === HELD && (done += PIECE) > source.size / 2) await opened;
          yield chunk.subarray(at, at + PIECE);
        }
    },
  });
  const makeEngine = (): Engine => {
    let now = 0;
    const engine = createEngine({ now: () => (now += 1000) });
    return {
      ...engine,
      openSource: (params, context) => engine.openSource({ ...params, source: hold(params.source) }, context),
    };
  };
  return { makeEngine, open: () => open() };
}

function setUp() {
  const gate = gatedEngine();
  const client = createInProcessClient(gate.makeEngine);
  onTestFinished(() => client.stop());
  const preferences = { read: () => DEFAULT_PREFERENCES, write: () => undefined };
  const nextFrame = () => new Promise<void>((resolve) => void setTimeout(resolve));
  const app = createAppStore(client, { address: createMemoryAddress(''), preferences, nextFrame });
  /** Does something the first time the state is like this. */
  const once = (isSo: (state: AppState) => boolean, act: () => void) => {
    const stop = app.store.subscribe((state) => {
      if (!isSo(state)) return;
      stop();
      act();
    });
  };
  const report = async () => {
    const reply = await client.call('getImportReport', {});
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.result;
  };
  /** Does something once the file has spans and waits, and lets it go on. */
  const onceHeld = (act: () => void) =>
    once(
      ({ files }) => files.some(({ name, progress }) => name === HELD && (progress?.spanCount ?? 0) > 0),
      () => {
        act();
        gate.open();
      },
    );
  return { ...app, client, gate, once, onceHeld, report, state: () => app.store.getState() };
}

const SPANS = makeSpans(4000);
/** Traces `from .. to` of one set. */
const jaeger = (name: string, from: number, to: number) => ({
  name,
  file: new Blob([asJaeger(SPANS.slice(4 * from, 4 * to))]),
});

describe('while files are read', () => {
  test('the views get parts of them, and in the end all', async () => {
    const { actions, store, state, whenIdle, once, gate } = setUp();
    const seen = new Map<number, boolean>();
    store.subscribe(({ revision, isPartial }) => seen.set(revision, isPartial));
    once(({ revision }) => revision > 0, gate.open);
    actions.openFiles([jaeger(HELD, 0, 4000)]);
    await whenIdle();
    const { revision, isPartial } = state();
    expect(isPartial).toBe(false);
    expect(revision).toBeGreaterThan(1);
    // Of parts laid out one soon after the other, only the last is told.
    const parts = [...seen].filter(([shown, wasPartial]) => shown > 0 && wasPartial).map(([shown]) => shown);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(parts.at(-1)).toBeLessThan(revision);
  });

  test('sizes of thousands are read in turns, names at once, and reading begins when all are known', async () => {
    const { actions, state, whenIdle } = setUp();
    const sized = Array.from({ length: 40 }, (_, at) => {
      const { name, file } = jaeger(`part-${at}`, at, at + 1);
      // a browser takes its time to tell
      const size = () => {
        for (const end = performance.now() + 1; performance.now() < end;);
        return Blob.prototype.slice.call(file).size;
      };
      return { name, file: Object.defineProperty(file, 'size', { get: size }) };
    });
    actions.openFiles(sized);
    const { files } = state();
    expect(files).toHaveLength(40);
    expect(files.filter(({ size }) => size === 0).length).toBeGreaterThan(10);
    expect(files.every(({ phase }) => phase === 'waiting')).toBe(true);
    await whenIdle();
    expect(state().files.every(({ size, phase }) => size > 0 && phase === 'done')).toBe(true);
    expect(state().load!.spanCount).toBe(160);
  });

  test('what is cancelled before its size is known is not read', async () => {
    const { actions, state, whenIdle } = setUp();
    actions.openFiles(Array.from({ length: 400 }, (_, at) => jaeger(`part-${at}`, at, at + 1)));
    actions.stopLoading({ keep: false });
    await whenIdle();
    expect(state().files.every(({ phase }) => phase === 'cancelled')).toBe(true);
    expect(state().load!.spanCount).toBe(0);
  });

  test('an answer says that it is about a part', async () => {
    const { actions, state, whenIdle, once, gate } = setUp();
    const parts: unknown[] = [];
    once(
      ({ revision }) => revision > 0,
      () => {
        actions.ask('summary', 'getSummary', { filter: {} });
        once(
          ({ answers }) => !answers.summary.isPending,
          () => {
            parts.push(state().answers.summary.answered?.isPartial);
            gate.open();
          },
        );
      },
    );
    actions.openFiles([jaeger(HELD, 0, 4000)]);
    await whenIdle();
    expect(parts).toEqual([true]);
  });

  test('the whole drop is one line of progress, which reaches its end', async () => {
    const { actions, store, state, whenIdle } = setUp();
    const shares: number[] = [];
    store.subscribe(({ load }) => load && shares.push(load.doneBytes / load.totalBytes));
    actions.openFiles(Array.from({ length: 40 }, (_, at) => jaeger(`${at}.json`, 10 * at, 10 * at + 10)));
    await whenIdle();
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(state().load).toMatchObject({
      fileCount: 40,
      settledCount: 40,
      failedCount: 0,
      spanCount: 1600,
      detail: 'all',
      ending: null,
    });
    expect(shares.at(-1)).toBe(1);
  });
});

describe('the user ends it', () => {
  test('and keeps what was read', async () => {
    const { actions, state, whenIdle, onceHeld, report } = setUp();
    onceHeld(() => actions.stopLoading({ keep: true }));
    actions.openFiles([jaeger(HELD, 0, 3000), jaeger('b.json', 3000, 4000)]);
    await whenIdle();
    expect(state().files.map(({ phase }) => phase)).toEqual(['stopped', 'cancelled']);
    const { traceCount, sources } = await report();
    expect(traceCount).toBeGreaterThan(0);
    expect(traceCount).toBeLessThan(3000);
    expect(sources).toMatchObject([{ name: HELD, failure: null }]);
    expect(state().load?.ending).toBe('keep');
  });

  test('and throws it away, with the files of the drop that were read before', async () => {
    const { actions, state, whenIdle, onceHeld, report } = setUp();
    actions.openFiles([jaeger('before.json', 3900, 4000)]);
    await whenIdle();
    onceHeld(() => actions.stopLoading({ keep: false }));
    actions.openFiles([jaeger('a.json', 0, 100), jaeger(HELD, 100, 3900)]);
    await whenIdle();
    expect(state().files.map(({ phase }) => phase)).toEqual(['done', 'cancelled', 'cancelled']);
    const gone = state().files.slice(1);
    expect(gone).toMatchObject(gone.map(() => ({ progress: null, report: null })));
    expect(await report()).toMatchObject({ traceCount: 100, sources: [{ name: 'before.json' }] });
    expect(state()).toMatchObject({ isPartial: false, isLoading: false });
  });

  test('for one file alone; the next is read', async () => {
    const { actions, state, whenIdle, onceHeld } = setUp();
    onceHeld(() => actions.finishFile(1));
    actions.openFiles([jaeger(HELD, 0, 3000), jaeger('b.json', 3000, 3100)]);
    await whenIdle();
    expect(state().files.map(({ phase }) => phase)).toEqual(['stopped', 'done']);
    expect(state().files[0].report?.stoppedAt).toBeGreaterThan(0);
  });
});

describe('closing a file', () => {
  test('takes its spans away and leaves the copies another has', async () => {
    const { actions, state, whenIdle, report, store } = setUp();
    actions.openFiles([jaeger('a.json', 0, 100), jaeger('b.json', 50, 150)]);
    await whenIdle();
    const { revision } = state();
    const phases: string[] = [];
    store.subscribe(({ files }) => phases.push(files[0].phase));
    actions.closeFile(1);
    expect(phases).toEqual(['closing']);
    await whenIdle();
    expect(state().files).toMatchObject([{ name: 'b.json', phase: 'done' }]);
    expect(state().revision).toBeGreaterThan(revision);
    expect(await report()).toMatchObject({ traceCount: 100, sources: [{ name: 'b.json' }] });
  });

  test('that gave nothing only takes it off the list', async () => {
    const { actions, state, whenIdle } = setUp();
    actions.openFiles([{ name: 'cat.txt', file: new Blob(['meow']) }]);
    await whenIdle();
    actions.closeFile(1);
    await whenIdle();
    expect(state().files).toEqual([]);
  });
});

test('files that were lost are opened again with less, if that is asked for', async () => {
  const { actions, state, whenIdle, client } = setUp();
  actions.openFiles([jaeger('a.json', 0, 100)]);
  await whenIdle();
  client.crash('out of memory');
  expect(state().files).toMatchObject([{ phase: 'lost' }]);
  actions.reopenFiles('no-attributes');
  await whenIdle();
  expect(state()).toMatchObject({
    files: [{ phase: 'done', report: { detail: 'no-attributes' } }],
    coverage: { detail: 'no-attributes', totals: { traceCount: 100 } },
  });
});

test('a repair that is switched off changes the data the views ask about', async () => {
  const { actions, state, whenIdle, report } = setUp();
  actions.openFiles([jaeger('a.json', 0, 10), jaeger('b.json', 0, 10)]);
  await whenIdle();
  const { revision } = state();
  const { repairs, spanCount } = await report();
  actions.setRepairs({ ...repairs, dropDuplicates: false });
  await whenIdle();
  expect((await report()).spanCount).toBe(2 * spanCount);
  expect(state().revision).toBeGreaterThan(revision);
});
