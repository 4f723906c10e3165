import { describe, expect, test } from 'vitest';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import { readRecord, type RecordText } from '../../../src/core/import/read-record.ts';
import { spanIdOf as canonicalSpanId } from '../../../src/core/import/values/ids.ts';
import { NO_PLACE, spanIdOf, type Dataset } from '../../../src/core/model/dataset.ts';
import type { SourceFile } from '../../../src/core/model/source.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { hasSamples, listSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { asJaeger, asOtlpLines, asTracAgg, asZipkin, makeSpans } from '../../fixtures/made-files.ts';
import { frame, makeTar, makeZip, storeZstd, type Member } from './bytes/archives.ts';
import { gzip, makeSource, open, utf16 } from './source-files.ts';

async function datasetOf(source: SourceFile): Promise<Dataset> {
  const builder = new DatasetBuilder();
  await open(source, undefined, undefined, builder);
  return builder.finish();
}

/** Up to `most` spans of `dataset`, evenly spread. */
function someSpans({ spans }: Dataset, most: number): SpanIndex[] {
  const step = Math.max(1, Math.floor(spans.length / most));
  return Array.from({ length: Math.ceil(spans.length / step) }, (_, i) => (i * step) as SpanIndex);
}

function recordOf(source: SourceFile, dataset: Dataset, span: SpanIndex): Promise<RecordText | null> {
  return readRecord(source, dataset.spans.place[span], spanIdOf(dataset, span));
}

/** The id and the name that a record of any format states of its span. */
function identify(text: string): { id: string; name: string } {
  const record = JSON.parse(text) as Record<string, string | undefined>;
  return {
    id: record.spanId ?? record.span_id ?? record.spanID ?? record.id ?? '',
    name: record.name ?? record.operationName ?? record.operation_name ?? '',
  };
}

const SPANS = makeSpans(300, 4);
const ASTRAL = asTracAgg(SPANS).replaceAll('work 1', 'Arbeit – 作業 💼');

/** Texts of several kinds, with files between that give no text. */
const ARCHIVED: readonly Member[] = [
  { name: 'picture.png', content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a) },
  { name: 'a.json', content: asJaeger(SPANS.slice(0, 400)) },
  { name: '__MACOSX/._a.json', content: 'x'.repeat(50) },
  { name: 'b.jsonl.gz', content: gzip(`\u{feff}${asOtlpLines(SPANS.slice(400, 600))}`) },
  { name: 'page.html', content: '<!doctype html><html></html>' },
  { name: 'c.json', content: utf16(asZipkin(SPANS.slice(600, 1000)), 'LE', '\u{feff}') },
  { name: 'notes.txt', content: 'nothing here\n' },
  { name: 'd.json', content: asTracAgg(SPANS.slice(1000)) },
];

describe('the record of each span, read again from', () => {
  const files: Record<string, string | Uint8Array> = {
    'Jaeger JSON': asJaeger(SPANS),
    'pretty-printed Jaeger JSON': JSON.stringify(JSON.parse(asJaeger(SPANS)), null, 2),
    'Zipkin traces': asZipkin(SPANS),
    'a list of Zipkin spans': JSON.stringify((JSON.parse(asZipkin(SPANS)) as unknown[]).flat()),
    'one Zipkin span': JSON.stringify((JSON.parse(asZipkin(SPANS.slice(0, 1))) as unknown[][])[0][0]),
    'TracAgg JSON': asTracAgg(SPANS),
    'OTLP lines': asOtlpLines(SPANS),
    'CRLF and a byte order mark': `\u{feff}${asOtlpLines(SPANS).replaceAll('\n', '\r\n')}`,
    'an envelope': JSON.stringify({ response: { body: JSON.parse(asJaeger(SPANS)) as unknown } }),
    'an envelope of lines': asOtlpLines(SPANS)
      .split('\n')
      .map((line) => `{"message":${line}}`)
      .join('\n'),
    gzip: gzip(ASTRAL),
    'gzip in gzip': gzip(gzip(ASTRAL)),
    'UTF-16': utf16(ASTRAL, 'LE', '\u{feff}'),
    'UTF-8 beyond ASCII': ASTRAL,
    'a container log': asOtlpLines(SPANS)
      .split('\n')
      .map((line) => `2026-03-19T07:48:16.12Z stdout F ${line}`)
      .join('\n'),
    'a file cut in the middle': asJaeger(SPANS).slice(0, 100_000),
    zstd: storeZstd(ASTRAL),
    'collector frames': frame([0, 400, 800].map((at) => storeZstd(asOtlpLines(SPANS.slice(at, at + 400))))),
    'a ZIP archive': makeZip(ARCHIVED),
    'a tar archive': makeTar(ARCHIVED),
    'a tar archive in gzip': gzip(makeTar(ARCHIVED)),
    'a ZIP archive in another': makeZip([...ARCHIVED, { name: 'in.zip', content: makeZip(ARCHIVED) }]),
  };
  for (const [name, content] of Object.entries(files))
    test.each([977, 1 << 23])(`${name}, in chunks of %i bytes`, async (chunkSize) => {
      const source = makeSource(content, 'file', chunkSize);
      const dataset = await datasetOf(source);
      expect(dataset.spans.length).toBeGreaterThan(0);
      for (const span of someSpans(dataset, 25)) {
        // oxlint-disable-next-line no-await-in-loop -- each from the file
        const record = await recordOf(source, dataset, span);
        expect(record).toMatchObject({ end: 'whole', place: dataset.spans.place[span] });
        const { id, name: operation } = identify(record!.text);
        expect(id).toBe(spanIdOf(dataset, span));
        expect(operation).toBe(dataset.operations[dataset.spans.operation[span]].name);
      }
    });
});

