import { expect, test } from 'vitest';
import { mendControls } from '../../../src/core/json/mend-controls.ts';

test.each([
  ['{"a":"b\u{1}c\u{0}"}', '{"a":"b\u{fffd}c\u{fffd}"}', 2],
  ['{"a":"b\tc"}', '{"a":"b\\tc"}', 1],
  ['{\t"a":\t"b"\u{1}}', '{\t"a":\t"b"\u{1}}', 0],
  ['["\\"\u{1}", "\\\\", "\u{1f}"]', '["\\"\u{fffd}", "\\\\", "\u{fffd}"]', 2],
  ['["a\r\nb"]', '["a\r\nb"]', 0],
])('in strings only: %j', (text, mended, count) => {
  expect(mendControls(text)).toEqual({ text: mended, count });
});
