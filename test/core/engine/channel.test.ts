import { describe, expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { Engine, Method, Result } from '../../../src/core/engine/protocol.ts';
import { writeTracAgg } from '../../../src/core/import/formats/write-tracagg.ts';
import { stringAt } from '../../../src/core/lib/joined-strings.ts';
import type { ChannelParams } from '../../../src/worker/channel.ts';
import { asJaeger, makeSpans } from '../../fixtures/made-files.ts';
import { createInProcessClient } from '../../fixtures/in-process-client.ts';
import { CELL, drawTraces, PICTURE_START } from '../../fixtures/picture.ts';

const PICTURE = `
  web: GET /                   ==--------==
    web: list [client]           =------=
      api: list [server]          =----=
        db: read [client error]    ====

  web: GET /                   ====
    api: ping [server]           --
`;

/** All clocks as stored. */
const alignClocks = false;

function connect(makeEngine?: () => Engine) {
  const client = createInProcessClient(makeEngine);
  onTestFinished(() => client.stop());
  return client;
}

/** The result of a call that must go well. */
async function ask<M extends Method>(
  client: ReturnType<typeof connect>,
  method: M,
  params: ChannelParams<M>,
): Promise<Result<M>> {
  const reply = await client.call(method, params);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
  return reply.result;
}

function pictureFile(picture: string) {
  return { name: 'picture.json', file: new Blob([...writeTracAgg(drawTraces(picture))]) };
}

/** A client with the picture open. */
async function openPicture(picture = PICTURE) {
  const client = connect();
  await ask(client, 'openSource', { source: pictureFile(picture) });
  return client;
}

describe('every method, by channel', () => {
  test('openSource reads a file and says what became of it', async () => {
    const client = connect();
    const report = await ask(client, 'openSource', { source: pictureFile(PICTURE) });
    expect(report).toMatchObject({ name: 'picture.json', spanCount: 6, failure: null });
    expect(report.formats).toEqual(['TracAgg JSON']);
  });

  test('openSample makes 3,000 traces', async () => {
    const client = connect();
    await ask(client, 'openSample', { seed: 1 });
    expect(await ask(client, 'getSummary', { filter: {} })).toMatchObject({
      traceCount: 3000,
      serviceCount: 12,
    });
  });

  test('clear forgets everything', async () => {
    const client = await openPicture();
    await ask(client, 'clear', {});
    const report = await ask(client, 'getImportReport', {});
    expect(report).toMatchObject({ sources: [], traceCount: 0, spanCount: 0, serviceCount: 0 });
  });

  test('getImportReport lists the sources and counts what they hold', async () => {
    const client = await openPicture();
    const report = await ask(client, 'getImportReport', {});
    expect(report.sources.map(({ name }) => name)).toEqual(['picture.json']);
    expect(report).toMatchObject({
      traceCount: 2,
      spanCount: 6,
      errorCount: 1,
      serviceCount: 3,
      diagnostics: [],
    });
    expect(report.memory).toBeGreaterThan(6 * 40);
  });

  test('getSummary counts the traces that pass the filter', async () => {
    const client = await openPicture();
    expect(await ask(client, 'getSummary', { filter: {} })).toEqual({
      traceCount: 2,
      spanCount: 6,
      errorCount: 1,
      errorTraceCount: 1,
      serviceCount: 3,
      meanDuration: 8 * CELL,
      p50Duration: 8 * CELL,
      p95Duration: 12 * CELL,
      p99Duration: 12 * CELL,
      start: PICTURE_START,
      end: { seconds: PICTURE_START.seconds + 1, nanos: 4 * CELL },
    });
    const failed = await ask(client, 'getSummary', { filter: { hasErrors: true } });
    expect(failed).toMatchObject({ traceCount: 1, spanCount: 4, meanDuration: 12 * CELL });
  });

  test('getTimeline counts traces where they start', async () => {
    const client = await openPicture();
    const timeline = await ask(client, 'getTimeline', { filter: {}, mostBuckets: 4 });
    expect(timeline.start).toEqual(PICTURE_START);
    expect([...timeline.traces]).toEqual([1, 0, 1]);
    expect([...timeline.errorTraces]).toEqual([1, 0, 0]);
    expect([...timeline.p95]).toEqual([12 * CELL, NaN, 4 * CELL]);
  });

  test('listTraces gives one page of the sorted traces, and what they are of', async () => {
    const client = await openPicture();
    const sort = { key: 'duration', descending: true } as const;
    const list = await ask(client, 'listTraces', { filter: { service: 'api' }, sort, offset: 1, limit: 10 });
    expect(list).toEqual({
      traceCount: 2,
      spanCount: 6,
      totalTraceCount: 2,
      longestDuration: 12 * CELL,
      offset: 1,
      rows: [
        {
          traceId: 't1',
          rootService: 'web',
          rootOperation: 'GET /',
          hasRoot: true,
          start: { seconds: PICTURE_START.seconds + 1, nanos: 0 },
          duration: 4 * CELL,
          spanCount: 2,
          errorCount: 0,
          services: [
            { name: 'web', spanCount: 1 },
            { name: 'api', spanCount: 1 },
          ],
        },
      ],
    });
  });

  test('getTrace gives the trace as columns that count from its first span', async () => {
    const client = await openPicture();
    const trace = await ask(client, 'getTrace', { traceId: 't0', alignClocks });
    expect(trace).toMatchObject({
      traceId: 't0',
      origin: PICTURE_START,
      duration: 12 * CELL,
      spanCount: 4,
      errorCount: 1,
      depthCount: 4,
      root: 0,
      hasRoot: true,
      services: ['web', 'api', 'db'],
    });
    expect([0, 1, 2, 3].map((span) => stringAt(trace.spanIds, span))).toEqual(['s0', 's1', 's2', 's3']);
    expect([...trace.spans.parent]).toEqual([-1, 0, 1, 2]);
    expect([...trace.spans.subtreeEnd]).toEqual([4, 4, 4, 4]);
    expect([...trace.spans.selfTime].map((time) => time / CELL)).toEqual([4, 2, 2, 4]);
    expect([...trace.spans.operation].map((at) => trace.operations[at].name)).toEqual([
      'GET /',
      'list',
      'list',
      'read',
    ]);
    expect([...trace.longestPath.span]).toEqual([0, 1, 2, 3]);
    // the second trace counts from 0 as well
    const second = await ask(client, 'getTrace', { traceId: 't1', alignClocks });
    expect([...second.spans.parent]).toEqual([-1, 0]);
    expect([...second.spans.subtreeEnd]).toEqual([2, 2]);
  });

  test('getPath gives what held the trace up, and the shares of services in it', async () => {
    const client = await openPicture();
    const whole = { of: null, window: null, blocking: [], nonBlocking: [] };
    const path = await ask(client, 'getPath', { traceId: 't0', alignClocks, ...whole });
    expect([...path.span]).toEqual([0, 1, 2, 3, 2, 1, 0]);
    expect(path.services.map(({ service, selfTime }) => [service, selfTime / CELL])).toEqual([
      ['web', 6],
      ['db', 4],
      ['api', 2],
    ]);
  });

  test('arrangeTrace gives the rows with like siblings in a group, as often as it is asked', async () => {
    const client = await openPicture(`
      web: GET /                  ------
        db: SELECT [client]       -
        db: SELECT [client]        -
        db: SELECT [client]         -
        db: SELECT [client]          -
        db: SELECT [client]           -
    `);
    const path = { of: null, window: null, blocking: [], nonBlocking: [] };
    const params = { traceId: 't0', alignClocks, ...path, sort: 'start' } as const;
    const asItStands = await ask(client, 'arrangeTrace', { ...params, isGrouped: false });
    expect([...asItStands.span]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...asItStands.nodeOf]).toEqual([0, 1, 2, 3, 4, 5]);
    const grouped = await ask(client, 'arrangeTrace', { ...params, isGrouped: true });
    expect([...grouped.group]).toEqual([-1, 0, -1, -1, -1, -1, -1]);
    expect([...grouped.depth]).toEqual([0, 1, 2, 2, 2, 2, 2]);
    expect([...grouped.groups.count]).toEqual([5]);
    expect([...grouped.groups.isRepeated]).toEqual([1]);
    expect(await ask(client, 'arrangeTrace', { ...params, isGrouped: true })).toEqual(grouped);
  });

  test('getSpan gives what getTrace leaves out', async () => {
    const client = await openPicture();
    expect(await ask(client, 'getSpan', { traceId: 't0', alignClocks, span: 3 })).toMatchObject({
      traceId: 't0',
      spanId: 's3',
      parentSpanId: 's2',
      statusMessage: null,
      flags: 0,
      events: [],
      links: [],
      source: { name: 'picture' },
      rank: { faster: 0, count: 1, errorCount: 1 },
    });
  });

  test('listServices, listOperations and graphServices name what the analyses count', async () => {
    const client = await openPicture();
    const services = await ask(client, 'listServices', { filter: {} });
    expect(
      services.rows.map(({ service, count, errorCount, traceCount }) => [
        service,
        count,
        errorCount,
        traceCount,
      ]),
    ).toEqual([
      ['web', 3, 0, 2],
      ['api', 2, 0, 2],
      ['db', 1, 1, 1],
    ]);
    const operations = await ask(client, 'listOperations', { filter: {}, order: 'slowest', limit: 2 });
    expect(operations.totalCount).toBe(5);
    expect(operations.rows.map(({ service, operation, mean }) => [service, operation, mean / CELL])).toEqual([
      ['web', 'GET /', 8],
      ['web', 'list', 8],
    ]);
    const graph = await ask(client, 'graphServices', { filter: {} });
    const name = (node: number) => graph.nodes[node].service;
    expect(graph.edges.map(({ caller, callee, count }) => [name(caller), name(callee), count])).toEqual([
      ['web', 'api', 2],
      ['api', 'db', 1],
    ]);
  });

  test('measureLatency spreads the services that there are over shared buckets', async () => {
    const client = await openPicture();
    const latency = await ask(client, 'measureLatency', {
      filter: {},
      services: ['api', 'nobody', 'db'],
      scale: 'linear',
    });
    expect(latency.services.map(({ service, finishedCount }) => [service, finishedCount])).toEqual([
      ['api', 2],
      ['db', 1],
    ]);
    for (const { histogram } of latency.services) expect(histogram.length).toBe(latency.borders.length - 1);
  });

  test('listNames is in alphabetical order', async () => {
    const client = await openPicture();
    const names = await ask(client, 'listNames', {});
    expect(names.services).toEqual(['api', 'db', 'web']);
    expect(names.operations.map(({ operation, service }) => `${operation} ${service}`)).toEqual([
      'GET / web',
      'list api',
      'list web',
      'ping api',
      'read db',
    ]);
  });

  test('exportTraces gives a file that reads back as the same traces', async () => {
    const client = await openPicture();
    const part = await ask(client, 'exportTraces', { filter: {}, from: 0 });
    expect(part).toMatchObject({ next: null, done: 2, total: 2 });
    const again = connect();
    await ask(again, 'openSource', { source: { name: 'export.json', file: new Blob([part.bytes]) } });
    expect((await ask(again, 'getTrace', { traceId: 't0', alignClocks })).spans).toEqual(
      (await ask(client, 'getTrace', { traceId: 't0', alignClocks })).spans,
    );
  });

  test('exportTraces comes in parts that together are one file', async () => {
    const client = connect();
    const file = new Blob([asJaeger(makeSpans(4000))]);
    await ask(client, 'openSource', { source: { name: 'many.json', file } });
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let from: number | null = 0; from !== null;) {
      const part: Result<'exportTraces'> = await ask(client, 'exportTraces', { filter: {}, from });
      parts.push(part.bytes);
      from = part.next;
    }
    expect(parts.length).toBeGreaterThan(1);
    const written = JSON.parse(await new Blob(parts).text()) as { traces: { span_count: number }[] };
    expect(written.traces).toHaveLength(4000);
  });
});

