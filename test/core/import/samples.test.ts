import { describe, expect, test } from 'vitest';
import {
  checkEveryWay,
  checkSample,
  hasSamples,
  listSamples,
  PIECES,
  sampleBytes,
  type SampleSummary,
  summarize,
} from '../../fixtures/check-sample.ts';
import { assertIntegrity } from '../../fixtures/dataset-integrity.ts';
import { describeSpans } from '../../fixtures/describe-dataset.ts';
import { readFiles } from '../../fixtures/read-files.ts';

type Row = Omit<SampleSummary, 'format'>;

function row(
  traces: number,
  spans: number,
  services: number,
  errors: number,
  diagnostics: Row['diagnostics'] = {},
): Row {
  return { traces, spans, services, errors, diagnostics };
}

/**
 * Counts are those of `../shared/samples/INDEX.md`; where a row differs, the comment says why. INDEX counts services that
 * have a name: the row of a file without any has 1, "unknown service".
 */
const OTLP: Record<string, Row> = {
  'otlp/bishoku-yada.json': row(1, 12, 5, 0),
  'otlp/dataprepper-both-span-types.json': row(1, 3, 1, 0),
  'otlp/dataprepper-no-spans.json': row(0, 0, 0, 0),
  'otlp/dataprepper-request-base64.json': row(1, 3, 1, 0),
  'otlp/duckdb-deep-nesting.jsonl': row(1, 1, 1, 0, { 'unfinished-span': 1, 'unknown-start': 1 }),
  'otlp/duckdb-large-attrs.jsonl': row(1, 1, 1, 0, { 'unfinished-span': 1, 'unknown-start': 1 }),
  'otlp/gcp-traces_basic-otlp.json': row(15, 45, 2, 0),
  // The file holds the same span twice; INDEX counts both.
  'otlp/jaegerui-otlp-in.json': row(1, 1, 1, 0, { 'duplicate-span': 1, 'orphan-span': 1, 'no-root': 1 }),
  'otlp/java-otlp-logging-noenvelope.json': row(2, 2, 1, 1),
  'otlp/java-otlp-logging-wrapper.json': row(2, 2, 1, 1),
  'otlp/otelgui-late-root-part1.json': row(1, 5, 3, 0, { 'orphan-span': 2, 'no-root': 1 }),
  'otlp/otelgui-late-root-part2.json': row(1, 2, 2, 0, { 'orphan-span': 2, 'no-root': 1 }),
  'otlp/otelgui-late-root-part3.json': row(1, 2, 1, 0),
  'otlp/otelgui-links.json': row(1, 1, 1, 0),
  'otlp/otelgui-orphan-span.json': row(1, 3, 2, 0, { 'orphan-span': 1 }),
  'otlp/otlp2parquet-trace.json': row(1, 2, 1, 0, { 'orphan-span': 1, 'no-root': 1 }),
  'otlp/otlp2parquet-traces.jsonl': row(19, 19, 8, 0, { 'orphan-span': 13, 'no-root': 13 }),
  'otlp/proto-example-trace.json': row(1, 1, 1, 0, { 'orphan-span': 1, 'no-root': 1 }),
  'otlp/robotframework-diverse-full.jsonl': row(1, 1632, 1, 15, { 'orphan-span': 20, 'no-root': 1 }),
  'otlp/robotframework-essvt.jsonl': row(168, 1066, 3, 57),
  'otlp/scalyr-dataset-traces.json': row(1, 2, 1, 0),
  'derived/otlp-essvt.crlf.jsonl': row(168, 1066, 3, 57),
  'derived/otlp-essvt.jsonl.gz': row(168, 1066, 3, 57),
  'derived/otlp-essvt-two-gzip-members.jsonl.gz': row(168, 1066, 3, 57),
  'derived/otlp-essvt.jsonl.zst': row(168, 1066, 3, 57),
  'derived/otlp-essvt.collector-fileexporter-framed.json.zst': row(168, 1066, 3, 57),
  // The first three lines of the file.
  'derived/otlp-docker-json-log.log': row(82, 730, 3, 32, {
    'log-prefix': 3,
    'orphan-span': 8,
    'no-root': 1,
  }),
  'derived/otlp-k8s-container-log-prefix.log': row(82, 730, 3, 32, {
    'log-prefix': 3,
    'orphan-span': 8,
    'no-root': 1,
  }),
  // The spans that are whole in front of the cut, the cut line's among them.
  'derived/otlp-essvt.truncated-midline.jsonl': row(89, 758, 3, 36, {
    'cut-off': 1,
    'orphan-span': 22,
    'no-root': 8,
  }),
  'invalid/jaegerui-otlp-in-error.json': row(1, 1, 1, 0, { 'orphan-span': 1, 'no-root': 1 }),
  'invalid/otlp2parquet-invalid_base64.json': row(1, 1, 1, 0),
  'invalid/otlp2parquet-invalid_kind.json': row(1, 1, 1, 0, { 'unknown-kind': 1 }),
  'invalid/robotframework-malformed.jsonl': row(3, 3, 1, 0, {
    'invalid-record': 2,
    'unknown-record': 1,
    'orphan-span': 2,
    'no-root': 2,
  }),
};

