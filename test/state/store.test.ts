import { describe, expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Engine } from '../../src/core/engine/protocol.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/state/preferences.ts';
import { createAppStore } from '../../src/state/store.ts';
import { fingerprintOf } from '../../src/state/url.ts';
import { DEFAULT_VIEW } from '../../src/state/view.ts';
import { createInProcessClient } from '../fixtures/in-process-client.ts';
import { asJaeger, asZipkin, makeSpans } from '../fixtures/made-files.ts';
import { createMemoryAddress } from '../fixtures/memory-address.ts';

function setUp({ hash = '', makeEngine }: { hash?: string; makeEngine?: () => Engine } = {}) {
  const client = createInProcessClient(makeEngine);
  onTestFinished(() => client.stop());
  const address = createMemoryAddress(hash);
  const written: Preferences[] = [];
  const preferences = {
    read: () => DEFAULT_PREFERENCES,
    write: (next: Preferences) => void written.push(next),
  };
  const nextFrame = () => new Promise<void>((resolve) => void setTimeout(resolve));
  const app = createAppStore(client, { address, preferences, nextFrame });
  const phases = () => app.store.getState().files.map(({ phase }) => phase);
  return { ...app, client, address, written, phases, state: () => app.store.getState() };
}

const jaeger = (name: string, traceCount = 2) => ({
  name,
  file: new Blob([asJaeger(makeSpans(traceCount))]),
});
/** Large enough to be cancelled in the middle. */
const large = (name: string) => jaeger(name, 20_000);

/** An engine that counts how often it is asked for a summary. */
function countingEngine() {
  const asked: unknown[] = [];
  const makeEngine = (): Engine => {
    const engine = createEngine();
    return {
      ...engine,
      getSummary(params, context) {
        asked.push(params);
        return engine.getSummary(params, context);
      },
    };
  };
  return { asked, makeEngine };
}

describe('files', () => {
  test('are read one after the other, each with a report', async () => {
    const { actions, whenIdle, state, phases } = setUp();
    actions.openFiles([jaeger('a.json'), { name: 'b.json', file: new Blob([asZipkin(makeSpans(3))]) }]);
    expect(state().isLoading).toBe(true);
    expect(phases()).toEqual(['reading', 'waiting']);
    await whenIdle();
    expect(state().isLoading).toBe(false);
    expect(state().files).toMatchObject([
      { name: 'a.json', phase: 'done', report: { formats: ['Jaeger JSON'], spanCount: 8 } },
      { name: 'b.json', phase: 'done', report: { formats: ['Zipkin JSON'], spanCount: 12 } },
    ]);
    expect(state()).toMatchObject({ revision: 1, isPartial: false });
  });

  test('are told of far less often than they change, and in the end as they are', async () => {
    const { actions, whenIdle, store, phases } = setUp();
    const lists = new Set<unknown>();
    store.subscribe(({ files }) => lists.add(files));
    const count = 200; // each changes three times: reading, read so far, done
    actions.openFiles(Array.from({ length: count }, (_, i) => jaeger(`${i}.json`)));
    await whenIdle();
    expect(lists.size).toBeLessThan(count);
    expect(new Set(phases())).toEqual(new Set(['done']));
  });

  test('that are no traces fail with the reason, and the others are read', async () => {
    const { actions, whenIdle, state, phases } = setUp();
    actions.openFiles([{ name: 'cat.txt', file: new Blob(['meow']) }, jaeger('a.json')]);
    await whenIdle();
    expect(phases()).toEqual(['failed', 'done']);
    expect(state().files[0].report?.failure).toEqual(expect.any(String));
  });

  test('can be cancelled while they wait and while they are read; nothing of them stays', async () => {
    const { actions, whenIdle, client, phases, store } = setUp();
    actions.openFiles([large('a.json'), jaeger('b.json'), jaeger('c.json')]);
    actions.cancelFile(2);
    const unsubscribe = store.subscribe(({ files }) => {
      if ((files[0].progress?.spanCount ?? 0) === 0) return;
      unsubscribe();
      actions.cancelFile(1);
    });
    await whenIdle();
    expect(phases()).toEqual(['cancelled', 'cancelled', 'done']);
    const reply = await client.call('getImportReport', {});
    expect(reply).toMatchObject({ result: { traceCount: 2, sources: [{ name: 'c.json' }] } });
  });

  test('many small ones are read while the views are asked anew only now and then', async () => {
    const { actions, whenIdle, store, state, client } = setUp();
    const revisions = new Set<number>();
    store.subscribe(({ revision }) => revisions.add(revision));
    actions.openFiles(Array.from({ length: 300 }, (_, i) => jaeger(`${i}.json`, 1)));
    await whenIdle();
    expect(state().files.every(({ phase }) => phase === 'done')).toBe(true);
    expect(revisions.size).toBeLessThan(10);
    expect(await client.call('getImportReport', {})).toMatchObject({
      revision: state().revision,
      isPartial: false,
      result: { spanCount: 4 },
    });
  });

  test('the views hear of all that was read, also when the last files were cancelled', async () => {
    const { actions, whenIdle, state, store, client } = setUp();
    actions.openFiles([jaeger('a.json'), jaeger('b.json'), large('c.json')]);
    const unsubscribe = store.subscribe(({ files }) => {
      if (files[2].phase !== 'reading') return;
      unsubscribe();
      actions.cancelFile(3);
    });
    await whenIdle();
    expect(await client.call('getImportReport', {})).toMatchObject({
      revision: state().revision,
      result: { sources: [{ name: 'a.json' }, { name: 'b.json' }] },
    });
  });

  test('the sample is opened once', async () => {
    const { actions, whenIdle, state } = setUp();
    actions.openSample();
    actions.openSample();
    await whenIdle();
    expect(state().files).toHaveLength(1);
  });

  test('clear forgets data, files, answers and view', async () => {
    const { actions, whenIdle, state, client, address } = setUp();
    actions.openFiles([jaeger('a.json')]);
    await whenIdle();
    actions.show({ tab: 'graph' });
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    actions.clear();
    await whenIdle();
    expect(state()).toMatchObject({ files: [], answers: {}, view: DEFAULT_VIEW });
    expect(address.read()).toBe('');
    expect(await client.call('getImportReport', {})).toMatchObject({ result: { spanCount: 0, sources: [] } });
  });

  test('clear while a file is read ends the reading', async () => {
    const { actions, whenIdle, state, client } = setUp();
    actions.openFiles([large('a.json'), jaeger('b.json')]);
    actions.clear();
    actions.openFiles([jaeger('c.json')]);
    await whenIdle();
    expect(state().files).toMatchObject([{ name: 'c.json', phase: 'done' }]);
    expect(await client.call('getImportReport', {})).toMatchObject({ result: { traceCount: 2 } });
  });
});