describe('a call that has no answer', () => {
  test('no-such-trace and no-such-span come as values', async () => {
    const client = await openPicture();
    const codeOf = async (reply: Promise<{ ok: boolean; error?: { code: string } }>) =>
      (await reply).error?.code;
    expect(await codeOf(client.call('getTrace', { traceId: 'nobody', alignClocks }))).toBe('no-such-trace');
    expect(await codeOf(client.call('getSpan', { traceId: 'nobody', alignClocks, span: 0 }))).toBe(
      'no-such-trace',
    );
    expect(await codeOf(client.call('getSpan', { traceId: 't1', alignClocks, span: 2 }))).toBe(
      'no-such-span',
    );
    expect(await codeOf(client.call('getSpan', { traceId: 't1', alignClocks, span: -1 }))).toBe(
      'no-such-span',
    );
  });

  test('an error nobody foresaw is internal, and says what it was', async () => {
    const broken: Engine = { ...createEngine(), listNames: () => Promise.reject(new Error('out of names')) };
    const client = connect(() => broken);
    expect(await client.call('listNames', {})).toEqual({
      ok: false,
      error: { code: 'internal', message: 'out of names' },
    });
  });

  test('memory that cannot be had is said in words', async () => {
    const full: Engine = {
      ...createEngine(),
      listNames: () => Promise.reject(new RangeError('Array buffer allocation failed')),
    };
    expect(await connect(() => full).call('listNames', {})).toEqual({
      ok: false,
      error: { code: 'internal', message: 'There is not enough memory for this.' },
    });
  });

  test('a cancelled call is answered at once, and the engine hears of it', async () => {
    let hasHeard: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      hasHeard = resolve;
    });
    const stubborn: Engine = {
      ...createEngine(),
      async getSummary(_, { isCancelled }) {
        while (!isCancelled()) await new Promise((resolve) => setTimeout(resolve));
        hasHeard();
        throw new Error('cancelled long ago');
      },
    };
    const client = connect(() => stubborn);
    const stop = new AbortController();
    const reply = client.call('getSummary', { filter: {} }, { signal: stop.signal });
    stop.abort();
    expect(await reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await heard;
    const tooLate = await client.call('getSummary', { filter: {} }, { signal: stop.signal });
    expect(tooLate).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});

describe('reading', () => {
  test('says how far it is', async () => {
    const client = connect();
    const seen: number[] = [];
    const file = new Blob([asJaeger(makeSpans(3000))]);
    await client.call(
      'openSource',
      { source: { name: 'big.json', file } },
      { onProgress: ({ done, total }) => seen.push(done / total) },
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThanOrEqual(1);
  });

  test('a cancelled file leaves nothing behind, and the next is read', async () => {
    const client = await openPicture();
    const stop = new AbortController();
    const big = { name: 'big.json', file: new Blob([asJaeger(makeSpans(3000))]) };
    const reading = client.call(
      'openSource',
      { source: big },
      { signal: stop.signal, onProgress: ({ spanCount }) => spanCount > 0 && stop.abort() },
    );
    expect(await reading).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const next = { name: 'small.json', file: new Blob([asJaeger(makeSpans(1, 2))]) };
    await ask(client, 'openSource', { source: next });
    const report = await ask(client, 'getImportReport', {});
    expect(report).toMatchObject({ traceCount: 3, spanCount: 8, serviceCount: 5 });
    expect(report.sources.map(({ name }) => name)).toEqual(['picture.json', 'small.json']);
  });

  test('questions asked meanwhile are answered from the files before, and say so', async () => {
    const client = await openPicture();
    const big = { name: 'big.json', file: new Blob([asJaeger(makeSpans(5000))]) };
    const reading = client.call('openSource', { source: big });
    const meanwhile = await client.call('getSummary', { filter: {} });
    expect(meanwhile).toMatchObject({ ok: true, revision: 1, result: { traceCount: 2 } });
    expect(await reading).toMatchObject({ ok: true, revision: 2 });
    const after = await client.call('getSummary', { filter: {} });
    expect(after).toMatchObject({ ok: true, revision: 2, result: { traceCount: 5002 } });
  });
});

describe('a worker that dies', () => {
  test('answers every open call with worker-lost, and the next call starts another', async () => {
    const client = await openPicture();
    const reasons: string[] = [];
    client.onLost((reason) => reasons.push(reason));
    const open = [client.call('getSummary', { filter: {} }), client.call('listNames', {})];
    client.crash('out of memory');
    for (const reply of await Promise.all(open))
      expect(reply).toEqual({ ok: false, error: { code: 'worker-lost', message: 'out of memory' } });
    expect(reasons).toEqual(['out of memory']);
    expect(await ask(client, 'getSummary', { filter: {} })).toMatchObject({ traceCount: 0 });
  });

  test('does not turn revisions back', async () => {
    const client = await openPicture();
    const before = await client.call('listNames', {});
    client.crash('gone');
    const after = await client.call('listNames', {});
    if (!before.ok || !after.ok) throw new Error('both must be answered');
    expect(after.revision).toBeGreaterThan(before.revision);
  });
});
