import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextPlace } from '../../../src/core/json/byte-window.ts';
import { buildOutline } from '../../../src/core/json/outline.ts';
import type { NoticeKind } from '../../../src/core/json/document-handler.ts';
import { RecordSplitter } from '../../../src/core/json/record-splitter.ts';

interface Reading {
  /** `{path`, `path=json` and `}path`, in order. */
  readonly events: string[];
  readonly notices: string[];
  readonly places: TextPlace[];
}

/** What the splitter says of `text`, given in chunks of `chunkSize` bytes. */
function read(text: string | Uint8Array, containers: readonly string[], chunkSize = Infinity): Reading {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const events: string[] = [];
  const notices: string[] = [];
  const places: TextPlace[] = [];
  const receiver = {
    open: (path: string) => events.push(`{${path}`),
    value(path: string, value: unknown) {
      if (value === 'throw') throw new Error('not my record');
      events.push(`${path}=${JSON.stringify(value)}`);
    },
    close: (path: string) => events.push(`}${path}`),
  };
  const outline = buildOutline(containers);
  const splitter = new RecordSplitter({
    plan: (head) => (new TextDecoder().decode(head).includes('"skip"') ? null : { outline, receiver }),
    notice(kind: NoticeKind, count: number, place: () => TextPlace) {
      notices.push(`${kind} ${count}`);
      places.push(place());
    },
  });
  for (let at = 0; at < bytes.length; at += chunkSize) splitter.push(bytes.slice(at, at + chunkSize));
  splitter.end();
  return { events, notices, places };
}

/** Checks that the events are the same for every way of cutting the text into chunks. */
function check(
  text: string,
  containers: readonly string[],
  events: readonly string[],
  notices: readonly string[] = [],
) {
  for (const chunkSize of [1, 2, 3, 7, 64, Infinity]) {
    const reading = read(text, containers, chunkSize);
    expect(reading.events, `chunks of ${chunkSize}`).toEqual(events);
    expect(reading.notices, `chunks of ${chunkSize}`).toEqual(notices);
  }
}

const OTLP = ['', 'spans', 'spans[]', 'spans[].list'];

test('a document without containers is one value', () => {
  check('{"a":[1,2]}', [], ['={"a":[1,2]}']);
});

test('containers are opened and closed around the values in them', () => {
  check(
    '{"a":1,"spans":[{"list":[1,{"x":2},[3]],"b":null}],"c":"d"}',
    OTLP,
    ['{', 'a=1', '{spans', '{spans[]', '{spans[].list', 'spans[].list[]=1', 'spans[].list[]={"x":2}'].concat([
      'spans[].list[]=[3]',
      '}spans[].list',
      'spans[].b=null',
      '}spans[]',
      '}spans',
      'c="d"',
      '}',
    ]),
  );
});

test('what stands at a container path but is no list or object is a value', () => {
  check('{"spans":"none"} {"spans":[7]}', OTLP, [
    '{',
    'spans="none"',
    '}',
    '{',
    '{spans',
    'spans[]=7',
    '}spans',
    '}',
  ]);
});

test('JSON lines: LF, CRLF, blank lines, commas, record separators, no separator at all', () => {
  check(
    '{"a":1}\n{"a":2}\r\n\n\r\n{"a":3},\n\u001e{"a":4}\n{"a":5}{"a":6}',
    [],
    [1, 2, 3, 4, 5, 6].map((a) => `={"a":${a}}`),
  );
});

test('pretty-printed documents, one after another', () => {
  const document = JSON.stringify({ spans: [{ list: [1] }] }, null, 2);
  const events = [
    '{',
    '{spans',
    '{spans[]',
    '{spans[].list',
    'spans[].list[]=1',
    '}spans[].list',
    '}spans[]',
    '}spans',
    '}',
  ];
  check(`${document}\n${document}`, OTLP, [...events, ...events]);
});

test('lists and objects that begin a line belong to the document they stand in', () => {
  check(
    '{"spans":\n[\n{"b":1},\n{"b":2}\n]\n}',
    ['', 'spans'],
    ['{', '{spans', 'spans[]={"b":1}', 'spans[]={"b":2}', '}spans', '}'],
  );
});

test('a document that is a string is read as the document it holds', () => {
  const once = JSON.stringify('{"a":"\\"x\\""}');
  check(`${once}\n${JSON.stringify(once)}`, [], ['={"a":"\\"x\\""}', '={"a":"\\"x\\""}']);
});

