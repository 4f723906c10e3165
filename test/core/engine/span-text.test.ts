import { describe, expect, onTestFinished, test } from 'vitest';
import type { SpanText } from '../../../src/core/engine/trace-answers.ts';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { SourceFile } from '../../../src/core/model/source.ts';
import { asJaeger, asOtlpLines, asZipkin, makeSpans } from '../../fixtures/made-files.ts';
import { createInProcessClient } from '../../fixtures/in-process-client.ts';
import { gzip, makeSource } from '../import/source-files.ts';

const WAITED_FOR = { isCancelled: () => false, isEnough: () => false, onProgress: () => undefined };
const SPANS = makeSpans(20, 4);
/** Of the third span of a trace. */
const paramsOf = (trace: number) => ({ traceId: SPANS[trace * 4].traceId, alignClocks: false, span: 2 });
const idOf = (trace: number) => SPANS[trace * 4 + 2].spanId;

/** An engine that has read these files, in order. */
async function openFiles(...sources: SourceFile[]) {
  const engine = createEngine();
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (const source of sources) await engine.openSource({ source }, WAITED_FOR);
  return async (trace: number): Promise<SpanText> =>
    (await engine.getRecord(paramsOf(trace), WAITED_FOR)).result;
}

describe('getRecord', () => {
  test('finds the file that holds the span, also where two have one name', async () => {
    const parts = [SPANS.slice(0, 40), SPANS.slice(40, 60), SPANS.slice(60)];
    const record = await openFiles(
      makeSource(gzip(asJaeger(parts[0])), 'traces.json'),
      makeSource('no trace at all', 'notes.txt'),
      makeSource(asZipkin(parts[1]), 'traces.json'),
      makeSource(asOtlpLines(parts[2]), 'traces.jsonl'),
    );
    const texts = await Promise.all([3, 12, 18].map(record));
    expect(texts.map(({ file, problem }) => [file, problem])).toEqual([
      ['traces.json', null],
      ['traces.json', null],
      ['traces.jsonl', null],
    ]);
    expect(JSON.parse(texts[0].text!)).toMatchObject({ spanID: idOf(3) });
    expect(JSON.parse(texts[1].text!)).toMatchObject({ id: idOf(12) });
    expect(JSON.parse(texts[2].text!)).toMatchObject({ spanId: idOf(18) });
    expect(asZipkin(parts[1]).slice(texts[1].offset)).toMatch(texts[1].text!);
  });

  test('finds a record with which its file begins', async () => {
    const spans = SPANS.slice(0, 8).map((span) => asOtlpLines([span]));
    const one = (at: number) => JSON.stringify((JSON.parse(asZipkin([SPANS[at]])) as unknown[][])[0][0]);
    const engine = createEngine();
    for (const content of [spans[4], one(0)])
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await engine.openSource({ source: makeSource(content, content.slice(0, 20)) }, WAITED_FOR);
    const params = { traceId: SPANS[0].traceId, alignClocks: false, span: 0 };
    const { result } = await engine.getRecord(params, WAITED_FOR);
    expect(result).toEqual({ text: one(0), problem: null, file: one(0).slice(0, 20), offset: 0 });
  });

  test.each([
    ['is cut', (text: string) => text.slice(0, -40), /no proper end/],
    ['is larger than a megabyte', (text: string) => text, /larger than 1 MB: this is its beginning/],
  ])('says so where the record %s', async (what, cut, problem) => {
    const [span] = makeSpans(1, 1);
    const record = (JSON.parse(asZipkin([span])) as unknown[][])[0][0] as Record<string, unknown>;
    const tags = { body: 'x'.repeat(what === 'is cut' ? 100 : 2 ** 20) };
    const stored = JSON.stringify([{ ...record, tags }]);
    let content = stored;
    const engine = createEngine();
    const chunks: SourceFile['chunks'] = (...range) => makeSource(content).chunks(...range);
    await engine.openSource({ source: { name: 'a.json', size: 0, chunks } }, WAITED_FOR);
    content = cut(stored);
    const params = { traceId: span.traceId, alignClocks: false, span: 0 };
    const { result } = await engine.getRecord(params, WAITED_FOR);
    expect(result.problem).toMatch(problem);
    expect(stored.slice(1)).toContain(result.text);
  });

  test('says so where the file is another one by now', async () => {
    let content = asJaeger(SPANS);
    const record = await openFiles({
      name: 'a.json',
      size: content.length,
      chunks: (...range) => makeSource(content).chunks(...range),
    });
    expect(await record(5)).toMatchObject({ problem: null });
    content = asJaeger(SPANS.slice(4));
    expect(await record(5)).toMatchObject({ text: null, offset: -1, file: 'a.json' });
    expect((await record(5)).problem).toMatch(/was changed after it was opened/);
  });

  test('says so where the file cannot be read any more', async () => {
    let isGone = false;
    const record = await openFiles({
      name: 'a.json',
      size: 0,
      chunks(...range) {
        if (isGone) throw new DOMException('The requested file could not be read', 'NotReadableError');
        return makeSource(asJaeger(SPANS)).chunks(...range);
      },
    });
    isGone = true;
    expect((await record(5)).problem).toMatch(/changed, moved or deleted/);
  });

  test('says of the sample that no file holds it', async () => {
    const client = createInProcessClient();
    onTestFinished(() => client.stop());
    await client.call('openSample', { seed: 1 });
    const traces = await client.call('listTraces', {
      filter: {},
      sort: { key: 'start', descending: false },
      offset: 0,
      limit: 1,
    });
    const traceId = traces.ok ? traces.result.rows[0].traceId : '';
    const reply = await client.call('getRecord', { traceId, alignClocks: false, span: 0 });
    expect(reply).toMatchObject({ ok: true, result: { text: null, file: 'Sample incident', offset: -1 } });
  });

  test('of a span united from partial copies it gives one and says so', async () => {
    const [client] = makeSpans(1, 1);
    const whole = (JSON.parse(asZipkin([client])) as unknown[][])[0][0] as Record<string, unknown>;
    const { duration: _, ...early } = whole;
    const engine = createEngine();
    const source = makeSource(JSON.stringify([early, whole]));
    await engine.openSource({ source }, WAITED_FOR);
    const params = { traceId: client.traceId, alignClocks: false, span: 0 };
    const { result } = await engine.getRecord(params, WAITED_FOR);
    expect(JSON.parse(result.text!)).toEqual(whole);
    expect(result.problem).toMatch(/this is one of them/);
  });

  test('stops reading once nobody waits, and keeps nobody else waiting', async () => {
    let isWaitedFor = true;
    const reads = { count: 0 };
    const stored = gzip(asJaeger(makeSpans(2000, 4)));
    const engine = createEngine();
    const source: SourceFile = {
      name: 'a.gz',
      size: stored.length,
      async *chunks(...range) {
        for await (const chunk of makeSource(stored, '', 1000).chunks(...range)) {
          reads.count++;
          yield chunk;
        }
      },
    };
    await engine.openSource({ source }, WAITED_FOR);
    const params = { traceId: makeSpans(2000, 4).at(-1)!.traceId, alignClocks: false, span: 0 };
    reads.count = 0;
    const record = engine.getRecord(params, {
      isCancelled: () => !isWaitedFor,
      isEnough: () => false,
      onProgress: () => undefined,
    });
    const ended = record.catch((error: unknown) => error);
    do {
      // oxlint-disable-next-line no-await-in-loop -- answered while the record is being read
      expect((await engine.getSummary({ filter: {} }, WAITED_FOR)).result.traceCount).toBe(2000);
    } while (reads.count === 0);
    isWaitedFor = false;
    expect(await ended).toMatchObject({ code: 'cancelled' });
    expect(reads.count).toBeLessThan(stored.length / 1000);
  });
});

