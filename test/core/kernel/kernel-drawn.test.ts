import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelTables, type KernelTables } from '../../../src/core/kernel/kernel-tables.ts';
import { type KernelNode, list, MEMBERS, object, RAW, record, SKIP } from '../../../src/core/kernel/node.ts';
import { rowTable } from '../../../src/core/kernel/row-table.ts';
import {
  type Drawn,
  drawnNumber,
  drawnText,
  drawnValue,
  Members,
  spell,
  Spelled,
  STYLES,
} from '../../fixtures/drawn-json.ts';
import { compareRow, type Event, type Parsed, transcribe } from '../../fixtures/kernel-transcript.ts';

const ENTRY = rowTable({
  time: { is: 'time', unit: 1, keys: ['timeUnixNano'] },
  label: { is: 'text', keys: ['label'], nullable: true },
  fields: { is: 'attributes', keys: ['fields'], fixed: ['key', 'type'] },
});
/** Every action, and keys of one record that begin alike. */
const ROW = rowTable({
  trace: { is: 'traceId', keys: ['traceId'] },
  exactTrace: { is: 'traceId', keys: ['traceIdentifier'], exact: true },
  span: { is: 'spanId', keys: ['spanId', 'span_id'] },
  parent: { is: 'spanId', keys: ['parentSpanId'], exact: true, nullable: true },
  name: { is: 'text', keys: ['name'] },
  kind: { is: 'value', keys: ['kind'] },
  status: { is: 'value', keys: ['status'], nullable: true },
  start: { is: 'time', unit: 1, keys: ['startTimeUnixNano'] },
  micros: { is: 'time', unit: 1000, keys: ['startTime'] },
  count: { is: 'integer', keys: ['count'] },
  ratio: { is: 'double', keys: ['ratio'] },
  attributes: { is: 'attributes', keys: ['attributes'], fixed: ['key'] },
  tags: { is: 'attributes', keys: ['tags'] },
  events: { is: 'entries', keys: ['events'], table: ENTRY },
  links: { is: 'entries', keys: ['links'], table: ENTRY },
  flags: { is: 'skip', keys: ['flags'] },
});
const TABLES = kernelTables(
  object({
    groups: list(
      object({
        resource: RAW,
        rows: list(record(ROW)),
        empty: list(list(RAW)),
        note: SKIP,
        members: MEMBERS,
      }),
    ),
    last: RAW,
  }),
);

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: length, maxLength: length });
const drawnId = (length: number) =>
  fc.oneof(
    { weight: 5, arbitrary: digits(length) },
    digits(length / 2),
    digits(length).map((id) => id.toUpperCase()),
    fc.constantFrom(
      '',
      '0',
      '0'.repeat(length),
      `ffffffff${'1'.repeat(length - 8)}`,
      'checkout-1',
      'AAECAwQFBgc=',
    ),
    drawnText,
  );
const drawnTime = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 2n })
  .chain((time) => fc.constantFrom<Drawn>(String(time), new Spelled(String(time))));
const plainKey = fc.constantFrom('http.method', 'http.route', 'a', 'net.peer.ip', '', 'user');
const drawnAttribute = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(plainKey, drawnText).map(([key, text]) => otlp(key, 'stringValue', text)),
  },
  fc.tuple(plainKey, drawnNumber).map(([key, number]) => otlp(key, 'intValue', number)),
  fc.tuple(plainKey, drawnValue).map(
    ([key, value]) =>
      new Members([
        ['value', value],
        ['type', 'string'],
        ['key', key],
      ]),
  ),
  drawnValue,
);
function otlp(key: string, type: string, value: Drawn): Members {
  return new Members([
    ['key', key],
    ['value', new Members([[type, value]])],
  ]);
}

const some = (fields: Record<string, fc.Arbitrary<Drawn>>): fc.Arbitrary<[string, Drawn][]> =>
  fc
    .tuple(
      ...Object.entries(fields).map(([key, drawn]) =>
        fc.option(drawn.map((value): [string, Drawn] => [key, value])),
      ),
    )
    .chain((members) => {
      const there = members.filter((member) => member !== null);
      return fc.oneof(fc.constant(there), fc.shuffledSubarray(there, { minLength: there.length }));
    });

const drawnEntry = some({
  timeUnixNano: drawnTime,
  label: fc.option(drawnText),
  fields: fc.array(drawnAttribute, { maxLength: 3 }),
}).map((members) => new Members(members));