test('a document nobody wants is passed over, even a broken one', () => {
  check('{"skip":[{"a":"]}"}]}\n{"a":1}\n{"skip":[1,2\n{"a":2}', [], ['={"a":1}', '={"a":2}']);
});

test('a broken line is skipped, and the next line goes on', () => {
  check(
    '{"a":1}\n{"a":oops}\n{"a":2}\n{"a"\n{"a":3}\n{"a":"x\n{"a":4}\nnot JSON\n{"a":5}',
    [],
    [1, 2, 3, 4, 5].map((a) => `={"a":${a}}`),
    ['invalid 1', 'invalid 1', 'invalid 1', 'line 1'],
  );
});

test('lines of text between documents are counted one by one; the rest of a broken document is not', () => {
  const text = 'one\r\ntwo {"x":1}\n\n  at three\nfour\n{"a":1} five\nsix\n{"a":2}\nseven\n';
  check(text, [], ['={"a":1}', '={"a":2}'], ['line 1', 'line 1', 'line 1', 'invalid 1', 'line 1']);
  check('{"a":oops\nx\ny\n{"a":3}', [], ['={"a":3}'], ['invalid 1']);
});

test('a broken line loses only the records that are broken', () => {
  check(
    '{"spans":[{"b":1},{"b":oops},{"b":2}]}\n{"spans":[{"b":3},{"b"\n{"spans":[{"b":4}]}',
    ['', 'spans'],
    ['{', '{spans', 'spans[]={"b":1}', 'spans[]={"b":2}', '}spans', '}'].concat([
      '{',
      '{spans',
      'spans[]={"b":3}',
      '}spans',
      '}',
      '{',
      '{spans',
      'spans[]={"b":4}',
      '}spans',
      '}',
    ]),
    ['invalid 1', 'syntax 1'],
  );
});

test('a record its receiver refuses is counted, and the others are kept', () => {
  const { events, places } = read('{"spans":[]}\n{"spans":[1,"throw",2]}', ['', 'spans']);
  expect(events.slice(4)).toEqual(['{', '{spans', 'spans[]=1', 'spans[]=2', '}spans', '}']);
  expect(places).toMatchObject([{ line: 2, column: 13, offset: 25, reason: 'not my record' }]);
});

