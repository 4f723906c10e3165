import { expect, test } from 'vitest';
import { kernelTables } from '../../../src/core/kernel/kernel-tables.ts';
import { createKernel, type Kernel } from '../../../src/core/kernel/kernel.ts';
import { list, object, record } from '../../../src/core/kernel/node.ts';
import { rowTable } from '../../../src/core/kernel/row-table.ts';
import { transcribe } from '../../fixtures/kernel-transcript.ts';

const SPAN = rowTable({ tags: { is: 'attributes', keys: ['tags'], fixed: ['key'] } });
const SPANS = kernelTables(object({ spans: list(record(SPAN)) }));

interface Span {
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}
const spanOf = (value: string): Span => ({ tags: [{ key: 'user', value }] });
const users = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `u-${from + at}`);

/** A kernel that has read `spans`, and what it has read. */
function read(spans: readonly Span[], batchBytes?: number): { kernel: Kernel; rows: unknown[] } {
  const kernel = createKernel(batchBytes)!;
  const { events, result } = transcribe(JSON.stringify({ spans }), SPANS, { kernel });
  expect(result).toBe('done');
  return { kernel, rows: events.flatMap((event) => (event.is === 'row' ? [event.fields] : [])) };
}

/** How many attributes the kernel takes for different ones when it reads a span of each of these users. */
function countPairs(values: readonly string[]): number {
  const text = Buffer.from(JSON.stringify({ spans: values.map(spanOf) }));
  const kernel = createKernel()!;
  kernel.load(SPANS);
  kernel.reserveWindow(text.length);
  kernel.window.set(text);
  kernel.begin();
  let result = kernel.read(0, text.length, 0, true);
  while (result === 'full') {
    kernel.clear();
    result = kernel.read(kernel.at, text.length, 0, true);
  }
  expect(result).toBe('done');
  return kernel.pairs.count;
}

test('values that hardly ever come again are what they are in every batch, and hold no memory', () => {
  const spans = users(0, 30_000).map(spanOf);
  const { kernel, rows } = read(spans, 1 << 14);
  expect(rows).toEqual(spans);
  // Of one that passed there is a place, four bytes; of others the spelling, too, and slots to find it.
  expect(kernel.pairs.byteLength).toBeLessThan(30_000 * 25);
});

test('values that come again after all are found again', () => {
  const few = Array.from({ length: 60 }, () => users(30_000, 30_600)).flat();
  const atFirst = countPairs([...users(0, 20_000), ...few]);
  expect(atFirst).toBeGreaterThan(20_600);
  expect(countPairs([...users(0, 20_000), ...few, ...few])).toBe(atFirst);
});

test('a value that many have is found, however new all others are', () => {
  const values = users(0, 20_000).flatMap((user) => [user, 'anonymous']);
  expect(countPairs(values)).toBe(20_001);
});

test('values that come again late are found', () => {
  const values = Array.from({ length: 5 }, () => users(0, 8000)).flat();
  expect(countPairs(values)).toBe(8000);
});

test('attributes are found together with what came before them, however many a record has', () => {
  const spans = Array.from({ length: 3 }, (_, span) => ({
    tags: Array.from({ length: 1000 }, (_other, at) => ({
      key: `k${at % 300}`,
      value: `v${(at * (span + 1)) % 7}`,
    })),
  }));
  const { kernel, rows } = read(spans);
  expect(rows).toEqual(spans);
  const distinct = new Set(spans.flatMap(({ tags }) => tags.map((tag) => JSON.stringify(tag))));
  expect(kernel.pairs.count).toBe(distinct.size);
});
