import { expect, test } from 'vitest';
import { nearestWord } from '../../../src/core/lib/nearest-word.ts';

const KEYS = ['http.route', 'http.response.status_code', 'http.status_code', 'db.system', 'k8s.pod.name'];

test.each([
  ['http.rout', 'http.route'], // a part of it
  ['http.ruote', 'http.route'], // two letters of ten
  ['HTTP.ROUTE', 'http.route'],
  ['status_code', 'http.status_code'], // the shortest that contains it
  ['db.sytem', 'db.system'],
  ['db_system', 'db.system'],
  ['pod', 'k8s.pod.name'],
  ['xyz', null],
  ['s', null], // in every one of them
  ['od', null],
  ['', null],
])('for %j: %j', (wanted, expected) => {
  expect(nearestWord(wanted, KEYS)).toBe(expected);
});