test('a text that ends too early keeps everything whole and closes what it opened', () => {
  check(
    '{"spans":[{"list":[1,2,{"x"',
    OTLP,
    [
      '{',
      '{spans',
      '{spans[]',
      '{spans[].list',
      'spans[].list[]=1',
      'spans[].list[]=2',
      '}spans[].list',
      '}spans[]',
      '}spans',
      '}',
    ],
    ['cut-off 1'],
  );
  for (const text of ['{', '[', '"a', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"spans":[{"b":"x\\'])
    expect(read(text, OTLP).notices, text).toEqual(['cut-off 1']);
  expect(read('{"a":1}\n{"a":', []).places).toMatchObject([{ line: 2, column: 6, offset: 13 }]);
});

test('a trailing comma is told with its place; the records around it are kept', () => {
  const { events, notices, places } = read('{\n "spans": [\n  1,\n  2\n ,],\n "b": 3\n}', OTLP);
  expect(events).toEqual(['{', '{spans', 'spans[]=1', 'spans[]=2', '}spans', 'b=3', '}']);
  expect(notices).toEqual(['comma 1']);
  expect(places).toMatchObject([{ line: 5, column: 2, reason: 'trailing comma before ]' }]);
});

test('a missing comma and a comma too many are told; the records around them are kept', () => {
  const { events, places } = read('{"spans":[1 2,,3],"a":{"b":[,]}}', ['', 'spans']);
  expect(events).toEqual(['{', '{spans', 'spans[]=1', 'spans[]=2', 'spans[]=3', '}spans', '}']);
  expect(places.map((place) => place.reason)).toEqual([
    'missing comma',
    'a comma too many',
    '“,” where a value or ] was expected',
  ]);
});

test('integers that a double cannot hold come as strings, all others as numbers', () => {
  check(
    '{"a":[9007199254740991,9007199254740992,-9007199254740993,1695947455229000,1.12345678901234567,12345678901234567890e1]}\n{"a":"[12345678901234567890, 1]"}',
    ['', 'a'],
    [
      '{',
      '{a',
      'a[]=9007199254740991',
      'a[]="9007199254740992"',
      'a[]="-9007199254740993"',
      'a[]=1695947455229000',
      'a[]=1.1234567890123457',
      'a[]=123456789012345680000',
      '}a',
      '}',
    ].concat(['{', 'a="[12345678901234567890, 1]"', '}']),
  );
});

test('strings beside a long integer stay as they are', () => {
  check(
    String.raw`[12345678901234567890,"\": 12345678901234567890, NaN","\\",{"NaN":NaN}]`,
    [],
    [String.raw`=["12345678901234567890","\": 12345678901234567890, NaN","\\",{"NaN":null}]`],
    ['non-number 1'],
  );
});

test('NaN and infinities become null and are counted', () => {
  check('[NaN,Infinity,-Infinity,1]', [], ['=[null,null,null,1]'], ['non-number 3']);
});

test('bytes that are not UTF-8 are replaced and counted; a replacement character in the text is not', () => {
  const bytes = Uint8Array.from([0x5b, 0x22, 0xff, 0xef, 0xbf, 0xbd, 0x22, 0x5d]);
  expect(read(bytes, [])).toMatchObject({ events: ['=["\u{fffd}\u{fffd}"]'], notices: ['utf8 1'] });
});

test('100,000 levels of nesting and hostile keys are data', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const values: unknown[] = [];
  const outline = buildOutline(['', 'a']);
  const receiver = { open() {}, value: (_: string, value: unknown) => values.push(value), close() {} };
  const splitter = new RecordSplitter({ plan: () => ({ outline, receiver }), notice() {} });
  splitter.push(new TextEncoder().encode(`{"a":${deep}}`));
  splitter.end();
  expect(values).toHaveLength(1);
  expect(read('{"__proto__":{"x":1},"constructor":2}', ['', '__proto__']).events).toEqual([
    '{',
    '{__proto__',
    '__proto__.x=1',
    '}__proto__',
    'constructor=2',
    '}',
  ]);
});

test('an unclosed bracket, a stray closer and brackets that do not match end the document, not the file', () => {
  check(
    '{"a":[1}\n{"a":2}\n]\n{"a":3}\n{"a":[4}]}\n{"a":5}',
    [],
    ['={"a":2}', '={"a":3}', '={"a":5}'],
    ['invalid 1', 'invalid 1', 'invalid 1'],
  );
});

// Containers that do not fit into a batch of 128 KB are walked into: the receiver must not notice.
test('large containers give the same events as small ones', () => {
  const spans = Array.from({ length: 6_000 }, (_, i) => ({
    id: i,
    name: `span ${i} ${'é'.repeat(i % 50)}`,
  }));
  const text = JSON.stringify({
    before: [1],
    spans: [{ list: spans, x: 1 }, { list: [] }, { list: spans.slice(0, 3) }],
    after: '}',
  });
  const expected = replay(JSON.parse(text), OTLP);
  for (const chunkSize of [997, 65_536, Infinity])
    expect(read(text, OTLP, chunkSize)).toEqual({ events: expected, notices: [], places: [] });
  const indented = JSON.stringify(JSON.parse(text), null, 1);
  expect(read(indented, OTLP, 10_007).events).toEqual(expected);
});

test('in a large document a broken record costs itself only', () => {
  const good = `{"name":"${'x'.repeat(1000)}"}`;
  const records = Array.from({ length: 500 }, (_, i) => (i % 100 === 50 ? '{"name":\'x\'}' : good));
  const { events, notices, places } = read(`{"spans":[\n${records.join(',\n')}]}`, ['', 'spans'], 4096);
  expect(events).toHaveLength(495 + 4);
  expect(notices).toEqual(Array.from({ length: 5 }, () => 'invalid 1'));
  expect(places[1]).toMatchObject({
    line: 152,
    column: 9,
    reason: 'single quotes; JSON knows only double quotes',
  });
});

test('a quote that never closes does not swallow more than one record may hold', () => {
  const notices: string[] = [];
  const values: unknown[] = [];
  const outline = buildOutline(['']);
  const receiver = { open() {}, value: (_: string, value: unknown) => values.push(value), close() {} };
  const splitter = new RecordSplitter(
    {
      plan: () => ({ outline, receiver }),
      notice: (kind, _, place) => notices.push(`${kind}: ${place().reason}`),
    },
    { largestRecord: 1000 },
  );
  const encoder = new TextEncoder();
  splitter.push(encoder.encode('{"a":"'));
  for (let i = 0; i < 100; i++) splitter.push(encoder.encode(' swallowed'));
  splitter.push(encoder.encode('\n{"a":1}'));
  splitter.end();
  expect(notices).toEqual(['syntax: a value of more than 64 MB; is a quote missing?']);
  expect(values).toEqual([1]);
});

const ANY_NAME = fc.constantFrom('a', 'b', 'c');
const { json: ANY_JSON } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(ANY_NAME, tie('json'), { maxKeys: 3 }),
  ),
}));
const ANY_DOCUMENT = fc.oneof(fc.array(ANY_JSON), fc.dictionary(ANY_NAME, ANY_JSON));
const ANY_PATH = fc
  .array(fc.oneof(ANY_NAME, fc.constant('[]')), { maxLength: 4 })
  .map((parts) =>
    parts.reduce((whole, part) => (part === '[]' || whole === '' ? whole + part : `${whole}.${part}`), ''),
  );

