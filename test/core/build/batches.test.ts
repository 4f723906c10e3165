import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { measureColumns, measureMemory } from '../../../src/core/model/memory.ts';
import { packId } from '../../../src/core/model/packed-id.ts';
import type { AttributeBatch, SpanBatch } from '../../../src/core/model/span-batch.ts';
import { SpanFlag } from '../../../src/core/model/span-enums.ts';
import type { SpanIndex } from '../../../src/core/model/units.ts';
import { assertIntegrity } from '../../fixtures/dataset-integrity.ts';
import { describeSpans } from '../../fixtures/describe-dataset.ts';

const encoder = new TextEncoder();

/** A span of a batch in few words: numbers choose among ids and names, -1 is none. */
interface ShortRow {
  readonly trace: number;
  readonly id: number;
  readonly parent: number;
  readonly message: number;
  readonly start: number;
  readonly duration: number;
  readonly kind: number;
  readonly flags: number;
  readonly service: number;
  readonly attributes: readonly number[];
  readonly events: readonly (readonly number[])[];
  readonly links: readonly (readonly number[])[];
  readonly seconds: number;
}

const ID_TEXTS = ['00000000000000a1', 'checkout-1', 'ffffffff00000001', '00f067aa0ba902b7'];
const few = (most: number, least = 0) => fc.integer({ min: least, max: most });
const list = fc.array(few(3), { maxLength: 3 });

const anyRow = fc.record<ShortRow>({
  trace: few(2, -1),
  id: few(3, -1),
  parent: few(3, -1),
  message: few(1, -1),
  start: few(5, -1),
  duration: few(4, -2),
  kind: few(5),
  flags: fc.constantFrom(0, 256, 512),
  service: few(1),
  attributes: list,
  events: fc.array(list, { maxLength: 2 }),
  links: fc.array(list, { maxLength: 2 }),
  seconds: few(1, -1),
});

/** A span with no more than it must have. */
const PLAIN: ShortRow = {
  trace: 0,
  id: -1,
  parent: -1,
  message: -1,
  start: 0,
  duration: 1,
  kind: 1,
  flags: 0,
  service: 0,
  attributes: [0, 1],
  events: [],
  links: [],
  seconds: -1,
};

/** Attributes of one key, each with a letter of `values`. */
function attributesOf(values: string, key: number, builder: DatasetBuilder): Uint32Array {
  const { length } = values;
  const spelled = {
    length,
    bytes: encoder.encode(values),
    from: Uint32Array.from({ length }, (_, at) => at),
    to: Uint32Array.from({ length }, (_, at) => at + 1),
    key: new Int32Array(length).fill(key),
    type: new Uint8Array(length),
    attribute: new Uint32Array(length),
  };
  builder.attributesOf(spelled);
  return spelled.attribute;
}

/** The rows as a reader hands them over: columns longer than they need be, as views of memory often are. */
function batchOf(rows: readonly ShortRow[], builder: DatasetBuilder): SpanBatch {
  const string = (text: string) => builder.string(encoder.encode(text), 0, encoder.encode(text).length);
  const words = (texts: readonly string[], count: 2 | 4): Uint32Array => {
    const packed = new Uint32Array(count * texts.length + 8);
    for (const [at, text] of texts.entries()) packId(text, string, packed, count * at, count);
    return packed;
  };
  const traces = words(
    ['4bf92f3577b34da6a3ce929d0e0e4736', 'order 7', '00000000000000000000000000000001'],
    4,
  );
  const attributes = attributesOf('abcd', string('key'), builder);
  const lists = (own: readonly (readonly number[])[]): AttributeBatch => ({
    count: Uint32Array.from([...own.map(({ length }) => length), 99]),
    list: Uint32Array.from([...own.flat().map((at) => attributes[at]), 99]),
  });
  const entries = (of: (row: ShortRow) => readonly (readonly number[])[]) => {
    const span = rows.flatMap((row, at) => of(row).map(() => at));
    return { length: span.length, span: Int32Array.from(span), attributes: lists(rows.flatMap(of)) };
  };
  const events = entries((row) => row.events);
  const links = entries((row) => row.links);
  const timed = rows.flatMap((row, at) => (row.seconds < 0 ? [] : [at]));
  const int = (of: (row: ShortRow) => number): Int32Array => Int32Array.from(rows, of);
  const source = builder.source({ name: 'batch.json', format: 'Test', resolution: 1 });
  const scope = builder.scope('s', '');
  const resources = ['app', 'db'].map((service) => builder.resource({ service, attributes: [] }));
  const filled = (length: number, value: number): Int32Array => new Int32Array(length).fill(value);
  return {
    length: rows.length,
    trace: int(({ trace }) => (trace < 0 ? -1 : builder.trace(traces, 4 * trace))),
    spanId: words(
      rows.map(({ id }) => ID_TEXTS[id] ?? ''),
      2,
    ),
    parentSpanId: words(
      rows.map(({ parent }) => ID_TEXTS[parent] ?? ''),
      2,
    ),
    name: int(({ kind }) => string(`op ${kind}`)),
    statusMessage: int(({ message }) => (message < 0 ? -1 : string(`message ${message}`))),
    startSeconds: Float64Array.from(rows, ({ start }) => (start < 0 ? NaN : 1_700_000_000)),
    startNanos: Uint32Array.from(rows, ({ start }) => Math.max(0, start)),
    duration: Float64Array.from(rows, ({ duration }) => (duration === -1 ? NaN : duration)),
    kind: Uint8Array.from(rows, ({ kind }) => kind),
    status: Uint8Array.from(rows, ({ kind }) => kind % 3),
    flags: Uint16Array.from(rows, ({ flags }) => flags),
    resource: int(({ service }) => resources[service]),
    scope: filled(rows.length, scope),
    source: filled(rows.length, source),
    place: Float64Array.from(rows, (_, at) => 100 * at),
    attributes: lists(rows.map((row) => row.attributes)),
    events: {
      ...events,
      seconds: Float64Array.from(events.span, (span) => (span % 2 ? NaN : 1_700_000_000)),
      nanos: Uint32Array.from(events.span, (span) => span),
      name: events.span.map((span) => string(`event ${span}`)),
    },
    links: {
      ...links,
      traceId: links.span.map(() => string('order 7')),
      spanId: links.span.map((span) => string(`linked ${span}`)),
      kind: Uint8Array.from(links.span, (span) => span % 3),
    },
    seconds: {
      length: timed.length,
      span: Int32Array.from(timed),
      start: Float64Array.from(timed, (at) => at + 0.1),
      duration: Float64Array.from(timed, (at) => at + 0.2),
    },
  };
}