describe('ask', () => {
  test('keeps the answer in its slot', async () => {
    const { actions, whenIdle, state } = setUp();
    actions.openFiles([jaeger('a.json', 5)]);
    await whenIdle();
    actions.ask('mine', 'getSummary', { filter: {} });
    expect(state().answers.mine).toMatchObject({ isPending: true, result: null });
    await whenIdle();
    expect(state().answers.mine).toMatchObject({ isPending: false, error: null, result: { traceCount: 5 } });
  });

  test('asks the same question about the same data once', async () => {
    const { asked, makeEngine } = countingEngine();
    const { actions, whenIdle } = setUp({ makeEngine });
    actions.ask('summary', 'getSummary', { filter: {} });
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    expect(asked).toHaveLength(1);
    actions.openFiles([jaeger('a.json')]);
    await whenIdle();
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    expect(asked).toHaveLength(2);
  });

  test('a newer question cancels the one before, whose answer is not shown', async () => {
    const { actions, whenIdle, state, store } = setUp();
    actions.openFiles([jaeger('a.json', 5)]);
    await whenIdle();
    const shown: unknown[] = [];
    store.subscribe(({ answers }) => shown.push(answers.summary?.result));
    actions.ask('summary', 'getSummary', { filter: { hasErrors: true } });
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    expect(state().answers.summary).toMatchObject({ params: { filter: {} }, result: { traceCount: 5 } });
    expect(shown.filter(Boolean)).toHaveLength(1);
  });

  test('the last result stays, as stale, while a newer question is under way', async () => {
    const { actions, whenIdle, state } = setUp();
    actions.openFiles([jaeger('a.json', 5)]);
    await whenIdle();
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    actions.ask('summary', 'getSummary', { filter: { hasErrors: true } });
    expect(state().answers.summary).toMatchObject({ isPending: true, result: { traceCount: 5 } });
    await whenIdle();
    expect(state().answers.summary).toMatchObject({ isPending: false, result: { traceCount: 1 } });
  });

  test('a question without an answer has an error', async () => {
    const { actions, whenIdle, state } = setUp();
    actions.ask('trace', 'getTrace', { traceId: 'nobody', alignClocks: false });
    await whenIdle();
    expect(state().answers.trace).toMatchObject({
      isPending: false,
      result: null,
      error: { code: 'no-such-trace' },
    });
  });
});

