import { describe, expect, test } from 'vitest';
import { PassingSink } from '../../../../src/core/model/passing-sink.ts';
import type { SpanBatch } from '../../../../src/core/model/span-batch.ts';
import type { SpanRecord, SpanSink } from '../../../../src/core/model/span-record.ts';
import { hasSamples, listSamples, sampleBytes } from '../../../fixtures/check-sample.ts';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { asJaeger, asOtlpLines, asTracAgg, asZipkin, makeSpans } from '../../../fixtures/made-files.ts';
import { readFiles } from '../../../fixtures/read-files.ts';
import { RICH_DOCUMENTS } from '../../../fixtures/rich-documents.ts';
import { makeMutant } from '../../../fuzz/mutate.ts';

/** Everything a reading gives: each span in words, where its record stands, and the report. */
async function read(content: Uint8Array, usesKernel: boolean, chunkSize = Infinity, keepsAttributes = true) {
  const { dataset, reports } = await readFiles([{ name: 'test.json', content }], {
    chunkSize,
    usesKernel,
    keepsAttributes,
  });
  const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
    a.code < b.code ? -1 : 1;
  return {
    spans: describeSpans(dataset),
    places: Array.from({ length: dataset.spans.length }, (_, span) => dataset.spans.place[span as never]),
    // Of a file that is refused, chunks decide how much of it is read.
    reports: reports.map((report) => ({
      ...report,
      byteLength: 0,
      diagnostics: report.diagnostics.toSorted(byCode),
    })),
    diagnostics: dataset.diagnostics.toSorted(byCode),
  };
}

/** Reads a file both ways in the same chunks, with all it has and without attributes. */
async function compare(content: Uint8Array, chunkSize: number, story: string): Promise<void> {
  for (const keepsAttributes of [true, false])
    expect(await read(content, true, chunkSize, keepsAttributes), story).toEqual(
      await read(content, false, chunkSize, keepsAttributes),
    );
}

const encoder = new TextEncoder();
const SPANS = makeSpans(40, 5);
const MADE: Record<string, string> = {
  OTLP: asOtlpLines(SPANS),
  Jaeger: asJaeger(SPANS),
  Zipkin: asZipkin(SPANS),
  TracAgg: asTracAgg(SPANS),
};

describe.each(Object.entries(MADE))('%s', (_, text) => {
  test.each([1, 7, 1000, Infinity])('in chunks of %d bytes', async (chunkSize) => {
    const content = encoder.encode(text);
    expect(await read(content, true, chunkSize)).toEqual(await read(content, false));
  });
});

test.each(Object.entries(MADE))(
  'all spans of %s come in batches, without the kernel none',
  async (name, text) => {
    const counts = { batches: 0, records: 0 };
    class WatchedSink extends PassingSink {
      override add(span: SpanRecord): void {
        counts.records++;
        super.add(span);
      }

      override addBatch(batch: SpanBatch): void {
        counts.batches += batch.length;
        super.addBatch(batch);
      }
    }
    const into = (builder: SpanSink): SpanSink => new WatchedSink(builder);
    await readFiles([{ name, content: text }], { into, usesKernel: true });
    expect(counts).toEqual({ batches: SPANS.length, records: 0 });
    await readFiles([{ name, content: text }], { into, usesKernel: false });
    expect(counts).toEqual({ batches: SPANS.length, records: SPANS.length });
  },
);

test.each(Object.entries(RICH_DOCUMENTS))('%s written in every way', async (_, text) => {
  const whole = await read(encoder.encode(text), false);
  expect(whole.spans.length).toBeGreaterThan(5);
  for (const chunkSize of [1, 7, 100, Infinity]) {
    await compare(encoder.encode(text), chunkSize, `chunks of ${chunkSize}`);
    expect(await read(encoder.encode(text), true, chunkSize)).toEqual(whole);
  }
});

test.each([true, false])(
  'without attributes only those of resources stay, kernel: %s',
  async (usesKernel) => {
    const { spans } = await read(encoder.encode(RICH_DOCUMENTS['OTLP']), usesKernel, Infinity, false);
    expect(spans.filter(({ attributes, events, links }) => attributes ?? events ?? links)).toEqual([]);
    expect(spans.flatMap(({ resource = [] }) => resource)).toContain('service.name: STRING shop');
    const tagged = await read(encoder.encode(RICH_DOCUMENTS['Zipkin']), usesKernel, Infinity, false);
    expect(tagged.spans.find(({ message }) => message === 'broke')).toMatchObject({ status: 'ERROR' });
  },
);

describe.skipIf(!hasSamples)('samples', () => {
  const samples = hasSamples ? listSamples() : [];
  test.each(samples)(
    '%s',
    async (path) => {
      const content = sampleBytes(path);
      const sizes =
        content.length < 10_000 ? [1, 7, Infinity] : [content.length < 200_000 ? 997 : 65_536, Infinity];
      const expected = await read(content, false);
      for (const chunkSize of sizes)
        expect(await read(content, true, chunkSize), `chunks of ${chunkSize}`).toEqual(expected);
      expect(await read(content, true, 4096, false)).toEqual(await read(content, false, 4096, false));
    },
    60_000,
  );
});

const MUTANTS = Number(process.env['MUTANTS'] ?? 100);

describe.each(Object.entries(MADE))('mutants of %s', (name, text) => {
  const samples = [
    { name, bytes: encoder.encode(text.slice(0, 6000)) },
    { name, bytes: encoder.encode(RICH_DOCUMENTS[name]) },
  ];
  // oxlint-disable-next-line vitest/expect-expect -- compare does
  test(`${MUTANTS} of them`, async () => {
    for (let number = 0; number < MUTANTS; number++) {
      const { bytes, story } = makeMutant(samples, 11, number);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await compare(bytes, [64, 777, Infinity][number % 3], story);
    }
  }, 120_000);
});
