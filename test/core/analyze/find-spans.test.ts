import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSpans, findUnknownKeys, settleQuery } from '../../../src/core/analyze/find-spans.ts';
import { computeSelfTime } from '../../../src/core/analyze/self-time.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { type Dataset, spanIdOf } from '../../../src/core/model/dataset.ts';
import { parseSpanQuery } from '../../../src/core/model/parse-span-query.ts';
import { AttributeType, SpanKind, StatusCode } from '../../../src/core/model/span-enums.ts';
import type { SpanIndex, TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans, timeAt } from '../../fixtures/build-spans.ts';
import { hasSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { drawTraces } from '../../fixtures/picture.ts';
import { readContent } from '../../fixtures/read-files.ts';

function searched(dataset: Dataset, trace = 0) {
  const slice = sliceTrace(dataset, trace as TraceIndex);
  const selfTime = computeSelfTime(slice, 0 as SpanIndex, slice.spans.length as SpanIndex);
  return { dataset, slice, selfTime };
}

/** Ids of the spans that `query` finds in a trace. */
function find(dataset: Dataset, query: string, trace = 0): string[] {
  const { slice, selfTime } = searched(dataset, trace);
  return Array.from(findSpans({ dataset, slice, selfTime }, parseSpanQuery(query)), (at) =>
    spanIdOf(dataset, slice.spanOf[at as SpanIndex]),
  );
}

const shop = drawTraces(`
  shop: GET /cart [server]          ==------==
    db: SELECT [client]               --
    pay: charge [client error]           ===
      db: INSERT [client]                 -

  shop: POST /checkout [server]     ----------
`);

/** One trace in which everything that can be found stands once. */
const telling = (() => {
  const builder = addSpans([]);
  const { STRING } = AttributeType;
  const attribute = (key: string, type: AttributeType, value: string) => builder.attribute(key, type, value);
  const resource = builder.resource({
    service: 'payment',
    attributes: [attribute('service.version', STRING, '2.8.1'), attribute('region', STRING, 'eu')],
  });
  const event = (name: string, key: string, value: string) => ({
    name,
    time: timeAt(1),
    attributes: [attribute(key, STRING, value)],
  });
  addSpans(
    [
      { id: 'r', ms: 100, attributes: { 'http.route': '/Cart/{id}', 'http.status_code': '500' } },
      { id: 'a', parent: 'r', ms: 10, resource, kind: SpanKind.SERVER },
      { id: 'b', parent: 'r', ms: 20, events: [event('Retry', 'attempt', '3')] },
      { id: 'c', parent: 'r', ms: 30, status: StatusCode.ERROR, statusMessage: 'Connection Refused' },
      { id: 'd', parent: 'r', ms: null, attributes: { 'http.status_code': '404', empty: '' } },
      { id: 'elsewhere', traceId: 'other', attributes: { 'other.key': 'x', 'http.route': '/far' } },
    ],
    builder,
  );
  return builder.finish();
})();

describe('findSpans', () => {
  test.each([
    ['', []],
    ['shop', ['s0']],
    ['db', ['s1', 's3']],
    ['DB insert', ['s3']],
    ['db -insert', ['s1']],
    ['-db', ['s0', 's2']],
    ['nowhere', []],
    ['t0', ['s0', 's1', 's2', 's3']], // the id of the trace
    ['t1', []],
    ['s2', ['s2']],
    ['service:d', ['s1', 's3']],
    ['service:=d', []],
    ['service:=db', ['s1', 's3']],
    ['service!=db', ['s0', 's2']],
    ['name:CHAR', ['s2']],
    ['operation:="GET /cart"', ['s0']],
    ['kind:client', ['s1', 's2', 's3']],
    ['kind:client -service:db', ['s2']],
    ['error', ['s2']],
    ['status:error', ['s2']],
    ['-error', ['s0', 's1', 's3']],
    ['status:unset', ['s0', 's1', 's3']],
    ['id:s1', ['s1']],
    ['id:t', ['s0', 's1', 's2', 's3']],
    ['duration>3ms', ['s0']],
    ['duration>=3ms', ['s0', 's2']],
    ['dur<2ms', ['s3']],
    ['dur<=2ms', ['s1', 's3']],
    ['dur=2ms', ['s1']],
    ['self>2ms', ['s0']], // 10 less 2 and 3
    ['self=2', ['s1', 's2']],
    ['self=5', ['s0']],
  ])('%s → %j', (query, expected) => {
    expect(find(shop, query)).toEqual(expected);
  });

  test.each([
    ['http.route:/cart', ['r']],
    ['HTTP.Route:/cart', ['r']],
    ['http.route:="/cart/{id}"', []],
    ['http.route="/Cart/{id}"', ['r']],
    ['{id}', ['r']],
    ['route', ['r']], // a key
    ['http.status_code:', ['r', 'd']],
    ['http.status_code>=500', ['r']],
    ['http.status_code<500', ['d']],
    ['http.status_code>500', []],
    ['http.status_code!=500', ['a', 'b', 'c', 'd']],
    ['http.route>=0', []], // no number
    ['empty>=0', []], // nor is nothing
    ['empty:', ['d']],
    ['2.8.1', ['a']],
    ['service.version:2.8', ['a']],
    ['region=eu', ['a']],
    ['event:retry', ['b']],
    ['event:=retry', []],
    ['event:=Retry', ['b']],
    ['attempt>2', ['b']],
    ['attempt', ['b']],
    ['retry', ['b']],
    ['refused', ['c']],
    ['"connection refused"', ['c']],
    ['duration>=0', ['r', 'a', 'b', 'c']], // d never ended
    ['self>=0', ['r', 'a', 'b', 'c']],
    ['far', []], // in another trace
  ])('%s → %j', (query, expected) => {
    expect(find(telling, query)).toEqual(expected);
  });

  test('in the second trace', () => {
    expect(find(shop, 'checkout', 1)).toEqual(['s0']);
    expect(find(telling, 'far', 1)).toEqual(['elsewhere']);
  });

  test('events and messages are those of the span itself, in every trace', () => {
    const spans = ['t', 'u', 'v'].flatMap((traceId) =>
      ['a', 'b', 'c'].map((id) => ({
        traceId,
        id: `${traceId}${id}`,
        statusMessage: `message ${id}`,
        events: [{ name: `event ${id}`, time: null, attributes: [] }],
      })),
    );
    const dataset = addSpans(spans).finish();
    for (const [trace, traceId] of ['t', 'u', 'v'].entries())
      for (const id of ['a', 'b', 'c'])
        for (const query of [`"message ${id}"`, `"event ${id}"`, `event:"event ${id}"`])
          expect(find(dataset, query, trace)).toEqual([`${traceId}${id}`]);
  });

  test('a word is found exactly where plain text search finds it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'é'), minLength: 1, maxLength: 3 });
    const span = fc.record({
      name: word,
      service: word,
      statusMessage: word,
      attributes: fc.dictionary(word, word, { maxKeys: 3 }),
    });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), word, (spans, text) => {
        const dataset = addSpans(spans.map((each, at) => ({ id: `#${at}`, ...each }))).finish();
        const holds = (field: string): boolean => field.toLowerCase().includes(text.toLowerCase());
        const expected = spans.flatMap(({ name, service, statusMessage, attributes }, at) =>
          [name, service, statusMessage, ...Object.entries(attributes).flat()].some(holds) ? [`#${at}`] : [],
        );
        expect(find(dataset, text).toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});

describe('settleQuery', () => {
  const settled = (dataset: Dataset, query: string) => {
    const search = searched(dataset);
    const meant = settleQuery(search, parseSpanQuery(query));
    const ids = Array.from(findSpans(search, meant), (at) =>
      spanIdOf(dataset, search.slice.spanOf[at as SpanIndex]),
    );
    return [ids.join(' '), findUnknownKeys(search, meant).length];
  };

  test.each([
    ['error:true', 'c'],
    ['Error=TRUE', 'c'],
    ['-error:false', 'c'],
    ['error!=false', 'c'],
    ['error:false', 'r a b d'],
    ['error=true self>=40ms', ''],
  ])('%s means the status where no attribute is called so', (query, found) => {
    expect(settled(telling, query)).toEqual([found, 0]);
  });

  test.each(['"error":true', 'error:maybe', 'error>5'])('%s means the attribute', (query) => {
    expect(settled(telling, query)).toEqual(['', 1]);
  });

  test('an attribute that is called so has its own say', () => {
    const builder = addSpans([
      { id: 'r', ms: 100, status: StatusCode.ERROR },
      { id: 'a', parent: 'r', ms: 10, attributes: { error: 'true' } },
    ]);
    expect(settled(builder.finish(), 'error:true')).toEqual(['a', 0]);
  });
});

describe('findUnknownKeys', () => {
  test.each([
    ['http.rout:x', ['No span of this trace has an attribute http.rout. Did you mean http.route?']],
    ['status_code:1', ['No span of this trace has an attribute status_code. Did you mean http.status_code?']],
    ['servce.version:1', [expect.stringContaining('Did you mean service.version?')]],
    ['atempt:1', [expect.stringContaining('Did you mean attempt?')]], // of an event
    ['-quite_another:1', ['No span of this trace has an attribute quite_another.']],
    ['other.key:x', ['No span of this trace has an attribute other.key.']], // of another trace
    ['HTTP.ROUTE: region=eu attempt>1 word service:x', []],
  ])('%s', (query, expected) => {
    expect(findUnknownKeys(searched(telling), parseSpanQuery(query))).toEqual(expected);
  });
});

describe.skipIf(!hasSamples)('a real trace', () => {
  test('is searched by what its file says', async () => {
    const { dataset } = await readContent(sampleBytes('jaeger-api/buildx-buildkit.json'));
    const count = (query: string) => find(dataset, query).length;
    expect(count('net.host.name:')).toBe(count('event:http.getconn.start'));
    expect(count('net.host.name:docker.internal')).toBeGreaterThan(0);
    expect(count('message.type=SENT') + count('-message.type=SENT')).toBe(dataset.spans.length);
  });
});
