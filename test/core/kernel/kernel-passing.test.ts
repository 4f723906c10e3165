import { expect, test } from 'vitest';
import { kernelTables } from '../../../src/core/kernel/kernel-tables.ts';
import { createKernel } from '../../../src/core/kernel/kernel.ts';
import { list, object, record } from '../../../src/core/kernel/node.ts';
import { rowTable } from '../../../src/core/kernel/row-table.ts';
import { transcribe } from '../../fixtures/kernel-transcript.ts';

const SPAN = rowTable({ tags: { is: 'attributes', keys: ['tags'], fixed: ['key'] } });
const SPANS = kernelTables(object({ spans: list(record(SPAN)) }));

const tag = (key: string, value: string) => ({ key, value });
/** Each span has a user of its own, and one of three methods. */
const spansOfUsers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({
    tags: [tag('user', `u-${from + at}`), tag('method', ['GET', 'PUT', 'POST'][at % 3])],
  }));

const read = (spans: readonly unknown[], batchBytes?: number, kernel = createKernel(batchBytes)!) => {
  const { events, result } = transcribe(JSON.stringify({ spans }), SPANS, { kernel });
  expect(result).toBe('done');
  return { kernel, rows: events.flatMap((event) => (event.is === 'row' ? [event.fields] : [])) };
};

test('values that hardly ever come again are what they are in every batch, and hold no memory', () => {
  const spans = spansOfUsers(0, 60_000);
  const { kernel, rows } = read(spans, 1 << 14);
  expect(rows).toEqual(spans);
  // Of one that passed there is a place, four bytes; of others the spelling, too, and slots to find it.
  expect(kernel.pairs.byteLength).toBeLessThan(60_000 * 15);
});

test('values that come again after all are found again', () => {
  const users = spansOfUsers(0, 20_000);
  const fewUsers = Array.from({ length: 20 }, () => spansOfUsers(30_000, 30_600)).flat();
  const atFirst = read([...users, ...fewUsers]).kernel.pairs.count;
  const spans = [...users, ...fewUsers, ...fewUsers];
  const { kernel, rows } = read(spans);
  expect(rows).toEqual(spans);
  expect(kernel.pairs.count).toBe(atFirst);
});

test('values that come again, though late, are never passed by', () => {
  const spans = Array.from({ length: 5 }, () => spansOfUsers(0, 8000)).flat();
  expect(read(spans).kernel.pairs.count).toBe(8003);
});

test('attributes are found together with what came before them, however many a record has', () => {
  const spans = Array.from({ length: 3 }, (_, span) => ({
    tags: Array.from({ length: 1000 }, (_other, at) => tag(`k${at % 300}`, `v${(at * (span + 1)) % 7}`)),
  }));
  const { kernel, rows } = read(spans);
  expect(rows).toEqual(spans);
  const distinct = new Set(spans.flatMap(({ tags }) => tags.map((one) => JSON.stringify(one))));
  expect(kernel.pairs.count).toBe(distinct.size);
});