test('a record is given as it stands, blanks and digits and all', async () => {
  const own =
    '{ "id" : "00000000000000ab",\n\t"traceId":"1", "kind":"CLIENT", "timestamp": 1.50e3 , "duration":7 }';
  const source = makeSource(`[ ${own} ]`);
  const dataset = await datasetOf(source);
  expect(await recordOf(source, dataset, 0 as SpanIndex)).toEqual({ text: own, place: 2, end: 'whole' });
});

test('of a record that holds many spans only the one is given', async () => {
  const span = (id: string) => ({ spanID: id, startTimeUnixNano: '1700000000000000000', durationNanos: '5' });
  const traces = [{ traceID: '1', spanSets: [{ spans: [span('a1'), span('a2')], matched: 2 }] }];
  const source = makeSource(JSON.stringify({ traces }));
  const dataset = await datasetOf(source);
  const record = await recordOf(source, dataset, 1 as SpanIndex);
  expect(JSON.parse(record!.text)).toEqual(span('a2'));
});

test('a span that links to itself is not taken for its link', async () => {
  const id = '00000000000000a1';
  const span = { links: [{ traceId: '01', spanId: id }], traceId: '01', spanId: id, name: 'self' };
  const source = makeSource(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
  const dataset = await datasetOf(source);
  const record = await recordOf(source, dataset, 0 as SpanIndex);
  expect(JSON.parse(record!.text)).toEqual(span);
});

test('ids in base64 are those of the span', async () => {
  const span = { traceId: 'AAAAAAAAAAAAAAAAAAAAAQ==', spanId: 'AAAAAAAAAKE=', name: 'x' };
  const source = makeSource(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
  const dataset = await datasetOf(source);
  expect(spanIdOf(dataset, 0 as SpanIndex)).toBe('00000000000000a1');
  const record = await recordOf(source, dataset, 0 as SpanIndex);
  expect(JSON.parse(record!.text)).toEqual(span);
});

test('a document in a string is given as the string', async () => {
  const text = JSON.stringify(asOtlpLines(SPANS.slice(0, 1)));
  const source = makeSource(text);
  const dataset = await datasetOf(source);
  expect(await recordOf(source, dataset, 0 as SpanIndex)).toEqual({ text, place: 0, end: 'whole' });
});

test('of a record larger than a megabyte the beginning is given', async () => {
  const span = { id: 'a1', traceId: '1', kind: 'CLIENT', timestamp: 1, tags: { body: 'x'.repeat(2e6) } };
  const source = makeSource(JSON.stringify([span]));
  const dataset = await datasetOf(source);
  const record = await recordOf(source, dataset, 0 as SpanIndex);
  expect(record!.end).toBe('large');
  expect(record!.text).toMatch(/^\{"id":"a1",.*x$/);
  expect(record!.text.length).toBeGreaterThan(1e6);
});

test('another file at the same place is told from the one that was read', async () => {
  const source = makeSource(asJaeger(SPANS));
  const dataset = await datasetOf(source);
  for (const other of [asJaeger(SPANS.slice(40)), '', ' '.repeat(1e6), asZipkin(SPANS)])
    // oxlint-disable-next-line no-await-in-loop -- each its own file
    expect(await recordOf(makeSource(other), dataset, 700 as SpanIndex)).toBeNull();
});

/** Files whose records hold many spans. */
const NESTED = /tempo-search/;

describe.skipIf(!hasSamples)('the real files', { timeout: 60_000 }, () => {
  test('give the record of every span they hold', async () => {
    let fileCount = 0;
    for (const path of hasSamples ? listSamples() : []) {
      const source = makeSource(sampleBytes(path), path, 1 << 23);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const dataset = await datasetOf(source);
      if (dataset.spans.length > 0) fileCount++;
      for (const span of someSpans(dataset, 20)) {
        expect(dataset.spans.place[span], path).not.toBe(NO_PLACE);
        // oxlint-disable-next-line no-await-in-loop -- each from the file
        const record = await recordOf(source, dataset, span);
        expect(record, path).not.toBeNull();
        expect(record!.place !== dataset.spans.place[span], path).toBe(NESTED.test(path));
        expect(canonicalSpanId(identify(record!.text).id), path).toBe(spanIdOf(dataset, span));
      }
    }
    expect(fileCount).toBeGreaterThan(200);
  });
});
