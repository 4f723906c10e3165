import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type * as TracAgg from '../../src/core/index.ts';
import { asOtlpLines, makeSpans, writeLargeOtlp } from '../fixtures/made-files.ts';

const ROUNDS = 5;

/** The built package: what users run, without what the test runner adds. */
const { createAggregator } = (await import(
  new URL('../../dist/core/index.js', import.meta.url).href
)) as typeof TracAgg;

/** CPU milliseconds of `work`. */
async function measure(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Prints the median CPU of JSON.parse and of reading into a data set, and their ratio; the two take turns. */
async function compare(name: string, bytes: Uint8Array, parse: () => unknown): Promise<void> {
  const parsing: number[] = [];
  const reading: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    parsing.push(await measure(parse));
    reading.push(
      await measure(async () => {
        const aggregator = createAggregator();
        await aggregator.importFromJson(bytes, name);
        aggregator.getSummaryStatistics();
      }),
    );
  }
  const [one, other] = [median(parsing), median(reading)];
  const megabytes = bytes.length / 1e6;
  console.log(
    `${name}, ${megabytes.toFixed(0)} MB: JSON.parse ${one.toFixed(0)} ms, read and laid out ${other.toFixed(0)} ms, ` +
      `${(other / one).toFixed(2)} ×, ${((megabytes / other) * 1000).toFixed(0)} MB/s of CPU`,
  );
}

test('reading, against JSON.parse of the same text', async () => {
  const file = join(tmpdir(), 'tracagg-bench.json');
  writeLargeOtlp(file, 50e6);
  const whole = readFileSync(file);
  await compare('OTLP JSON in one object', whole, () => JSON.parse(whole.toString()));
  const lines = Buffer.from(asOtlpLines(makeSpans(20_000, 5)));
  await compare('OTLP JSON lines, one span each', lines, () =>
    lines
      .toString()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  );
});
