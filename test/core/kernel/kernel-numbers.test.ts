import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelTables } from '../../../src/core/kernel/kernel-tables.ts';
import { createKernel } from '../../../src/core/kernel/kernel.ts';
import { list, record } from '../../../src/core/kernel/node.ts';
import { rowTable } from '../../../src/core/kernel/row-table.ts';
import { transcribe } from '../../fixtures/kernel-transcript.ts';

const ROW = rowTable({
  double: { is: 'double', keys: ['double'] },
  integer: { is: 'integer', keys: ['integer'] },
  nanos: { is: 'time', unit: 1, keys: ['nanos'] },
  micros: { is: 'time', unit: 1000, keys: ['micros'] },
});
const TABLES = kernelTables(list(record(ROW)));
const kernel = createKernel()!;

/** The fields of the one row, or null where it is odd. */
function readOne(field: keyof typeof ROW.fields, spelling: string): unknown {
  const { events, result } = transcribe(`[{"${field}":${spelling}}]`, TABLES, { kernel });
  expect([spelling, result]).toEqual([spelling, 'done']);
  const row = events.find((event) => event.is === 'row');
  return row ? row.fields[field] : null;
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength, maxLength });
const wholeDigits = (maxLength: number) => digits(1, maxLength).map((text) => text.replace(/^0+(?=.)/, ''));

describe('a double is the one that Number makes of the same digits', () => {
  const check = (spelling: string): void => {
    const found = readOne('double', spelling);
    expect([spelling, found]).toEqual([spelling, Number(spelling)]);
  };

  test('for 1 to 17 digits with a point anywhere', () => {
    fc.assert(
      fc.property(digits(1, 17), fc.nat(17), fc.boolean(), (text, split, isNegative) => {
        const whole = text.slice(0, split % text.length).replace(/^0+(?=.)/, '') || '0';
        check(`${isNegative ? '-' : ''}${whole}.${text.slice(split % text.length)}`);
      }),
      { numRuns: 5000 },
    );
  });

  test('for seconds with nanoseconds or finer: 17 to 19 digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e9, max: 2e9 }), digits(7, 9), (seconds, decimals) =>
        check(`${seconds}.${decimals}`),
      ),
      { numRuns: 5000 },
    );
  });

  test('where the digits lie just between two doubles', () => {
    // 2^53 + 1 is between two doubles; one more digit tells which is nearer.
    for (const spelling of [
      '9007199254740993.0',
      '9007199254740992.9',
      '9007199254740993.1',
      '900719925474099.35',
    ])
      check(spelling);
    for (const tail of ['', '1', '9', '01', '001']) check(`1125899906842624.125${tail}`.slice(0, 20));
  });

  test('whatever prints it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e18, max: 1e18 }), (value) => {
        const found = readOne('double', String(value));
        // Powers of ten beyond 10^-22 may be too much for it, and then it says so.
        const isSmall = Math.abs(value) < 1e-2;
        expect(isSmall ? [null, value + 0] : [value + 0]).toContain(found);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['0', 0],
    ['-0', -0],
    ['-0.0e5', -0],
    ['1e22', 1e22],
    ['1E-22', 1e-22],
    ['123456789e5', 12345678900000],
    ['9007199254740992', 9007199254740992],
    ['18446744073709551615', null], // 20 digits
    ['1e23', null],
    ['9007199254740993e1', null],
    ['1e400', null],
    ['0.00000000000000000001', null],
    ['1e00001', null],
    ['"1"', null],
    ['null', null],
    ['true', null],
    ['[1]', null],
  ])('%s: %s', (spelling, value) => expect(readOne('double', spelling)).toBe(value));
});

describe('an integer', () => {
  test('is exact below 2^53', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(readOne('integer', String(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['0', 0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', null],
    ['99999999999999999999999', null],
    ['-1', null],
    ['1.0', null],
    ['1e3', null],
    ['"7"', null],
  ])('%s: %s', (spelling, value) => expect(readOne('integer', spelling)).toBe(value));
});

describe('a time', () => {
  test('of up to 20 digits is exact to the nanosecond, in quotes or not', () => {
    fc.assert(
      fc.property(wholeDigits(20), fc.boolean(), (text, isQuoted) => {
        const value = BigInt(text);
        const expected = value < 2n ** 64n - 1n ? value : null;
        expect(readOne('nanos', isQuoted ? `"${text}"` : text)).toBe(expected);
        expect(readOne('micros', isQuoted ? `"${text}"` : text)).toBe(
          expected === null ? null : expected * 1000n,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['"0"', 0n],
    ['"00000000000000000001"', 1n],
    ['18446744073709551614', 18446744073709551614n],
    ['18446744073709551615', null],
    ['"18446744073709551616"', null],
    ['"000000000000000000001"', null], // 21 digits
    ['""', null],
    ['"12 "', null],
    ['"-1"', null],
    ['-1', null],
    ['1.5', null],
    ['1e9', null],
    ['"\\u0031"', null],
    ['null', null],
    ['{}', null],
  ])('%s: %s', (spelling, value) => expect(readOne('nanos', spelling)).toBe(value));
});