test('property: any document, any containers, any chunks: the events of JSON.parse of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(ANY_DOCUMENT, { minLength: 1, maxLength: 3 }),
      fc.array(ANY_PATH),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 2 }),
      (documents, paths, chunkSize, indent) => {
        const text = documents.map((value) => JSON.stringify(value, null, indent)).join('\n');
        const events = documents.flatMap((value) => replay(JSON.parse(JSON.stringify(value)), paths));
        expect(read(text, paths, chunkSize)).toEqual({ events, notices: [], places: [] });
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

/** Each list and object that is a value, as JSON, and the text at the place the splitter gives for it, as long. */
function readPlaces(text: string, containers: readonly string[], chunkSize: number): [string, string][] {
  const bytes = Buffer.from(text);
  const found: [string, string][] = [];
  const outline = buildOutline(containers);
  const splitter: RecordSplitter = new RecordSplitter({
    plan: () => ({
      outline,
      receiver: {
        open: () => expect(['[', '{']).toContain(String.fromCharCode(bytes[splitter.place])),
        value(_, value) {
          const json = JSON.stringify(value);
          if (typeof value === 'object' && value !== null)
            found.push([
              json,
              bytes.toString('utf8', splitter.place, splitter.place + Buffer.byteLength(json)),
            ]);
        },
        close: () => expect(['[', '{']).toContain(String.fromCharCode(bytes[splitter.place])),
      },
    }),
    notice: () => undefined,
  });
  for (let at = 0; at < bytes.length; at += chunkSize) splitter.push(bytes.subarray(at, at + chunkSize));
  splitter.end();
  expect(splitter.textLength).toBe(bytes.length);
  return found;
}

test('property: every list and object is told with the place where it stands', () => {
  fc.assert(
    fc.property(
      fc.array(ANY_DOCUMENT, { minLength: 1, maxLength: 3 }),
      fc.array(ANY_PATH),
      fc.integer({ min: 1, max: 40 }),
      (documents, paths, chunkSize) => {
        const text = documents.map((value) => JSON.stringify(value)).join('\n');
        for (const [json, there] of readPlaces(text, paths, chunkSize)) expect(there).toBe(json);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

test('places are right in containers that are walked into, parsed whole or given up', () => {
  const list = Array.from({ length: 6_000 }, (_, i) => ({ id: i, tags: [{ a: 'é' }] }));
  const large = JSON.stringify({ first: { x: [1] }, spans: [{ list }, { list: list.slice(0, 2) }] });
  const broken = '{"spans":[{"list":[{"id":1},{"id":2}]},{"list":[{"id":3},';
  for (const chunkSize of [997, 65_536, Infinity]) {
    const found = readPlaces(`${large}\n${large}\n${broken}`, OTLP, chunkSize);
    expect(found).toHaveLength(2 * 6_003 + 3);
    expect(found.filter(([json, there]) => json !== there)).toEqual([]);
  }
});

test('what a document in a string holds has the place of the string', () => {
  const places: number[] = [];
  const splitter: RecordSplitter = new RecordSplitter({
    plan: () => ({
      outline: buildOutline(['']),
      receiver: { open() {}, value: () => places.push(splitter.place), close() {} },
    }),
    notice: () => undefined,
  });
  splitter.push(new TextEncoder().encode(`[{}]\n${JSON.stringify('[{},{}]')}`));
  splitter.end();
  expect(places).toEqual([1, 5, 5]);
});

/** The events of a parsed document. */
function replay(value: unknown, containers: readonly string[], path = ''): string[] {
  if (!containers.includes(path) || typeof value !== 'object' || value === null)
    return [`${path}=${JSON.stringify(value)}`];
  const members = Array.isArray(value)
    ? value.map((member: unknown) => [`${path}[]`, member] as const)
    : Object.entries(value).map(
        ([key, member]) => [path === '' ? key : `${path}.${key}`, member as unknown] as const,
      );
  return [`{${path}`, ...members.flatMap(([at, member]) => replay(member, containers, at)), `}${path}`];
}
