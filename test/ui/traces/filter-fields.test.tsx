import { describe, expect, it } from 'vitest';
import { listCriteria, withCriteria } from '../../../src/ui/traces/filter-criteria.ts';
import { readDuration, readName, readSpanCount } from '../../../src/ui/traces/filter-fields.ts';
import type { Nanos } from '../../../src/core/model/units.ts';

describe('readName', () => {
  const names = ['cart', 'checkout', 'Checkout-worker'];
  it('takes a name as it stands', () => {
    expect(readName('checkout', names, false)).toEqual({ value: 'checkout' });
  });
  it('waits while the name may still become one', () => {
    expect(readName('check', names, false)).toBeNull();
  });
  it('takes a part that only one name has, once the field is left', () => {
    expect(readName('WORK', names, true)).toEqual({ value: 'Checkout-worker' });
  });
  it('prefers the whole name in other case to names that only contain it', () => {
    expect(readName('CHECKOUT', names, true)).toEqual({ value: 'checkout' });
  });
  it('says how many are meant by a part that several have', () => {
    expect(readName('check', names, true)).toEqual({ complaint: '2 names contain “check”. Pick one.' });
  });
  it('says at once that no name is meant', () => {
    expect(readName('paymint', names, false)).toEqual({ complaint: 'No name here contains “paymint”.' });
  });
});

describe('readSpanCount', () => {
  it('takes whole numbers from 1', () => {
    expect(readSpanCount('12')).toEqual({ value: 12 });
    for (const text of ['0', '-1', '1.5', 'many', '1e99'])
      expect(readSpanCount(text)).toHaveProperty('complaint');
  });
});

describe('readDuration', () => {
  it('says how durations are written when it does not understand', () => {
    expect(readDuration('soon')).toEqual({
      complaint: '“soon” is no duration. Write 250ms, 1.5 s or 2 min.',
    });
  });
});

describe('listCriteria', () => {
  it('says every criterion in words', () => {
    const filter = {
      text: 'a b',
      service: 'cart',
      operation: 'GET /',
      minDuration: 0 as Nanos,
      maxDuration: 2e9 as Nanos,
      hasErrors: false,
      minSpanCount: 1,
    };
    expect(listCriteria(filter).map(({ text }) => text)).toEqual([
      'contains “a b”',
      'service is cart',
      'operation is GET /',
      'at least 0 ns',
      'at most 2 s',
      'without errors',
      'at least 1 span',
    ]);
    expect(listCriteria({})).toEqual([]);
  });
});

describe('withCriteria', () => {
  it('leaves no key behind for what was taken away', () => {
    const filter = withCriteria(
      { service: 'cart', hasErrors: true },
      { service: undefined, minSpanCount: 3 },
    );
    expect(filter).toStrictEqual({ hasErrors: true, minSpanCount: 3 });
  });
});