const FIELDS = {
  traceId: drawnId(32),
  traceIdentifier: drawnId(32),
  spanId: drawnId(16),
  parentSpanId: fc.option(drawnId(16)),
  name: drawnText,
  kind: drawnValue,
  status: drawnValue,
  startTimeUnixNano: drawnTime,
  startTime: fc.maxSafeNat().map((time) => new Spelled(String(time))),
  count: fc.maxSafeNat().map((count) => new Spelled(String(count))),
  ratio: fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((ratio) => new Spelled(ratio.toFixed(6))),
  attributes: fc.array(drawnAttribute, { maxLength: 5 }),
  tags: fc
    .uniqueArray(fc.tuple(plainKey, drawnValue), { maxLength: 5, selector: ([key]) => key })
    .map((members) => new Members(members)),
  events: fc.array(drawnEntry, { maxLength: 3 }),
  links: fc.array(drawnEntry, { maxLength: 1 }),
  flags: drawnValue,
  unknown: drawnValue,
};
/** A record that is a row. */
const drawnFitting = some(FIELDS);
/** One that may be: a field of any kind, a field twice, wild keys. */
const drawnOdd = fc
  .tuple(drawnFitting, fc.constantFrom(...Object.keys(FIELDS)), drawnValue, fc.boolean())
  .map(([members, key, value, isBefore]): [string, Drawn][] =>
    isBefore ? [[key, value], ...members] : [...members, [key, value]],
  );
const drawnRecord = fc
  .oneof({ weight: 4, arbitrary: drawnFitting }, drawnOdd)
  .map((members) => new Members(members));

const drawnGroup = some({
  resource: drawnValue,
  rows: fc.array(drawnRecord, { maxLength: 6 }),
  empty: fc.array(fc.array(drawnValue, { maxLength: 2 }), { maxLength: 2 }),
  note: drawnValue,
  members: fc
    .uniqueArray(
      fc.tuple(
        fc.string({ minLength: 1 }).map((key) => `p${key}`),
        drawnValue,
      ),
      {
        maxLength: 3,
        selector: ([key]) => key,
      },
    )
    .map((members) => new Members(members)),
  other: drawnValue,
}).map((members) => new Members(members));

const drawnDocument = some({
  groups: fc.array(drawnGroup, { maxLength: 3 }),
  other: drawnValue,
  last: drawnValue,
}).map((members) => new Members(members));

/** What there is to say of a parsed document: records as such, whether they become rows or not. */
function expectedEvents(
  tables: KernelTables,
  document: Parsed,
): { is: string; path: string; value?: Parsed }[] {
  const events: { is: string; path: string; value?: Parsed }[] = [];
  const visit = (node: KernelNode, path: string, value: Parsed): void => {
    if (node.is === 'record') events.push({ is: 'record', path, value });
    else if (node.is === 'raw') events.push({ is: 'value', path, value });
    else if (node.is === 'members')
      for (const [key, member] of Object.entries(value as { [key: string]: Parsed }))
        events.push({ is: 'value', path, value: { [key]: member } });
    if (node.is !== 'object' && node.is !== 'list') return;
    events.push({ is: 'open', path });
    if (node.is === 'list')
      for (const element of value as Parsed[]) visit(node.element, `${path}[]`, element);
    else
      for (const [key, member] of Object.entries(value as { [key: string]: Parsed }))
        if (key in node.members) visit(node.members[key], path === '' ? key : `${path}.${key}`, member);
    events.push({ is: 'close', path });
  };
  visit(tables.nodes[0], '', document);
  return events;
}

function checkEvents(events: readonly Event[], text: string): void {
  const expected = expectedEvents(TABLES, JSON.parse(text) as Parsed);
  const found = events.map((event) => {
    if (event.is === 'value') return { is: 'value', path: event.path, value: event.value };
    if (event.is === 'odd') return { is: 'record', path: event.path, value: event.value };
    return event.is === 'row'
      ? { is: 'record', path: 'groups[].rows[]' }
      : { is: event.is, path: event.path };
  });
  const said = expected.map((event, at) => {
    if (events[at]?.is !== 'row') return event;
    expect(compareRow(ROW, events[at].fields, event.value as { [key: string]: Parsed })).toBe('');
    return { is: 'record', path: event.path };
  });
  expect(found).toEqual(said);
}

describe('a drawn document is read as JSON.parse reads it', () => {
  test.each(STYLES)('$name', (style) => {
    fc.assert(
      fc.property(drawnDocument, fc.constantFrom(1, 2, 3, 7, 13, 64, 1 << 16), (document, chunk) => {
        const text = spell(document, style);
        const { events, result, at } = transcribe(text, TABLES, { chunk });
        expect([result, at]).toEqual(['done', Buffer.byteLength(text)]);
        checkEvents(events, text);
      }),
      { numRuns: 300 },
    );
  });

  test('what fits the table becomes rows', () => {
    fc.assert(
      fc.property(fc.array(drawnFitting, { maxLength: 8 }), fc.constantFrom(...STYLES), (records, style) => {
        const rows = records.map((members) => new Members(members));
        const text = spell(new Members([['groups', [new Members([['rows', rows]])]]]), style);
        const { events } = transcribe(text, TABLES, { chunk: 50 });
        expect(events.filter(({ is }) => is === 'row' || is === 'odd').map(({ is }) => is)).toEqual(
          records.map(() => 'row'),
        );
        checkEvents(events, text);
      }),
      { numRuns: 300 },
    );
  });

  test('whenever it is full', () => {
    fc.assert(
      fc.property(drawnDocument, fc.constantFrom(...STYLES), (document, style) => {
        const text = spell(document, style);
        checkEvents(transcribe(text, TABLES, { batchBytes: 1 }).events, text);
      }),
    );
  });
});
