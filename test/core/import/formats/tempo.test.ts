import { describe, expect, test } from 'vitest';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { readContent } from '../../../fixtures/read-files.ts';

const SPAN = {
  traceId: 'O6VWCcPN5JZJzXfR+dzZNg==',
  spanId: 'Sc130fnc2TY=',
  name: 'productpage',
  kind: 'SPAN_KIND_CLIENT',
  startTimeUnixNano: '1701779876570888123',
  endTimeUnixNano: '1701779876582820456',
  status: { code: 'STATUS_CODE_ERROR' },
};
/** The bytes of the ids: 3b a5 56 09 c3 cd e4 96 49 cd 77 d1 f9 dc d9 36 and 49 cd 77 d1 f9 dc d9 36. */
const READ = {
  trace: '3ba55609c3cde49649cd77d1f9dcd936',
  id: '49cd77d1f9dcd936',
  service: 'gateway',
  name: 'productpage',
  kind: 'CLIENT',
  status: 'ERROR',
  start: '1701779876570888123',
  duration: 11_932_333,
  resource: ['service.name: STRING gateway'],
};
const RESOURCE = { attributes: [{ key: 'service.name', value: { stringValue: 'gateway' } }] };
const BATCH = { resource: RESOURCE, scopeSpans: [{ scope: {}, spans: [SPAN] }] };

describe('Tempo’s spans are read from', () => {
  const hex = { ...SPAN, traceId: READ.trace, spanId: READ.id };

  test.each<[string, unknown]>([
    ['the v1 API, with ids in base64', { batches: [BATCH] }],
    ['the v2 API', { trace: { resourceSpans: [BATCH] }, metrics: { inspectedBytes: '1' } }],
    ['the v2 API under the old name', { trace: { batches: [BATCH] } }],
    ['a list of answers', [{ batches: [BATCH] }]],
    [
      'Grafana’s download, with ids in hexadecimal',
      { batches: [{ resource: RESOURCE, instrumentationLibrarySpans: [{ spans: [hex] }] }] },
    ],
  ])('%s', async (_, content) => {
    const { dataset, report } = await readContent(content);
    expect(describeSpans(dataset)).toEqual([READ]);
    expect(report.formats).toEqual(['Tempo JSON']);
    expect(report.diagnostics).toEqual([]);
  });
});

describe('a Tempo file says', () => {
  test('that the trace is partial', async () => {
    const { report } = await readContent({
      trace: { resourceSpans: [BATCH] },
      status: 'PARTIAL',
      message: 'trace exceeds max size',
    });
    expect(report.diagnostics).toEqual([
      { code: 'partial-export', count: 1, example: 'trace exceeds max size' },
    ]);
  });

  // 1701779876570888.2 µs as a double, times 1000, is printed with 17 digits.
  const rounded = {
    ...SPAN,
    startTimeUnixNano: '1701779876570888200',
    endTimeUnixNano: '1701779876582820400',
  };
  const grafana = (...spans: object[]): string =>
    JSON.stringify({
      batches: [{ resource: RESOURCE, instrumentationLibrarySpans: [{ spans }] }],
    }).replaceAll(/"(\d{19})"/g, '$1');

  test('that times were rounded, where no time has more than 17 digits', async () => {
    const { dataset, report } = await readContent(grafana(rounded));
    expect(describeSpans(dataset)[0]).toMatchObject({ start: '1701779876570888200', duration: 11_932_200 });
    expect(report.diagnostics).toEqual([{ code: 'lossy-number', count: 1, example: '1701779876570888200' }]);
  });

  test('nothing of rounding where one time has all its digits, or all are whole microseconds', async () => {
    const whole = { ...SPAN, startTimeUnixNano: '1701779876570888000' };
    expect((await readContent(grafana(rounded, { ...SPAN, spanId: 'a1' }))).report.diagnostics).toEqual([]);
    expect((await readContent(grafana(whole))).report.diagnostics).toEqual([]);
  });
});

describe('the answer to a search of Tempo', () => {
  const attribute = (key: string, stringValue: string): object => ({ key, value: { stringValue } });
  const found = {
    traceID: '9b3399072860ee000348b49b1f948935',
    rootServiceName: 'MissionControl',
    startTimeUnixNano: '1761840361601000000',
    spanSets: [
      {
        matched: 1,
        spans: [
          {
            spanID: 'fb2c5eefddf5f5b0',
            name: 'Launch',
            startTimeUnixNano: '1761840361771000000',
            durationNanos: '37824583',
            attributes: [
              attribute('span:parentID', '4dd7a6c7948cc0ef'),
              attribute('resource.service.name', 'RocketLaunchSystem'),
              attribute('kind', 'server'),
              attribute('status', 'error'),
            ],
          },
        ],
      },
    ],
  };

  test.each<[string, unknown]>([
    ['as it comes', { traces: [found], metrics: {} }],
    ['one trace cut out of it', found],
    [
      'with the set under its old name',
      { traces: [{ ...found, spanSets: undefined, spanSet: found.spanSets[0] }] },
    ],
  ])('is read, %s, and said to be partial', async (_, content) => {
    const { dataset, report } = await readContent(content);
    expect(describeSpans(dataset)).toMatchObject([
      {
        trace: '9b3399072860ee000348b49b1f948935',
        id: 'fb2c5eefddf5f5b0',
        parent: '4dd7a6c7948cc0ef',
        service: 'RocketLaunchSystem',
        name: 'Launch',
        kind: 'SERVER',
        status: 'ERROR',
        start: '1761840361771000000',
        duration: 37_824_583,
      },
    ]);
    expect(report.diagnostics).toMatchObject([{ code: 'partial-export', count: 1 }]);
  });

  test('may have durations that went below zero', async () => {
    const backwards = structuredClone(found);
    backwards.spanSets[0].spans[0].durationNanos = '18446744073709451616'; // 2^64 − 100,000
    const { dataset } = await readContent(backwards);
    expect(describeSpans(dataset)[0]).toMatchObject({ duration: 0, flags: ['ORPHAN', 'NEGATIVE_DURATION'] });
  });
});