function tell(dataset: Dataset) {
  const { services, operations, provenances, seconds, diagnostics } = dataset;
  return [describeSpans(dataset), services, operations, provenances, { ...seconds }, diagnostics];
}

test('a batch is the same as its spans one after the other', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyRow, { maxLength: 8 }), { maxLength: 4 }), (batches) => {
      const whole = new DatasetBuilder();
      const single = new DatasetBuilder();
      for (const rows of batches) {
        whole.addBatch(batchOf(rows, whole));
        for (const span of single.unpack(batchOf(rows, single))) single.add(span);
      }
      const dataset = whole.finish();
      assertIntegrity(dataset);
      expect(tell(dataset)).toEqual(tell(single.finish()));
    }),
    { numRuns: 100 },
  );
});

test('batches larger than a segment, and of odd sizes, lose nothing', () => {
  const builder = new DatasetBuilder();
  const sizes = [1, 40_000, 3, 26_000, 100];
  for (const size of sizes)
    builder.addBatch(
      batchOf(
        Array.from({ length: size }, (_, at) => ({ ...PLAIN, start: at, service: at % 2 })),
        builder,
      ),
    );
  const { spans, traces } = builder.finish();
  const total = sizes.reduce((sum, size) => sum + size);
  expect([spans.length, traces.length, spans.attributeList.length]).toEqual([total, 1, 2 * total]);
  const starts = sizes.flatMap((size) => Array.from({ length: size }, (_, at) => at)).sort((a, b) => a - b);
  expect(Array.from({ length: total }, (_, at) => spans.start[at as SpanIndex])).toEqual(starts);
});

test('rows may be given back while traces are laid out, in whatever order these came', () => {
  const rows = 80_000;
  const traces = 800;
  const builder = new DatasetBuilder();
  const packed = new Uint32Array(4);
  const traceOf = (number: number): number => {
    packed.set([7, 7, 7, number]);
    return builder.trace(packed, 0);
  };
  for (let number = traces - 1; number >= 0; number -= 3) traceOf(number); // known before any of their spans
  const batch = batchOf(
    Array.from({ length: rows }, (_, at) => ({ ...PLAIN, start: at % 9, duration: at % 5 })),
    builder,
  );
  for (let at = 0; at < rows; at++) {
    batch.trace[at] = traceOf(Math.floor((at * traces) / rows) ^ (at & 1));
    batch.spanId.set([1, at % 100 === 0 || at % 100 === 2 ? 0 : at], 2 * at);
    batch.flags[at] = at % 50 === 0 ? SpanFlag.SHARED_SERVER : 0;
    batch.place[at] = at;
  }
  builder.addBatch(batch);
  const textOf = ({ spans }: Dataset) =>
    [spans.place, spans.start, spans.flags].map((column) => Array.from(column as never).join());
  const looked = textOf(builder.peek());
  expect(textOf(builder.finish())).toEqual(looked);
  builder.repairs = { ...builder.repairs, mergePartials: !builder.repairs.mergePartials };
  const again = textOf(builder.peek());
  expect(again).not.toEqual(looked);
  expect(textOf(builder.finish())).toEqual(again);
});

test('a span of a system of usual shape takes at most 52 bytes and 4 for each attribute, and no rows beside', () => {
  const builder = new DatasetBuilder();
  const packed = new Uint32Array(4);
  const rows = 20_000;
  const batch = batchOf(
    Array.from({ length: rows }, (_, at) => ({ ...PLAIN, start: at, service: at % 2 })),
    builder,
  );
  for (let at = 0; at < rows; at++) {
    packed.set([7, 7, 7, Math.floor(at / 20)]);
    batch.trace[at] = builder.trace(packed, 0);
    batch.spanId.set([1, at], 2 * at);
    if (at % 20 > 0) batch.parentSpanId.set([1, at - 1], 2 * at);
    batch.place[at] = 1000 * at;
  }
  builder.addBatch(batch);
  const dataset = builder.finish();
  expect(dataset.traces.length).toBe(1000);
  expect(measureColumns(dataset.spans) / rows).toBeLessThanOrEqual(52 + 4 * 2);
  expect(builder.byteLength - measureMemory(dataset)).toBeLessThan(2 * rows);
});
