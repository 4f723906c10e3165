import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelTables } from '../../../src/core/kernel/kernel-tables.ts';
import { createKernel } from '../../../src/core/kernel/kernel.ts';
import { list, MEMBERS, object, RAW, record } from '../../../src/core/kernel/node.ts';
import { rowTable } from '../../../src/core/kernel/row-table.ts';
import { drawnValue, Members, spell, STYLES } from '../../fixtures/drawn-json.ts';
import { transcribe } from '../../fixtures/kernel-transcript.ts';

const ROW = rowTable({
  id: { is: 'traceId', keys: ['id'] },
  name: { is: 'text', keys: ['name'] },
  time: { is: 'time', unit: 1, keys: ['time'] },
  ratio: { is: 'double', keys: ['ratio'] },
  kind: { is: 'value', keys: ['kind'] },
  attributes: { is: 'attributes', keys: ['attributes'], fixed: ['key'] },
});
const TABLES = kernelTables(object({ raw: RAW, members: MEMBERS, rows: list(record(ROW)) }));

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));

/** Whether the whole of `bytes` is JSON in valid UTF-8. */
function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Places of a document where a value, or what is in a string, is put to see whether it is taken. */
const PLACES: readonly (readonly [name: string, before: string, after: string])[] = [
  ['an unknown member', '{"x":', '}'],
  ['a kept value', '{"raw":', '}'],
  ['a kept member', '{"members":{"a":', '}}'],
  ['deep in a value', '{"raw":[{"a":[', ']}]}'],
  ['a value of a row', '{"rows":[{"kind":', '}]}'],
  ['an unknown member of a row', '{"rows":[{"x":', '}]}'],
  ['an attribute', '{"rows":[{"attributes":[', ']}]}'],
  ['a value of an attribute', '{"rows":[{"attributes":[{"key":"a","value":', '}]}]}'],
  [
    'a value of an attribute met before',
    '{"rows":[{"attributes":[{"key":"a","value":"b"},{"key":"a","value":"b"}]},{"attributes":[{"key":"a","value":',
    '}]}]}',
  ],
  [
    'a number of an attribute met before',
    '{"rows":[{"attributes":[{"key":"a","value":1},{"key":"a","value":1}]},{"attributes":[{"key":"a","value":',
    '}]}]}',
  ],
  [
    'an attribute where there were members',
    '{"rows":[{"attributes":{"k":1}},{"attributes":[',
    ']},{"attributes":{"k":1}},{"attributes":["a"]}]}',
  ],
  ['a member of attributes', '{"rows":[{"attributes":{"a":', '}}]}'],
  ['a text', '{"rows":[{"name":', '}]}'],
  ['a time', '{"rows":[{"time":', '}]}'],
  ['a number', '{"rows":[{"ratio":', '}]}'],
  ['an id', '{"rows":[{"id":', '}]}'],
];

const VALUES: readonly string[] = [
  ['0', '-0', '10', '-1.5', '1e5', '1E-05', '0.0e+0', '12345678901234567890123', '1e999'],
  ['01', '-01', '+1', '.5', '1.', '1.e5', '1e', '1e+', '--1', '0x10', 'NaN', 'Infinity', '-', '1 2', '1a'],
  ['true', 'false', 'null', 'True', 'tru', 'truee', 'nul', 'nulll', 'falsy', 'fals', 'undefined'],
  ['""', '"a"', '"\\n\\u00e9\\"\\\\\\/\\b\\f\\r\\t"', '"\\ud83d\\ude00"', '"\\ud800"', '"\\uABCD"'],
  [
    '"\\x"',
    '"\\u12g4"',
    '"\\u123"',
    '"\\',
    '"\\u',
    '"a',
    "'a'",
    '"\n"',
    '"\t"',
    '"\u0000"',
    '"\u001f"',
    '"\u007f"',
  ],
  ['[]', '[1]', '[1,2]', '[ ]', '[1,]', '[,1]', '[,]', '[1 2]', '[', ']', '[1', '[]]', '[1}', '[[[[]]]]'],
  [
    '{}',
    '{"a":1}',
    '{ }',
    '{"a":1,}',
    '{,}',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '{1:1}',
    '{"a":1 "b":2}',
    '{"a" 1}',
  ],
  [
    '{',
    '}',
    '{"a":1]',
    '{"a":{"b":{}}}',
    '',
    ',',
    ':',
    '1,2',
    '"a" "b"',
    '"k":1',
    '"k":1,"k":1',
    '/* */1',
    '1//',
    '\u00a01',
    '\ufeff1',
  ],
  ['\u2028', '"\u2028é\u{1f600}"', '\f1', '\v1', ' \t\r\n1 \t\r\n'],
].flat();