describe('the address', () => {
  test('holds the view; Back and Forward walk through it', () => {
    const { actions, address, state } = setUp();
    actions.show({ tab: 'traces' });
    actions.show({ filter: { text: 'a' } });
    actions.show({ filter: { text: 'ab' } }, { replace: true });
    actions.show({ filter: { text: 'ab' } });
    expect(address.steps).toEqual(['', 'tab=traces&v=1', 'tab=traces&q=ab&v=1']);
    address.back();
    expect(state().view).toEqual({ ...DEFAULT_VIEW, tab: 'traces' });
    address.back();
    expect(state().view).toEqual(DEFAULT_VIEW);
    address.forward();
    expect(state().view.tab).toBe('traces');
  });

  test('a link sets the first view, and opens the sample if it says so', async () => {
    const { state, whenIdle, address } = setUp({ hash: 'sample&tab=graph&v=1' });
    expect(state().view.tab).toBe('graph');
    await whenIdle();
    expect(state().files).toMatchObject([{ phase: 'done' }]);
    expect(address.steps).toEqual(['sample&tab=graph&v=1']);
  });

  test('names the open files', async () => {
    const { actions, whenIdle, address, state } = setUp();
    actions.openFiles([jaeger('a.json')]);
    await whenIdle();
    expect(address.read()).toBe(`files=${fingerprintOf(state().files)}&v=1`);
  });

  test('a link made with the same files is followed in silence', async () => {
    const file = jaeger('a.json');
    const files = fingerprintOf([{ name: file.name, size: file.file.size }]);
    const { actions, whenIdle, state } = setUp({ hash: `files=${files}&tab=traces&v=1` });
    expect(state().linkedFiles).toBe(files);
    actions.openFiles([file]);
    await whenIdle();
    expect(state()).toMatchObject({ notice: null, linkedFiles: null, view: { tab: 'traces' } });
  });

  test('a link made with other files says so', async () => {
    const { actions, whenIdle, state } = setUp({ hash: 'files=0badcafe&trace=x&v=1' });
    actions.openFiles([jaeger('a.json')]);
    await whenIdle();
    expect(state().notice).toContain('other files');
    expect(state().view.traceId).toBe('x');
  });

  test('a link pasted over open files is followed, and says if it is about others', async () => {
    const { actions, whenIdle, state, address } = setUp();
    actions.openFiles([jaeger('a.json')]);
    await whenIdle();
    address.paste('files=0badcafe&tab=graph&v=1');
    expect(state()).toMatchObject({ view: { tab: 'graph' }, notice: expect.stringContaining('other files') });
    address.paste('tab=graph&v=9');
    expect(state().notice).toContain('newer');
  });
});

describe('a lost worker', () => {
  test('leaves the list of files, says so, and the files can be opened again', async () => {
    const { actions, whenIdle, state, phases, client } = setUp();
    actions.openFiles([jaeger('a.json'), { name: 'cat.txt', file: new Blob(['meow']) }]);
    await whenIdle();
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    const { revision } = state();
    client.crash('it ran out of memory');
    expect(phases()).toEqual(['lost', 'failed']);
    expect(state().notice).toContain('it ran out of memory');
    expect(state().revision).toBeGreaterThan(revision);

    actions.reopenFiles();
    await whenIdle();
    expect(phases()).toEqual(['done', 'failed']);
    expect(state().notice).toBeNull();
    actions.ask('summary', 'getSummary', { filter: {} });
    await whenIdle();
    expect(state().answers.summary?.result).toMatchObject({ traceCount: 2 });
  });

  test('ends what was being read', async () => {
    const { actions, whenIdle, client, phases, state } = setUp();
    actions.openFiles([large('a.json'), jaeger('b.json')]);
    await Promise.resolve();
    client.crash('gone');
    await whenIdle();
    expect(phases()).toEqual(['lost', 'lost']);
    expect(state().isLoading).toBe(false);
  });
});

test('preferences are kept', () => {
  const { actions, written, state } = setUp();
  actions.setPreferences({ theme: 'dark' });
  expect(state().preferences).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
  expect(written).toEqual([{ ...DEFAULT_PREFERENCES, theme: 'dark' }]);
});
