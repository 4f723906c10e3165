import { expect, test } from 'vitest';
import { templateOf } from '../../../src/core/analyze/message-template.ts';

test.each([
  ['timeout after 30 ms', 'timeout after # ms'],
  ['key "orders_pkey" is there', 'key # is there'],
  ['order 4bf92f35-77b3-4da6-a3ce-929d0e0e4736 not found', 'order # not found'],
  ['at 0xdeadbeef', 'at #'],
  ["can't open, won't retry", "can't open, won't retry"],
  ["no column 'price' in 'orders'", 'no column # in #'],
  ['first line\n  at stack', 'first line'],
  ['', ''],
  [`${'a'.repeat(299)} 1 and more`, 'a'.repeat(299)],
])('the template of %j is %j', (message, template) => {
  expect(templateOf(message)).toBe(template);
});
