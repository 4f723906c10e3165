import { describe, expect, test } from 'vitest';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { spanIdOf } from '../../../src/core/model/dataset.ts';
import { hasSamples, sampleBytes } from '../../fixtures/check-sample.ts';
import { readFiles } from '../../fixtures/read-files.ts';

interface Reading {
  readonly spans: string[];
  readonly faults: string[];
}

/** Ids of the spans, in order, and what is said of the text. */
async function read(
  lines: readonly string[],
  options: { usesKernel: boolean; chunkSize?: number },
): Promise<Reading> {
  const { dataset, reports } = await readFiles([{ name: 'torn.jsonl', content: lines.join('\n') }], options);
  const spans = Array.from({ length: dataset.spans.length }, (_, span) =>
    spanIdOf(dataset, span as SpanIndex),
  );
  const faults = reports[0].diagnostics.map(
    ({ code, count, example }) => `${code} ${count} ${/^line \d+/.exec(example)?.[0]}`,
  );
  return { spans: spans.toSorted(), faults };
}

/**
 * Cuts the `at`th of the lines at every `step`th byte: on both ways, in chunks of any size, all spans of the others are read,
 * none that is nowhere, and what is said is said of that line.
 */
async function checkEveryCut(lines: readonly string[], at: number, step = 1): Promise<void> {
  const others = (await read(lines.toSpliced(at, 1), { usesKernel: false })).spans;
  const all = new Set((await read(lines, { usesKernel: false })).spans);
  for (let length = 1; length < lines[at].length; length += step) {
    const torn = lines.with(at, lines[at].slice(0, length));
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const found = await read(torn, { usesKernel: true });
    const story = `cut behind ${length}: ${torn[at].slice(-40)}`;
    expect(found.faults, story).toEqual([`invalid-record 1 line ${at + 1}`]);
    const spans = new Set(found.spans);
    expect(
      others.filter((id) => !spans.has(id)),
      story,
    ).toEqual([]);
    expect(
      found.spans.filter((id) => !all.has(id)),
      story,
    ).toEqual([]);
    for (const options of [{ usesKernel: false }, { usesKernel: true, chunkSize: 13 + (length % 50) }])
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await read(torn, options), story).toEqual(found);
  }
}

function linesOf(sample: string): string[] {
  return new TextDecoder().decode(sampleBytes(sample)).trimEnd().split('\n');
}

describe.skipIf(!hasSamples)('a line cut anywhere takes no other with it', { timeout: 60_000 }, () => {
  test('OTLP', () => checkEveryCut(linesOf('otlp/otlp2parquet-traces.jsonl').slice(3, 7), 1));

  test('Zipkin, one object a line', () => {
    const spans = JSON.parse(new TextDecoder().decode(sampleBytes('zipkin/messaging.json'))) as unknown[];
    return checkEveryCut(
      spans.slice(0, 4).map((span) => JSON.stringify(span)),
      1,
    );
  });

  test('real collector output', async () => {
    const lines = linesOf('otlp/robotframework-essvt.jsonl');
    const torn = lines.with(2, lines[2].slice(0, 100));
    const others = await read(lines.toSpliced(2, 1), { usesKernel: true });
    expect(await read(torn, { usesKernel: true })).toEqual({
      ...others,
      faults: ['invalid-record 1 line 3'],
    });
  });
});

test('lists whose elements stand in lines of their own are whole, whatever the document begins with', async () => {
  const element = (id: number): string =>
    JSON.stringify({
      traceId: '0'.repeat(31) + '1',
      id: `000000000000000${id}`,
      name: 'x',
      timestamp: 1,
      duration: 1,
    });
  const elements = [1, 2, 3].map(element);
  for (const text of [`[\n${elements.join(',\n')}\n]`, `[\n${elements.join('\n,\n')}]`, elements.join('\n')])
    for (const usesKernel of [true, false])
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await read(text.split('\n'), { usesKernel }), text).toMatchObject({
        spans: ['0000000000000001', '0000000000000002', '0000000000000003'],
        faults: [],
      });
});