const TEMPO: Record<string, Row> = {
  'tempo/kiali-responseTrace-base64.json': row(1, 8, 5, 0),
  'grafana-download/vikrant-batches-numbers.json': row(5, 23, 8, 6),
  'grafana-download/vikrant-parallel-siblings.json': row(1, 7, 4, 0),
};

const TEMPO_SEARCH: Record<string, Row> = {
  // Services are attributes here, which INDEX does not count.
  'tempo/tempo-search-spanset-nojaf.json': row(1, 28, 6, 0, { 'partial-export': 1 }),
};

const JAEGER: Record<string, Row> = {
  'jaeger-api/buildx-buildkit.json': row(1, 73, 2, 0),
  // INDEX counts error=true only; four more spans have error="ClientSideError".
  'jaeger-api/crisp-18.json': row(1, 9, 9, 5),
  'jaeger-api/deathstarbench-nested-refs.json': row(20, 660, 12, 0),
  'jaeger-api/jaeger-ui_01-model.json': row(1, 5, 2, 1, {
    'source-warning': 3,
    'conflicting-span': 2,
    'several-roots': 1,
  }),
  'jaeger-api/jaegerui-span-longer-than-parent.json': row(1, 8, 2, 0),
  'derived/jaeger-buildx-copy.json': row(1, 73, 2, 0),
  'derived/jaeger-buildx.json.gz': row(1, 73, 2, 0),
  'derived/jaeger-buildx.utf16le-bom-crlf.json': row(1, 73, 2, 0),
  'derived/jaeger-buildx.utf8bom.json': row(1, 73, 2, 0),
  'derived/jaeger-buildx.trailing-comma.json': row(1, 73, 2, 0, { 'misplaced-comma': 1 }),
  // The processes stood behind the cut.
  'derived/jaeger-buildx.truncated.json': row(1, 48, 1, 0, {
    'cut-off': 1,
    'missing-resource': 48,
    'orphan-span': 22,
    'no-root': 1,
  }),
  'invalid/crisp-err1-pattern1.json': row(1, 2, 2, 2),
};

/** INDEX counts parts; here are spans. */
const ZIPKIN: Record<string, Row> = {
  'zipkin/ascend.json': row(1, 8, 3, 0, { 'shared-span': 2 }),
  // Nine equal parts.
  'zipkin/contrib-sample1.json': row(1, 1, 1, 0, { 'duplicate-span': 8, 'orphan-span': 1, 'no-root': 1 }),
  'zipkin/envoy.json': row(1, 1, 1, 0),
  'zipkin/messaging.json': row(1, 4, 2, 0),
  'zipkin/messaging2.json': row(1, 11, 4, 0, { 'orphan-span': 6 }),
  'zipkin/simple-db-p6.json': row(1, 5, 1, 0),
  // 175 parts; five reports of `receive iot-events360` without an end, from two instances, are two spans.
  'zipkin/smartthings-oauth.json': row(1, 172, 8, 2, {
    'merged-span': 3,
    'shared-span': 42,
    'unfinished-span': 16,
  }),
  'zipkin/yelp.json': row(1, 16, 6, 0, { 'shared-span': 3 }),
  'zipkin/zipkin2-chinese.json': row(1, 1, 1, 1, { 'orphan-span': 1, 'no-root': 1 }),
  'zipkin/zipkin2-client-singleobject.json': row(1, 1, 1, 0, { 'orphan-span': 1, 'no-root': 1 }),
  'derived/zipkin-yelp.utf16be-bom.json': row(1, 16, 6, 0, { 'shared-span': 3 }),
  // zipkin/yelp.json and zipkin/ascend.json.
  'derived/zipkin-two-arrays-concatenated.json': row(2, 24, 9, 0, { 'shared-span': 5 }),
};

