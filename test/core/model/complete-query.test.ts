import { expect, test } from 'vitest';
import { completeKey, completeValue, readQueryEnd } from '../../../src/core/model/complete-query.ts';

test.each([
  ['', null],
  ['cart ', null],
  ['dur', { before: '', written: 'dur', key: null }],
  ['cart -Ht', { before: 'cart -', written: 'ht', key: null }],
  ['http.route:', { before: 'http.route:', written: '', key: { text: 'http.route', isFixed: false } }],
  ['a -Kind:Ser', { before: 'a -Kind:', written: 'ser', key: { text: 'Kind', isFixed: true } }],
  ['"kind":x', { before: '"kind":', written: 'x', key: { text: 'kind', isFixed: false } }],
  [String.raw`"\":":x`, { before: String.raw`"\":":`, written: 'x', key: { text: '":', isFixed: false } }],
  ['name:="GET /c', { before: 'name:=', written: 'get /c', key: { text: 'name', isFixed: true } }],
  ['name:="GET /cart"', null],
  ['name:"', { before: 'name:', written: '', key: { text: 'name', isFixed: true } }],
  ['rows>5', null],
])('the end of %j', (query, end) => {
  expect(readQueryEnd(query)).toEqual(end);
});

test.each([
  ['dur', ['duration>', 'dur>', 'db.duration:']],
  ['-ser', ['-service:', '-server.address:']],
  ['cart DB', ['cart db.system:', 'cart db.duration:']],
  ['two', ['"two words":']],
  ['xyz', []],
])('keys for %j', (query, expected) => {
  const keys = ['db.system', 'server.address', 'two words', 'db.duration'];
  expect(completeKey(readQueryEnd(query)!, keys, 5)).toEqual(expected);
});

test('keys are as many as asked for, fixed ones first', () => {
  expect(completeKey(readQueryEnd('e')!, ['a.e', 'b.e', 'c.e'], 2)).toEqual(['event:', 'a.e:']);
});

test.each([
  ['name:', ['name:"GET /cart"', 'name:tick']],
  ['-name:CART', ['-name:"GET /cart"']],
  ['name:="ge', ['name:="GET /cart"']],
  ['name:tick', []],
])('values for %j', (query, expected) => {
  expect(completeValue(readQueryEnd(query)!, ['GET /cart', '', 'tick', 'tock'], 2)).toEqual(expected);
});
