import { expect, test } from 'vitest';
import { measureColumns, measureMemory } from '../../../src/core/model/memory.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';

test('a table takes what its columns take, and nothing for the rest', () => {
  const table = { length: 3, id: new Uint32Array(6), start: new Float64Array(3), names: ['a', 'b', 'c'] };
  expect(measureColumns(table)).toBe(24 + 24);
});

test('a data set takes what its tables and texts take', () => {
  const dataset = buildSpans([
    { id: 'a', attributes: { k: '1' }, statusMessage: 'boom' },
    { id: 'b', parent: 'gone' },
  ]);
  const { spans, traces, attributes, statusMessages, missingParents, events, links, seconds } = dataset;
  const tables = [spans, traces, attributes, statusMessages, missingParents, events, links, seconds];
  const columns = tables.map((table) => measureColumns(table));
  expect(measureMemory(dataset)).toBe(
    columns.reduce((sum, bytes) => sum + bytes) + dataset.strings.byteLength,
  );
});
