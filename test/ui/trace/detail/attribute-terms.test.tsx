import { expect, test } from 'vitest';
import { parseSpanQuery } from '../../../../src/core/model/parse-span-query.ts';
import { groupAttributes } from '../../../../src/ui/trace/detail/attribute-groups.ts';
import { termOf, withTerm } from '../../../../src/ui/trace/detail/attribute-terms.ts';

test.each([
  ['http.route', '/cart'],
  ['status', 'gold'],
  ['odd key "x"', String.raw`a "quoted" \ value`],
  ['db.statement', 'SELECT 1\n FROM x'],
  ['flag', '-1'],
])('the term for %s is understood as exactly that', (key, value) => {
  const { clauses, problems } = parseSpanQuery(termOf({ key, value }, false));
  expect(problems).toEqual([]);
  expect(clauses).toEqual([
    { isNot: false, criterion: { is: 'attribute', key, value: { text: value, isExact: true } } },
  ]);
  expect(parseSpanQuery(termOf({ key, value }, true)).clauses).toMatchObject([{ isNot: true }]);
});

test('a value too long to be written asks for the attribute alone', () => {
  expect(termOf({ key: 'body', value: 'x'.repeat(1000) }, false)).toBe('body:');
});

test('a term is added once, in place of its opposite, and leaves the others as they are', () => {
  const query = 'error  -tier="very gold" duration>1s';
  expect(withTerm(query, 'tier="very gold"')).toBe('error duration>1s tier="very gold"');
  expect(withTerm(query, '-tier="very gold"')).toBe('error duration>1s -tier="very gold"');
  expect(withTerm('', 'a=1')).toBe('a=1');
});

test('many attributes are grouped by the first word of their keys; a few are not', () => {
  const named = (...keys: string[]) => keys.map((key) => ({ key, type: 0 as const, value: '' }));
  const few = named('http.a', 'db.a', 'http.b');
  expect(groupAttributes(few)).toEqual([{ name: '', attributes: few }]);
  const many = named('http.a', 'alone.x', 'db.a', 'plain', 'db.b', 'http.b', ...'12345678'.split(''));
  expect(
    groupAttributes(many).map(({ name, attributes }) => [name, attributes.map(({ key }) => key)]),
  ).toEqual([
    ['', ['alone.x', 'plain', ...'12345678'.split('')]],
    ['db', ['db.a', 'db.b']],
    ['http', ['http.a', 'http.b']],
  ]);
});