/** Bytes in a string that are UTF-8, or nearly. */
const UTF8: readonly (readonly number[])[] = [
  [0xc3, 0xa9],
  [0xdf, 0xbf],
  [0xe0, 0xa0, 0x80],
  [0xed, 0x9f, 0xbf],
  [0xee, 0x80, 0x80],
  [0xef, 0xbf, 0xbf],
  [0xf0, 0x90, 0x80, 0x80],
  [0xf4, 0x8f, 0xbf, 0xbf],
  [0x80],
  [0xbf],
  [0xc0, 0x80],
  [0xc1, 0xbf],
  [0xc3],
  [0xc3, 0x28],
  [0xe0, 0x9f, 0xbf],
  [0xe2, 0x82],
  [0xe2, 0x28, 0xa1],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x8f, 0xbf, 0xbf],
  [0xf0, 0x9f, 0x98],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xfe],
  [0xff],
];

describe.each(PLACES)('as %s', (_, before, after) => {
  test('the kernel takes what JSON.parse takes', () => {
    for (const value of VALUES) {
      const text = before + value + after;
      const { result, reason } = transcribe(text, TABLES, { chunk: 5 });
      expect([value, result === 'done'], reason).toEqual([value, isJson(bytesOf(text))]);
    }
  });

  test('bytes that are no UTF-8 are refused', () => {
    for (const bytes of UTF8)
      for (const around of ['', 'sixteen and more bytes']) {
        const text = bytesOf(`${before}"${around}`, bytes, `${around}"${after}`);
        for (const chunk of [1, 1 << 16])
          expect([bytes, transcribe(text, TABLES, { chunk }).result === 'done']).toEqual([
            bytes,
            isJson(text),
          ]);
      }
  });
});

describe('a text that is not strict JSON', () => {
  /** Enough of everything, written in each style. */
  const seeds = STYLES.map((style) =>
    Buffer.from(
      spell(
        new Members([
          [
            'raw',
            new Members([
              ['a', ['é', 'b\n', true, null]],
              ['b', new Members([])],
            ]),
          ],
          [
            'rows',
            ['GET', 'POST "x"', '日本'].map(
              (text, at) =>
                new Members([
                  ['id', `4bf92f3577b34da6a3ce929d0e0e473${at}`],
                  ['name', text],
                  ['time', '1544712660000000000'],
                  [
                    'attributes',
                    [text, 'b'].map(
                      (value) =>
                        new Members([
                          ['key', 'k'],
                          ['value', value],
                        ]),
                    ),
                  ],
                ]),
            ),
          ],
        ]),
        style,
      ),
    ),
  );
  const drawnBytes = fc.oneof(
    fc.constantFrom(...Buffer.from('{}[],:"\\ 0-.eEtfn/u\n\t')),
    fc.integer({ min: 0, max: 255 }),
  );
  const drawnChange = fc.record({
    at: fc.nat(),
    remove: fc.integer({ min: 0, max: 3 }),
    insert: fc.array(drawnBytes, { maxLength: 3 }),
  });

  test('is never taken for it, and what is JSON never for a fault of it, whatever is changed', () => {
    const kernel = createKernel()!;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(...seeds),
          drawnValue.map((value) => Buffer.from(spell(value, STYLES[0]))),
        ),
        fc.array(drawnChange, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 7, 64, 1 << 16),
        (seed, changes, chunk) => {
          let bytes = [...seed];
          for (const { at, remove, insert } of changes) {
            const from = at % (bytes.length + 1);
            bytes = [...bytes.slice(0, from), ...insert, ...bytes.slice(from + remove)];
          }
          const text = Uint8Array.from(bytes);
          const { result, reason, at } = transcribe(text, TABLES, { chunk, kernel });
          const isDone = result === 'done';
          const isValid = isJson(isDone ? text.subarray(0, at) : text);
          // Of JSON, it leaves only what the tables do not say.
          const allowed = isDone ? [true] : reason === 'shape' ? [true, false] : [false];
          expect(allowed, `${result}, ${reason}`).toContain(isValid);
        },
      ),
      { numRuns: 6000 },
    );
  });

  test('ends in a stop in front of the member that it stands in', () => {
    const text = '{"raw":1,"rows":[{"name":"a"},{"name":"b}]}';
    const { result, reason, at, events } = transcribe(text, TABLES, { chunk: 3 });
    expect({ result, reason, rest: text.slice(at) }).toEqual({
      result: 'stopped',
      reason: 'cut-off',
      rest: ',{"name":"b}]}',
    });
    expect(events.map(({ is }) => is)).toEqual(['open', 'value', 'open', 'row']);
  });
});

test('512 levels are gone into, and no more', () => {
  const nested = (depth: number): string => `{"raw":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(transcribe(nested(512), TABLES).result).toBe('done');
  expect(transcribe(nested(513), TABLES)).toMatchObject({ result: 'stopped', reason: 'depth', at: 1 });
});
