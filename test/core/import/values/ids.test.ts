import { expect, test } from 'vitest';
import { spanIdOf, traceIdOf } from '../../../../src/core/import/values/ids.ts';

const ID = '5b8efff798038103d269b633813fc60c';

test.each([
  ['hexadecimal', ID, ID],
  ['upper case', ID.toUpperCase(), ID],
  ['with 0x', `0x${ID}`, ID],
  ['a UUID', '5b8efff7-9803-8103-d269-b633813fc60c', ID],
  ['base64', 'W47/95gDgQPSabYzgT/GDA==', ID],
  ['base64 for addresses', 'W47_95gDgQPSabYzgT_GDA==', ID],
  ['64 bits', 'd269b633813fc60c', '0000000000000000d269b633813fc60c'],
  ['one digit', '1', '00000000000000000000000000000001'],
  ['a number', 12, '00000000000000000000000000000012'],
  ['zeros', '00000000000000000000000000000000', ''],
  ['zeros in base64', 'AAAAAAAAAAAAAAAAAAAAAA==', ''],
  ['empty', '', ''],
  ['null', null, ''],
  ['missing', undefined, ''],
  ['base64 without padding', 'W47/95gDgQPSabYzgT/GDA', ID],
  ['22 characters that are more than 16 bytes', 'W47/95gDgQPSabYzgT/GDB', 'W47/95gDgQPSabYzgT/GDB'],
  ['a name of 22 characters', 'Nightly-checkout-run-Q', 'Nightly-checkout-run-Q'],
  ['a name in small letters', 'nightly-checkout-2026g', 'nightly-checkout-2026g'],
  ['base64 of another length', 'W47/95gDgQ==', 'W47/95gDgQ=='],
  ['text', 'Trace-1', 'Trace-1'],
  ['AWS X-Ray’s', '1-581cf771-a006649127e371903a2de979', '1-581cf771-a006649127e371903a2de979'],
])('a trace id: %s', (_, text, expected) => {
  expect(traceIdOf(text)).toBe(expected);
});

test.each([
  ['hexadecimal', 'EEE19B7EC3C1B174', 'eee19b7ec3c1b174'],
  ['base64', '7uGbfsPBsXQ=', 'eee19b7ec3c1b174'],
  ['short', 'a1', '00000000000000a1'],
  ['base64 without padding', '7uGbfsPBsXQ', 'eee19b7ec3c1b174'],
  ['base64 for addresses without padding', '7uGb_sPB-XQ', 'eee19bfec3c1f974'],
  ['11 characters of text', 'checkout-00', 'checkout-00'],
  ['11 characters of text with a capital', 'Checkout-00', 'Checkout-00'],
  ['longer than a span id', ID, ID],
])('a span id: %s', (_, text, expected) => {
  expect(spanIdOf(text)).toBe(expected);
});
