import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { percentileOf } from '../../../src/core/lib/quantile.ts';
import { readSampleIncident } from '../../../src/core/sample/incident.ts';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import { serviceOf, type Dataset, traceOf } from '../../../src/core/model/dataset.ts';
import { SpanFlag, SpanKind, StatusCode } from '../../../src/core/model/span-enums.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';

const patient = { isCancelled: () => false, onProgress: () => undefined };

async function makeSample(seed: number): Promise<Dataset> {
  const builder = new DatasetBuilder();
  await readSampleIncident(seed, builder, patient);
  return builder.finish();
}

/** Of every column of the spans, and of every string they hold. */
function digest({ spans, strings }: Dataset): string {
  const hash = createHash('sha256');
  for (const column of Object.values(spans))
    if (ArrayBuffer.isView(column)) hash.update(new Uint8Array(column.buffer));
  for (let id = 0; id < strings.length; id++) hash.update(strings.get(id));
  return hash.digest('hex');
}

/** The spans for which `isWanted` holds, each with its start in minutes and its length in milliseconds. */
function spansOf(dataset: Dataset, isWanted: (span: SpanIndex, service: string, name: string) => boolean) {
  const { spans, traces, operations, services } = dataset;
  const found: { span: SpanIndex; minute: number; ms: number; isError: boolean }[] = [];
  for (let span = 0 as SpanIndex; span < spans.length; span++) {
    const { name } = operations[spans.operation[span]];
    if (!isWanted(span, services[serviceOf(dataset, span)], name)) continue;
    const trace = traceOf(dataset, span);
    const seconds = traces.originSeconds[trace] - 1_773_151_200 + spans.start[span] / 1e9;
    found.push({
      span,
      minute: seconds / 60,
      ms: spans.duration[span] / 1e6,
      isError: spans.status[span] === StatusCode.ERROR,
    });
  }
  return found;
}

const p95 = (spans: readonly { ms: number }[]) =>
  percentileOf(
    spans.map(({ ms }) => ms).sort((a, b) => a - b),
    95,
  );

describe('the sample incident', () => {
  let sample: Dataset;
  beforeAll(async () => {
    sample = await makeSample(1);
  }, 30_000);

  test('is the same for the same seed, and another for another', async () => {
    expect(digest(await makeSample(1))).toBe(digest(sample));
    expect(digest(await makeSample(2))).not.toBe(digest(sample));
  }, 30_000);

  test('is a shop of twelve services in 3,000 traces over half an hour', () => {
    expect(sample.services).toHaveLength(12);
    expect(sample.traces.length).toBe(3000);
    expect(sample.spans.length).toBeGreaterThan(40_000);
    expect(sample.spans.length).toBeLessThan(60_000);
    const minutes = spansOf(sample, () => true).map(({ minute }) => minute);
    expect(Math.min(...minutes.slice(0, 100))).toBeCloseTo(0, 1);
    expect(minutes.reduce((last, minute) => Math.max(last, minute))).toBeGreaterThan(29);
  });

  test('has a release that makes payment slow from minute 18 on', () => {
    const charges = spansOf(
      sample,
      (span, service) => service === 'payment' && sample.spans.kind[span] === SpanKind.SERVER,
    );
    const before = charges.filter(({ minute }) => minute < 18);
    const after = charges.filter(({ minute }) => minute >= 22);
    expect(p95(after)).toBeGreaterThan(3 * p95(before));
    expect(before.filter(({ isError }) => isError)).toHaveLength(0);
    expect(after.filter(({ isError }) => isError).length).toBeGreaterThan(after.length * 0.1);
  });

  test('has retries of checkout, and only in the incident', () => {
    const retries = spansOf(sample, (_, __, name) => name === 'wait before retry');
    expect(retries.length).toBeGreaterThan(30);
    expect(retries.every(({ minute }) => minute > 18)).toBe(true);
  });

  test('has cache misses as a red herring: the catalog slows down twice, and not by much', () => {
    const answers = spansOf(
      sample,
      (span, service) => service === 'catalog' && sample.spans.kind[span] === SpanKind.SERVER,
    );
    const cold = answers.filter(({ minute }) => minute >= 7 && minute < 9.5);
    const warm = answers.filter(({ minute }) => minute >= 10 && minute < 18);
    expect(p95(cold)).toBeGreaterThan(1.5 * p95(warm));
  });

  test('has orphans, traces without a root, consumers that outlast their parent, and links between traces', () => {
    const codes = new Map(sample.diagnostics.map(({ code, count }) => [code, count]));
    expect(codes.get('orphan-span')).toBeGreaterThan(10);
    expect(codes.get('no-root')).toBeGreaterThan(0);
    expect([...codes.keys()].sort()).toEqual(['no-root', 'orphan-span']);

    const consumers = spansOf(sample, (span) => sample.spans.kind[span] === SpanKind.CONSUMER);
    expect(consumers.length).toBeGreaterThan(250);
    for (const { span } of consumers) {
      const parent = sample.spans.parent[span];
      expect(sample.spans.flags[span] & SpanFlag.ASYNC).not.toBe(0);
      expect(sample.spans.start[span]).toBeGreaterThan(
        sample.spans.start[parent] + sample.spans.duration[parent],
      );
    }
    expect(sample.links.length).toBeGreaterThan(100);
  });

  test('stops when nobody waits any more', async () => {
    const builder = new DatasetBuilder();
    let asked = 0;
    await readSampleIncident(1, builder, { isCancelled: () => ++asked > 300, onProgress: () => undefined });
    expect(builder.finish().traces.length).toBe(300);
  });
});