describe('getSpan', () => {
  test('lists the links of other spans to the one shown, also from other traces', async () => {
    const at = { startTimeUnixNano: '1700000000000000000', endTimeUnixNano: '1700000000000000009' };
    const [traceA, traceB] = ['0'.repeat(31) + 'a', '0'.repeat(31) + 'b'];
    const target = { traceId: traceA, spanId: '00000000000000a1', name: 'target', ...at };
    const links = [{ traceId: traceA, spanId: target.spanId, attributes: [] }];
    const sameIdElsewhere = [{ traceId: traceB, spanId: target.spanId }];
    const spans = [
      target,
      {
        traceId: traceA,
        spanId: '00000000000000a2',
        parentSpanId: target.spanId,
        name: 'near',
        links,
        ...at,
      },
      { traceId: traceB, spanId: '00000000000000b1', name: 'far', links, ...at },
      { traceId: traceB, spanId: '00000000000000b2', name: 'other', links: sameIdElsewhere, ...at },
    ];
    const engine = createEngine();
    const source = makeSource(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    await engine.openSource({ source }, WAITED_FOR);
    const params = { traceId: traceA, alignClocks: false, span: 0 };
    const { result } = await engine.getSpan(params, WAITED_FOR);
    expect(result.linkedFrom.map(({ traceId, spanId, name }) => [traceId, spanId, name?.operation])).toEqual([
      [traceA, '00000000000000a2', 'near'],
      [traceB, '00000000000000b1', 'far'],
    ]);
  });

  test('lists links that name its trace with 64 bits, as one side of a trace may', async () => {
    const at = { startTimeUnixNano: '1700000000000000000', endTimeUnixNano: '1700000000000000009' };
    const [low, spanId] = ['463ac35c9f6413ad', '00000000000000A1'];
    const whole = { traceId: `48485a3953bb6124${low}`, name: 'target', spanId, ...at };
    const links = [{ traceId: low, spanId: spanId.toLowerCase() }];
    const caller = { traceId: '0'.repeat(31) + 'b', spanId: '00000000000000b1', name: 'far', links, ...at };
    const engine = createEngine();
    const spans = [whole, caller];
    const source = makeSource(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    await engine.openSource({ source }, WAITED_FOR);
    const params = { traceId: whole.traceId, alignClocks: false, span: 0 };
    const { result } = await engine.getSpan(params, WAITED_FOR);
    expect(result.linkedFrom).toMatchObject([{ spanId: caller.spanId, name: { operation: 'far' } }]);
  });
});
