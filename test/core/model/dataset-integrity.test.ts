import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { assertIntegrity } from '../../fixtures/dataset-integrity.ts';
import { drawTraces } from '../../fixtures/picture.ts';

const PICTURE = `
  shop: cart            ----------
    db: SELECT           --
    pay: charge [error]      ----
      db: INSERT              --

  cron: tick            |
`;

/** The drawn data set with one number of its span or trace table changed. */
function damage(table: 'spans' | 'traces', column: string, at: number, value: number): Dataset {
  const dataset = drawTraces(PICTURE);
  (dataset[table] as unknown as Record<string, Float64Array>)[column][at] = value;
  return dataset;
}

describe('assertIntegrity', () => {
  test('finds nothing in what the builder makes', () => {
    expect(() => assertIntegrity(drawTraces(PICTURE))).not.toThrow();
  });

  test.each([
    ['spans', 'parent', 1, 2, 'parent of span 1 is 2, not in 0..1'],
    ['spans', 'parent', 4, 0, 'root of trace 1 has a parent'],
    ['spans', 'depth', 3, 1, 'depth of span 3 is not one more'],
    ['spans', 'subtreeEnd', 2, 5, 'subtreeEnd of span 2 is 5'],
    ['spans', 'subtreeEnd', 3, 9, 'subtreeEnd of span 3 is 9'],
    ['spans', 'start', 2, 0, 'sibling 2 starts before 1'],
    ['spans', 'start', 1, -5, 'span 1 starts before the origin'],
    ['spans', 'duration', 3, 1e9, 'trace 0 lasts'],
    ['spans', 'duration', 3, -1, 'duration of span 3 is -1'],
    ['spans', 'operation', 0, 99, 'operation of span 0 is 99'],

    ['spans', 'id', 1, 1000, 'id of span 0'],
    ['traces', 'root', 0, 4, 'root of trace 0 is 4'],
    ['traces', 'firstSpan', 2, 4, 'the traces do not end with the spans'],
    ['traces', 'errorCount', 0, 0, 'trace 0 has 1 errors'],
    ['traces', 'serviceCount', 1, 2, 'trace 1 has 1 services'],
    ['traces', 'id', 3, 1000, 'id of trace 0'],
  ] as const)('%s.%s[%d] = %d: %s', (table, column, at, value, message) => {
    expect(() => assertIntegrity(damage(table, column, at, value))).toThrow(message);
  });
});

describe('a picture', () => {
  test('refuses a line that is no span, by number', () => {
    expect(() => drawTraces('x: A  ==\n  oops')).toThrow('picture line 2');
  });

  test('refuses a word in brackets that it does not know', () => {
    expect(() => drawTraces('x: A [sever]  ==')).toThrow('"sever"');
  });
});
