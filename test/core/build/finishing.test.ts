import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import { atOnce } from '../../../src/core/build/in-steps.ts';
import { findTraceById, NO_TRACE, type Dataset } from '../../../src/core/model/dataset.ts';
import { ALL_REPAIRS, type Repairs } from '../../../src/core/model/repairs.ts';
import { AttributeType, LinkKind } from '../../../src/core/model/span-enums.ts';
import type { AttributeIndex, SourceIndex } from '../../../src/core/model/units.ts';
import { addSpans, mended, outline, type ShortSpan, timeAt } from '../../fixtures/build-spans.ts';
import { assertIntegrity } from '../../fixtures/dataset-integrity.ts';
import { describeSpans } from '../../fixtures/describe-dataset.ts';

const LOWER = '463ac35c9f6413ad';
const DAYS = 24 * 3600e3;

const id = fc.constantFrom('', 'a', 'b', 'c', '00000000000000aa', 'ffffffff00000001');
/** So far from the rest that a double holds its nanoseconds no more. */
const FAR_MS = -20_000 * DAYS + 0.001;
const time = fc.constantFrom(timeAt(0), timeAt(3), timeAt(-20_000 * DAYS), timeAt(FAR_MS), null);
/** Lists of attributes that `builderOfThree` knows. */
const lists = fc.constantFrom<AttributeIndex[]>([], [0 as AttributeIndex], [1, 0] as AttributeIndex[]);
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);

/** Spans of all sorts of which many share an id: copies, parts, circles, sides, far times, ids of both lengths. */
const anySpan = fc
  .record({
    id,
    parent: id,
    traceId: oneOf(
      't',
      '',
      `0000000000000000${LOWER}`,
      `48485a3953bb6124${LOWER}`,
      `1${'0'.repeat(15)}${LOWER}`,
    ),
    name: oneOf('', 'x', 'y'),
    service: oneOf('', 'app', 'db'),
    kind: fc.integer({ min: 0, max: 5 }) as fc.Arbitrary<0 | 1 | 2 | 3 | 4 | 5>,
    status: fc.integer({ min: 0, max: 2 }) as fc.Arbitrary<0 | 1 | 2>,
    statusMessage: oneOf('', 'boom'),
    startMs: oneOf(null, 0, 1, 1.000001, 5, -20_000 * DAYS, FAR_MS),
    ms: oneOf(null, -5, -0.000001, 0, 2, 2.5, 96_064.2 * DAYS),
    async: fc.boolean(),
    shared: fc.boolean(),
    attributes: oneOf({}, { k: '1' }, { k: '1', l: '2' }),
    events: fc.array(fc.record({ name: oneOf('e', 'f'), time, attributes: lists }), { maxLength: 2 }),
    links: fc.array(
      fc.record({ traceId: id, spanId: id, kind: fc.constant(LinkKind.LINK), attributes: lists }),
      {
        maxLength: 2,
      },
    ),
    place: oneOf(undefined, 7, 2 ** 33),
    seconds: oneOf(undefined, { start: 0.1, duration: 0.2 }),
    source: fc.integer({ min: 0, max: 2 }) as unknown as fc.Arbitrary<SourceIndex>,
  })
  .map(({ place, seconds, ...span }): ShortSpan => ({
    ...span,
    ...(place !== undefined && { place }),
    ...(seconds !== undefined && { seconds }),
  }));

const anyRepairs = fc.record({
  dropDuplicates: fc.boolean(),
  mergePartials: fc.boolean(),
  setImpossibleTimesAside: fc.boolean(),
});

function builderOfThree(): DatasetBuilder {
  const builder = new DatasetBuilder();
  for (const name of ['one', 'two', 'three']) builder.source({ name, format: 'Test', resolution: 1 });
  for (const value of ['said', 'done']) builder.attribute('event', AttributeType.STRING, value);
  return builder;
}

/** Everything a data set says. */
function tell(dataset: Dataset) {
  const { services, operations, resources, scopes, provenances, seconds, spans } = dataset;
  return {
    spans: describeSpans(dataset),
    names: { services, resources, scopes, provenances },
    // Those of united spans are numbered when they are united.
    operations: operations.map(({ service, name }) => `${services[service]}: ${name}`).sort(),
    seconds: [seconds.span, seconds.start, seconds.duration].map((column) => [...column]),
    places: Array.from(spans.place as ArrayLike<number>),
    mended: mended(dataset),
  };
}

