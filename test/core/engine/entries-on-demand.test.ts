import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { SpanDetail } from '../../../src/core/engine/trace-answers.ts';
import type { Detail, SourceFile, WorkContext } from '../../../src/core/model/source.ts';
import { hasSamples, listSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { asZipkin, makeSpans } from '../../fixtures/made-files.ts';
import { gzip, makeSource } from '../import/source-files.ts';

/** Somebody waits for all of it. */
const PATIENT: WorkContext = { isCancelled: () => false, isEnough: () => false, onProgress: () => undefined };
/** So many spans of a file are compared. */
const MOST_SPANS = 40;

/** The details of the first spans of a file that is held with this much detail. */
async function detailsOf(source: SourceFile, detail: Detail): Promise<SpanDetail[]> {
  const engine = createEngine();
  await engine.openSource({ source, detail }, PATIENT);
  const part = { sort: { key: 'start', descending: false }, offset: 0, limit: MOST_SPANS } as const;
  const { rows } = (await engine.listTraces({ filter: {}, ...part }, PATIENT)).result;
  const asked = rows.flatMap(({ traceId, spanCount }) =>
    Array.from({ length: spanCount }, (_, span) => ({ traceId, alignClocks: false, span })),
  );
  const answers = asked.slice(0, MOST_SPANS).map((params) => engine.getSpan(params, PATIENT));
  return (await Promise.all(answers)).map(({ result }) => result);
}

const OTLP = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: '0123456789abcdef0123456789abcdef',
              spanId: '0123456789abcdef',
              name: 'buy',
              startTimeUnixNano: '1793491200000000000',
              endTimeUnixNano: '1793491200000009000',
              attributes: [
                { key: 'cart', value: { intValue: '9007199254740993' } },
                { key: 'tale', value: { stringValue: 'a "quoted" \u{1f600} tale' } },
              ],
              events: [
                {
                  name: 'paid',
                  timeUnixNano: '1793491200000004000',
                  attributes: [{ key: 'by', value: { stringValue: 'card' } }],
                },
              ],
              links: [{ traceId: '0123456789abcdef0123456789abcdef', spanId: '0123456789abcdef' }],
            },
          ],
        },
      ],
    },
  ],
});

describe('attributes, events and links that are not held', () => {
  test('are read again from the file where a span is looked at', async () => {
    const [detail] = await detailsOf(makeSource(OTLP), 'no-attributes');
    expect(detail).toMatchObject({
      problem: null,
      attributes: [
        { key: 'cart', value: '9007199254740993' },
        { key: 'tale', value: 'a "quoted" \u{1f600} tale' },
      ],
      events: [{ name: 'paid', offset: 4000, attributes: [{ key: 'by', value: 'card' }] }],
      links: [{ spanId: '0123456789abcdef', isLoaded: true, name: { service: 'shop', operation: 'buy' } }],
    });
  });

  test('also of a compressed file', async () => {
    const [detail] = await detailsOf(makeSource(gzip(asZipkin(makeSpans(3)))), 'no-attributes');
    expect(detail.problem).toBeNull();
    expect(detail).toEqual((await detailsOf(makeSource(asZipkin(makeSpans(3))), 'all'))[0]);
  });

  test('are said to be missing where the file has changed since', async () => {
    let isChanged = false;
    const file = makeSource(OTLP);
    const other = makeSource(OTLP.replaceAll('0123456789abcdef', 'fedcba9876543210'));
    const source = {
      ...file,
      chunks: (...range: [number?, number?]) => (isChanged ? other : file).chunks(...range),
    };
    const engine = createEngine();
    await engine.openSource({ source, detail: 'no-attributes' }, PATIENT);
    isChanged = true;
    const params = { traceId: '0123456789abcdef0123456789abcdef', alignClocks: false, span: 0 };
    const { result } = await engine.getSpan(params, PATIENT);
    expect(result).toMatchObject({ attributes: [], events: [], links: [] });
    expect(result.problem).toContain('changed');
  });
});

describe.skipIf(!hasSamples)('of every sample they are what they would be if they were held', () => {
  const small = listSamples().filter((path) => sampleBytes(path).length < 1 << 16);
  test.each(small)('%s', async (path) => {
    const source = makeSource(sampleBytes(path), path);
    const held = await detailsOf(source, 'all');
    const read = await detailsOf(source, 'no-attributes');
    // Of a span that was united from copies, one of them is read.
    const isOne = ({ problem }: SpanDetail) => problem?.includes('united') === true;
    const expected = held.map((detail, at) => (isOne(read[at]) ? read[at] : detail));
    const withoutLinks = (details: SpanDetail[]) => details.map((detail) => ({ ...detail, linkedFrom: [] }));
    expect(withoutLinks(read)).toEqual(withoutLinks(expected));
  });
});