const ARCHIVE = 'derived/two-files.zip';

const FORMATS: Record<string, Record<string, Row>> = {
  'OTLP JSON': OTLP,
  'Tempo JSON': TEMPO,
  'Tempo search result': TEMPO_SEARCH,
  'Jaeger JSON': JAEGER,
  'Zipkin JSON': ZIPKIN,
};

const FOLDER = 'jaeger-api-dir/';

describe.skipIf(!hasSamples)('the real files', { timeout: 60_000 }, () => {
  for (const [format, rows] of Object.entries(FORMATS))
    for (const [path, expected] of Object.entries(rows)) checkSample(path, { format, ...expected });

  const folder = hasSamples ? listSamples().filter((path) => path.startsWith(FOLDER)) : [];

  test.each(folder)('%s', async (path) => {
    const { traces, spans } = summarize(await checkEveryWay(path));
    expect({ traces, spans }).toEqual({ traces: 1, spans: 11 });
  });

  test('a folder of 150 files dropped at once is 150 traces, which no order of files changes', async () => {
    const files = folder.map((path) => ({ name: path, content: sampleBytes(path) }));
    const read = await readFiles(files);
    const backwards = await readFiles(files.toReversed());
    assertIntegrity(read.dataset);
    expect(summarize(read)).toMatchObject({ traces: 150, spans: 1650, errors: 0 });
    expect(summarize(backwards)).toMatchObject(countsOf(summarize(read)));
  });

  test('three copies of one build under other encodings are one trace', async () => {
    const original = { name: 'a', content: sampleBytes('jaeger-api/buildx-buildkit.json') };
    const { dataset } = await readFiles([original]);
    for (const path of ['utf8bom.json', 'utf16le-bom-crlf.json', 'json.gz']) {
      const copy = { name: 'b', content: sampleBytes(`derived/jaeger-buildx.${path}`) };
      const { dataset: alone } = await readFiles([copy]);
      expect(describeSpans(alone)).toEqual(describeSpans(dataset));
      const both = await readFiles([original, copy]);
      expect(describeSpans(both.dataset)).toEqual(describeSpans(dataset));
      expect(summarize(both)).toMatchObject({ traces: 1, spans: 73, diagnostics: { 'duplicate-span': 73 } });
    }
  });

  test('a trace split over three files is whole when its root comes last', async () => {
    const parts = [1, 2, 3].map((part) => `otlp/otelgui-late-root-part${part}.json`);
    const read = await readFiles(parts.map((path) => ({ name: path, content: sampleBytes(path) })));
    expect(summarize(read)).toMatchObject({ traces: 1, spans: 9, diagnostics: {} });
  });

  test('an archive gives what its files give, in formats of their own', async () => {
    const { dataset, reports } = await readFiles([{ name: ARCHIVE, content: sampleBytes(ARCHIVE) }]);
    const paths = ['jaeger-api/buildx-buildkit.json', 'zipkin/yelp.json'];
    const loose = await readFiles(paths.map((name) => ({ name, content: sampleBytes(name) })));
    expect(describeSpans(dataset)).toEqual(describeSpans(loose.dataset));
    expect(reports[0]).toMatchObject({
      formats: ['Jaeger JSON', 'Zipkin JSON'],
      innerFileCount: 2,
      failure: null,
    });
    expect(reports[0].diagnostics[0]).toEqual({ code: 'hidden-file', count: 1, example: '__MACOSX/._x' });
  });

  test('every other file is refused with a reason, however it comes (refusals.test.ts says which)', async () => {
    const read = new Set([
      ARCHIVE,
      ...folder,
      ...Object.values(FORMATS).flatMap((rows) => Object.keys(rows)),
    ]);
    const others = listSamples().filter((path) => !read.has(path));
    const files = others.map((path) => ({ name: path, content: sampleBytes(path) }));
    const { dataset, reports } = await readFiles(files);
    expect(dataset.spans.length).toBe(0);
    expect(reports.filter(({ failure }) => failure === null)).toEqual([]);
    for (const pieceBytes of PIECES)
      expect((await readFiles(files, { pieceBytes })).reports, `pieces of ${pieceBytes}`).toEqual(reports);
  });
});

function countsOf({ traces, spans, services, errors, diagnostics }: SampleSummary): Partial<SampleSummary> {
  return { traces, spans, services, errors, ...(diagnostics && { diagnostics }) };
}
