import { expect, test } from 'vitest';
import { SEGMENT_BITS, SEGMENT_MASK, SegmentedColumn } from '../../../src/core/lib/segmented-column.ts';

const ROWS = 150_000;

function columnOfPairs(): SegmentedColumn<Uint32Array> {
  const column = new SegmentedColumn(Uint32Array, 2);
  column.makeRoom(0, ROWS);
  column.write(
    0,
    Uint32Array.from({ length: 2 * ROWS }, (_, index) => index),
    ROWS,
  );
  return column;
}

test('a number is found by its index in its segment', () => {
  const column = columnOfPairs();
  for (const index of [0, 65_535, 65_536, 2 * ROWS - 1]) {
    expect(column.segments[index >>> SEGMENT_BITS][index & SEGMENT_MASK]).toBe(index);
    expect(column.at(index)).toBe(index);
  }
});

test('memory of rows is given back by segments, those behind can still be read', () => {
  const column = columnOfPairs();
  const whole = column.byteLength;
  column.releaseBefore(32_767);
  expect(column.byteLength).toBe(whole);
  column.releaseBefore(100_000);
  expect(column.byteLength).toBe(whole - 3 * 4 * 2 ** SEGMENT_BITS);
  expect([...column.run(100_000, 100_002)]).toEqual([200_000, 200_001, 200_002, 200_003]);
  column.releaseBefore(ROWS);
  expect(column.at(2 * ROWS - 1)).toBe(2 * ROWS - 1);
});
