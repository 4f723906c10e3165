import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSpanQuery, quoteAttributeKey, valuesOfKey } from '../../../src/core/model/parse-span-query.ts';
import { quoteValue } from '../../../src/core/model/query-terms.ts';
import type { Criterion } from '../../../src/core/model/span-query.ts';

const contains = (text: string) => ({ text, isExact: false });
const exactly = (text: string) => ({ text, isExact: true });

test('values that a key always has', () => {
  expect(valuesOfKey('Status')).toEqual(['unset', 'ok', 'error']);
  expect(valuesOfKey('http.route')).toEqual([]);
});

describe('parseSpanQuery', () => {
  test.each<[string, Criterion]>([
    ['Checkout', { is: 'word', word: 'checkout' }],
    ['"order placed"', { is: 'word', word: 'order placed' }],
    ['"not closed', { is: 'word', word: 'not closed' }],
    [String.raw`"a \"quote\" and \\"`, { is: 'word', word: String.raw`a "quote" and \ `.trim() }],
    ['error', { is: 'status', oneOf: [2] }],
    ['Error', { is: 'status', oneOf: [2] }],
    ['"error"', { is: 'word', word: 'error' }],
    ['service:Pay', { is: 'service', text: contains('pay') }],
    ['operation:="GET /cart"', { is: 'operation', text: exactly('GET /cart') }],
    ['name=Tick', { is: 'operation', text: exactly('Tick') }],
    ['event:retry', { is: 'event', text: contains('retry') }],
    ['id:4BF9', { is: 'id', text: contains('4bf9') }],
    ['kind:server', { is: 'kind', oneOf: [2] }],
    ['Kind=SERVER', { is: 'kind', oneOf: [2] }],
    ['kind:=client', { is: 'kind', oneOf: [3] }],
    ['kind:umer', { is: 'kind', oneOf: [5] }],
    ['status:error', { is: 'status', oneOf: [2] }],
    ['duration:=5ms', { is: 'duration', order: '=', amount: 5e6 as never }],
    ['duration>200ms', { is: 'duration', order: '>', amount: 200e6 as never }],
    ['dur>=1.5s', { is: 'duration', order: '>=', amount: 1.5e9 as never }],
    ['self<50', { is: 'self', order: '<', amount: 50e6 as never }],
    ['http.route:/Cart', { is: 'attribute', key: 'http.route', value: contains('/cart') }],
    ['http.route:', { is: 'attribute', key: 'http.route', value: contains('') }],
    ['http.route:="/a b"', { is: 'attribute', key: 'http.route', value: exactly('/a b') }],
    ['db.system=Redis', { is: 'attribute', key: 'db.system', value: exactly('Redis') }],
    ['rows<=0.5', { is: 'attribute', key: 'rows', value: { order: '<=', amount: 0.5 } }],
    ['"status":gold', { is: 'attribute', key: 'status', value: contains('gold') }],
    ['"two words">3', { is: 'attribute', key: 'two words', value: { order: '>', amount: 3 } }],
    // What only looks like a key and a value.
    ['http://shop/cart', { is: 'word', word: 'http://shop/cart' }],
    ['12:30', { is: 'word', word: '12:30' }],
    ['10.0.0.1:80', { is: 'word', word: '10.0.0.1:80' }],
    ['a->b', { is: 'word', word: 'a->b' }],
    ['-', { is: 'word', word: '-' }],
  ])('reads %s', (query, criterion) => {
    expect(parseSpanQuery(query)).toEqual({ clauses: [{ isNot: false, criterion }], problems: [] });
  });

  test('all parts of a query must hold; some must not', () => {
    const { clauses } = parseSpanQuery('  cart -"not this" -service:db  http.method!=GET -a!=1 ');
    expect(parseSpanQuery('duration!=5ms').clauses).toEqual([
      { isNot: true, criterion: { is: 'duration', order: '=', amount: 5e6 } },
    ]);
    expect(clauses.map(({ isNot, criterion }) => `${isNot ? 'not ' : ''}${criterion.is}`)).toEqual([
      'word',
      'not word',
      'not service',
      'not attribute',
      'attribute',
    ]);
  });

  test.each([
    ['kind:foo', /no kind “foo”.*server, client.*"kind":foo/],
    ['duration>soon', /duration>soon is no comparison.*duration>200ms/],
    ['duration>', /duration> lacks a duration: write duration>200ms\.$/],
    ['self<=', /self<= lacks a duration: write self<=200ms\.$/],
    ['duration:5ms', /duration:5ms is no comparison.*write duration>5ms/],
    ['kind>client', /kind has no order: write kind:client/],
    ['kind:=umer', /no kind “umer”/],
    ['service>5', /service has no order: write service:5/],
    ['rows>many', /rows>many compares with no number.*rows>500/],
    ['rows>', /compares with no number/],
    ['List<String>', /write "List<String>"/],
    ['AND', /AND is left out.*write "AND"/],
    ['-OR', /OR is left out.*write "OR"/],
    ['OR', /OR is left out/],
    ['NOT', /NOT is left out.*-error/],
  ])('leaves %s out and says what to write', (query, problem) => {
    const { clauses, problems } = parseSpanQuery(`cart ${query}`);
    expect(clauses).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test('any text is a query', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab-":=<>! \\/1é😀')), maxLength: 20 });
    fc.assert(
      fc.property(text, (query) => {
        const { clauses, problems } = parseSpanQuery(query);
        expect(clauses.length + problems.length > 0).toBe(query.trim() !== '');
      }),
    );
  });

  test('any key and value can be asked for', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: fc.constantFrom(...Array.from('ab-":=<>! \\')), maxLength: 8 }),
      fc.constantFrom('status', 'Kind', 'service', 'error', 'http.route'),
    );
    fc.assert(
      fc.property(text, text, (key, value) => {
        expect(parseSpanQuery(`x ${quoteAttributeKey(key)}:=${quoteValue(value)} y`).clauses[1]).toEqual({
          isNot: false,
          criterion: { is: 'attribute', key, value: exactly(value) },
        });
      }),
    );
  });

  test('a very long query is read at once', () => {
    const long = `${'"a\\"'.repeat(20_000)} ${'a.b-'.repeat(20_000)}`;
    expect(parseSpanQuery(long).clauses.length).toBeGreaterThan(0);
  });
});
