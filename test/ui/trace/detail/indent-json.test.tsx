import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson } from '../../../../src/ui/trace/detail/indent-json.ts';

test('each member stands on a line of its own, empty lists and objects on one', () => {
  expect(indentJson('{"a":[1,{"b":[ ]}],"c":{}}')).toBe(
    ['{', '  "a": [', '    1,', '    {', '      "b": []', '    }', '  ],', '  "c": {}', '}'].join('\n'),
  );
});

test('digits, escapes and what is no JSON stay as they are', () => {
  const odd = String.raw`{"t":1700000000000000000.10,"s":"\u00e9\/ {,}","n":NaN}`;
  expect(indentJson(odd).replaceAll(/\n\s*/g, '').replaceAll(': ', ':')).toBe(odd);
});

test('a record that is cut, or closes more than it opened, is shown as far as it goes', () => {
  expect(indentJson('{"a":["unclosed, [')).toBe('{\n  "a": [\n    "unclosed, [');
  expect(indentJson(']}')).toBe('\n]\n}');
});

test('100,000 levels are no trouble', () => {
  expect(indentJson('['.repeat(100_000)).length).toBeLessThan(30_000_000);
});

test('property: what JSON.stringify indents, however it was spaced before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
      expect(indentJson(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});
