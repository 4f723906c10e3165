import { describe, expect, test } from 'vitest';
import { codeAttribute, countKeys, listKeys } from '../../../src/core/analyze/attribute-columns.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { AttributeType } from '../../../src/core/model/span-enums.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans } from '../../fixtures/build-spans.ts';
import { hasSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { readContent } from '../../fixtures/read-files.ts';

const dataset = (() => {
  const builder = addSpans([]);
  const attribute = (key: string, value: string) => builder.attribute(key, AttributeType.STRING, value);
  const resource = builder.resource({
    service: 'shop',
    attributes: [attribute('region', 'eu'), attribute('host', 'h1')],
  });
  addSpans(
    [
      { id: 'r', ms: 9, resource, attributes: { route: '/cart' } },
      { id: 'a', parent: 'r', resource, attributes: { route: '/pay', region: 'us' } },
      { id: 'b', parent: 'r', resource, attributes: { route: '/cart' } },
      { id: 'c', parent: 'r', events: [{ name: 'e', time: null, attributes: [attribute('attempt', '1')] }] },
      { id: 'x', traceId: 'other', attributes: { elsewhere: '1' } },
    ],
    builder,
  );
  return builder.finish();
})();
const slice = sliceTrace(dataset, 0 as TraceIndex);

test('countKeys: keys of spans and resources, most spans first', () => {
  expect(countKeys(dataset, slice)).toEqual([
    { key: 'route', spanCount: 3, valueCount: 2 },
    { key: 'region', spanCount: 3, valueCount: 2 }, // the resource's eu on r and b, the span's own us on a
    { key: 'host', spanCount: 3, valueCount: 1 },
  ]);
});

test('countKeys: the order is that of the counts, not that of appearance', () => {
  const spans = [{ rare: '1', some: '1', common: '1' }, { common: '1', some: '1' }, { common: '1' }];
  const counted = addSpans(spans.map((attributes, at) => ({ id: `#${at}`, attributes }))).finish();
  const keys = countKeys(counted, sliceTrace(counted, 0 as TraceIndex));
  expect(keys.map(({ key, spanCount }) => [key, spanCount])).toEqual([
    ['common', 3],
    ['some', 2],
    ['rare', 1],
  ]);
});

test('listKeys: those of events too', () => {
  expect(listKeys(dataset, slice).toSorted()).toEqual(['attempt', 'host', 'region', 'route']);
});

describe('codeAttribute', () => {
  const valuesOf = (key: string): (string | null)[] => {
    const { values, code } = codeAttribute(dataset, slice, key);
    return Array.from(code, (own) => (own < 0 ? null : dataset.strings.get(values[own])));
  };
  test.each([
    ['route', ['/cart', '/pay', '/cart', null]],
    ['region', ['eu', 'us', 'eu', null]],
    ['host', ['h1', 'h1', 'h1', null]],
    ['attempt', [null, null, null, null]],
    ['elsewhere', [null, null, null, null]],
    ['never heard of', [null, null, null, null]],
  ])('%s', (key, expected) => {
    expect(valuesOf(key)).toEqual(expected);
  });

  test('each value is there once', () => {
    expect(codeAttribute(dataset, slice, 'route').values).toHaveLength(2);
  });
});

test.skipIf(!hasSamples)('a real trace: each key is in as many spans as its column', async () => {
  const { dataset: real } = await readContent(sampleBytes('jaeger-api/buildx-buildkit.json'));
  const trace = sliceTrace(real, 0 as TraceIndex);
  const keys = countKeys(real, trace);
  expect(keys.length).toBeGreaterThan(5);
  for (const { key, spanCount, valueCount } of keys) {
    const { code, values } = codeAttribute(real, trace, key);
    expect([key, code.filter((own) => own >= 0).length, values.length]).toEqual([key, spanCount, valueCount]);
  }
});
