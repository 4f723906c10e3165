import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { Engine } from '../../../src/core/engine/protocol.ts';
import { PassingSink } from '../../../src/core/model/passing-sink.ts';
import type { SourceFile, WorkContext } from '../../../src/core/model/source.ts';
import type { SpanBatch } from '../../../src/core/model/span-batch.ts';
import type { SpanRecord } from '../../../src/core/model/span-record.ts';
import { hasSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { makeSource, open } from '../import/source-files.ts';

/** Somebody waits for all of it. */
const PATIENT: WorkContext = { isCancelled: () => false, isEnough: () => false, onProgress: () => undefined };

function sourceOf(path: string, chunkSize?: number): SourceFile {
  return makeSource(sampleBytes(path), path, chunkSize);
}

async function reportOf(engine: Engine) {
  return (await engine.getImportReport({}, PATIENT)).result;
}

/** Everything that is held, as a TracAgg file. */
async function textOf(engine: Engine): Promise<string> {
  let text = '';
  for (let from: number | null = 0; from !== null;) {
    // oxlint-disable-next-line no-await-in-loop -- each part says where the next begins
    const { result } = await engine.exportTraces({ filter: {}, from }, PATIENT);
    text += new TextDecoder().decode(result.bytes);
    from = result.next;
  }
  return text;
}

/** Notes the spans in the order in which they come. */
class NotingSink extends PassingSink {
  readonly ids: string[] = [];
  readonly #builder: DatasetBuilder;

  constructor(builder: DatasetBuilder) {
    super(builder);
    this.#builder = builder;
  }

  override add(span: SpanRecord): void {
    super.add(span);
    this.ids.push(`${span.traceId} ${span.spanId}`);
  }

  override addBatch(batch: SpanBatch): void {
    super.addBatch(batch);
    for (const { traceId, spanId } of this.#builder.unpack(batch)) this.ids.push(`${traceId} ${spanId}`);
  }
}

describe.skipIf(!hasSamples)('real files', () => {
  test.each([
    'derived/otlp-docker-json-log.log',
    'derived/otlp-essvt-two-gzip-members.jsonl.gz',
    'derived/otlp-essvt.collector-fileexporter-framed.json.zst',
    'derived/otlp-essvt.crlf.jsonl',
    'derived/otlp-essvt.jsonl.zst',
    'derived/otlp-essvt.truncated-midline.jsonl',
    'derived/otlp-k8s-container-log-prefix.log',
    'grafana-download/vikrant-batches-numbers.json',
    'invalid/robotframework-malformed.jsonl',
    'jaeger-api/deathstarbench-nested-refs.json',
    'otlp/gcp-traces_basic-otlp.json',
    'otlp/otlp2parquet-traces.jsonl',
    'otlp/robotframework-essvt.jsonl',
    'derived/jaeger-buildx.json.gz',
    'jaeger-api/crisp-18.json',
    'jaeger-api-dir/0003dde9dc783971.json',
    'zipkin/ascend.json',
    'zipkin/messaging2.json',
    'zipkin/yelp.json',
    'tempo/kiali-responseTrace-base64.json',
  ])('of %s all is counted, whatever is held', async (path) => {
    const whole = createEngine();
    await whole.openSource({ source: sourceOf(path) }, PATIENT);
    const { traceCount, spanCount, errorCount, serviceCount, memory } = await reportOf(whole);
    for (const budget of [0, memory / 2, 8 * memory]) {
      const engine = createEngine({ budget });
      await engine.openSource({ source: sourceOf(path), detail: 'sample' }, PATIENT);
      const { coverage, traceCount: held } = await reportOf(engine);
      expect(coverage!.totals).toEqual({ traceCount, spanCount, errorCount, serviceCount });
      expect(held).toBeLessThanOrEqual(traceCount);
    }
  });

  test.each([
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ])('closed in the order %i, %i, %i leave what comes of never having opened them', async (...order) => {
    const lines = sampleBytes('otlp/robotframework-essvt.jsonl');
    const files = [
      makeSource(lines.subarray(0, 150_000), 'beginning.jsonl'), // cut in a record; half of it is in the next one too
      makeSource(lines.subarray(lines.indexOf(0x0a, 75_000) + 1, 225_000), 'middle.jsonl'),
      sourceOf('zipkin/yelp.json'),
    ];
    const openThem = async (kept: Iterable<number>) => {
      const engine = createEngine();
      const ids: number[] = [];
      for (const file of kept)
        ids[file] = (await engine.openSource({ source: files[file] }, PATIENT)).result.id;
      return { engine, ids };
    };
    const kept = new Set([0, 1, 2]);
    const { engine, ids } = await openThem(kept);
    for (const file of order) {
      await engine.closeSources({ sources: [ids[file]] }, PATIENT);
      kept.delete(file);
      expect(await textOf(engine)).toBe(await textOf((await openThem(kept)).engine));
    }
  });

  test.each([
    'otlp/robotframework-essvt.jsonl',
    'zipkin/yelp.json',
    'jaeger-api/deathstarbench-nested-refs.json',
  ])('what is enough of %s at any byte is its beginning', async (path) => {
    const whole = new NotingSink(new DatasetBuilder());
    await open(sourceOf(path), undefined, undefined, whole);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sampleBytes(path).length }), async (enough) => {
        let given = 0;
        const source = sourceOf(path, 977);
        const sink = new NotingSink(new DatasetBuilder());
        const chunks = async function* chunksOf(from?: number, to?: number) {
          for await (const chunk of source.chunks(from, to)) {
            given += chunk.length;
            yield chunk;
          }
        };
        const context = { isCancelled: () => given >= enough, onProgress: () => undefined };
        const { spanCount } = await open({ ...source, chunks }, undefined, context, sink);
        expect(sink.ids).toEqual(whole.ids.slice(0, spanCount));
      }),
      { numRuns: 15 },
    );
  });
});