describe('finishing in between', () => {
  const steps = fc.array(
    fc.record({
      spans: fc.array(anySpan, { maxLength: 6 }),
      next: oneOf('finish', 'peek', 'take back', 'nothing'),
    }),
    { maxLength: 5 },
  );

  test('changes nothing of what comes out in the end', () => {
    fc.assert(
      fc.property(steps, anyRepairs, (parts, repairs: Repairs) => {
        const often = builderOfThree();
        const once = builderOfThree();
        for (const { spans, next } of parts) {
          const mark = often.mark();
          addSpans(spans, often);
          if (next === 'take back') {
            often.peek();
            often.rollBack(mark);
          } else addSpans(spans, once);
          if (next === 'finish') assertIntegrity(often.finish());
          if (next === 'peek') assertIntegrity(often.peek());
        }
        often.repairs = repairs;
        once.repairs = repairs;
        const expected = once.peek();
        expect(tell(often.finish())).toEqual(tell(expected));
        expect(tell(once.finish())).toEqual(tell(expected));
        often.repairs = { ...ALL_REPAIRS, dropDuplicates: !repairs.dropDuplicates };
        once.repairs = often.repairs;
        expect(tell(often.finish())).toEqual(tell(once.finish()));
      }),
      { numRuns: 60 },
    );
  });

  test('and so does a source that goes: as if it had never been there', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), fc.boolean(), (spans, isFinished) => {
        const builder = addSpans(spans, builderOfThree());
        if (isFinished) builder.finish();
        builder.removeSources((source) => source === 1);
        const left = spans.filter(({ source }) => (source as number) !== 1);
        const without = addSpans(left, builderOfThree()).finish();
        const linesOf = (dataset: Dataset) =>
          describeSpans(dataset)
            .map((span) => JSON.stringify(span))
            .sort();
        expect(linesOf(builder.finish())).toEqual(linesOf(without));
        expect(mended(builder.finish())).toEqual(mended(without));
      }),
      { numRuns: 60 },
    );
  });
});

test('a copy that comes after finishing is found, also of a span without times', () => {
  const span = { id: 'a', startMs: null, ms: null };
  const builder = addSpans([span]);
  builder.finish();
  expect(mended(addSpans([span], builder).finish())).toMatchObject({ 'duplicate-span': 1 });
});

test('finishing twice gives the same data set, and so does looking at it', () => {
  const builder = addSpans([{ id: 'a' }]);
  const dataset = builder.finish();
  expect(builder.finish()).toBe(dataset);
  expect(builder.peek()).toBe(dataset);
  expect(builder.spanCount).toBe(1);
});

test('what is added while a layout has paused comes after it, and not among its unions', () => {
  const count = 10_000; // so many that it pauses while it unites
  const spans = Array.from({ length: count }, (_, at) => ({ id: `${at}` }));
  const parts = spans.map((span) => ({ ...span, attributes: { k: '1' } }));
  const builder = addSpans([...spans, ...parts]);
  const looking = builder.layOut();
  for (let step = 0; step < 20; step++) expect(looking.next().done).toBe(false);
  addSpans([{ id: 'late' }], builder);
  expect(atOnce(looking).spans.length).toBe(count);
  const finishing = builder.finishInSteps();
  for (let step = 0; step < 20; step++) expect(finishing.next().done).toBe(false);
  addSpans([{ id: 'later' }], builder);
  expect(atOnce(finishing).spans.length).toBe(count + 1);
  const dataset = builder.finish();
  expect(dataset.spans.length).toBe(count + 2);
  expect(mended(dataset)['merged-span']).toBe(count);
});

test('a source that is opened again after it went is another one', () => {
  const builder = addSpans([{ id: 'a' }]);
  builder.finish();
  builder.removeSources(() => true);
  addSpans([{ id: 'b' }], builder);
  expect(outline(builder.finish())).toEqual(['b 0+1']);
});

describe('a trace id of 64 bits', () => {
  const short: ShortSpan = { id: 'a', traceId: `0000000000000000${LOWER}` };
  const long: ShortSpan = { id: 'b', parent: 'a', traceId: `48485a3953bb6124${LOWER}`, startMs: 1 };

  test('is that of the only trace of 128 bits that ends with it', () => {
    for (const spans of [
      [short, long],
      [long, short],
    ]) {
      const dataset = addSpans(spans).finish();
      expect(outline(dataset)).toEqual(['a 0+1', '  b 1+1']);
      expect(describeSpans(dataset)[0].trace).toBe(long.traceId);
      expect(mended(dataset)).toEqual({ 'united-trace': 1 });
    }
  });

  test('finds that trace, as a link may give it; where two end with it none', () => {
    const builder = addSpans([short, long]);
    const one = builder.finish();
    expect([short, long].map(({ traceId }) => findTraceById(one, traceId!))).toEqual([0, 0]);
    const other = `ffff00003953bb61${LOWER}`;
    const two = addSpans([long, { id: 'c', traceId: other }]).finish();
    expect([short.traceId!, other].map((traceId) => findTraceById(two, traceId))).toEqual([NO_TRACE, 1]);
  });

  test('stays apart where two end with it, also when the second comes later', () => {
    const builder = addSpans([short, long]);
    builder.finish();
    addSpans([{ id: 'c', traceId: `ffff00003953bb61${LOWER}` }], builder);
    const dataset = builder.finish();
    expect(dataset.traces.length).toBe(3);
    expect(mended(dataset)).toEqual({ 'orphan-span': 1, 'no-root': 1 });
  });
});
