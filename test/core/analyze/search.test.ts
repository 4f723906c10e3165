import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTraces } from '../../../src/core/analyze/search.ts';
import { toTraceSet } from '../../../src/core/analyze/trace-set.ts';
import type { TraceFilter } from '../../../src/core/model/filter.ts';
import type { Nanos } from '../../../src/core/model/units.ts';
import { AttributeType } from '../../../src/core/model/span-enums.ts';
import { addSpans, buildSpans } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';
import { traceIdOf } from '../../../src/core/model/dataset.ts';

const dataset = drawTraces(`
  shop: GET /cart            --------
    db: SELECT                --

  shop: POST /checkout       ----------
    pay: charge [error]        ----
      db: INSERT                --

  cron: tick                 |
`);

const cells = (count: number): Nanos => (count * CELL) as Nanos;

describe('findTraces', () => {
  test.each<[TraceFilter, number[]]>([
    [{}, [0, 1, 2]],
    [{ service: 'db' }, [0, 1]],
    [{ service: 'd' }, []],
    [{ operation: 'INSERT' }, [1]],
    [{ operation: 'insert' }, []],
    [{ service: 'db', operation: 'INSERT' }, [1]],
    [{ service: 'shop', operation: 'INSERT' }, []], // the name must be that service's
    [{ minDuration: cells(8) }, [0, 1]],
    [{ maxDuration: cells(8) }, [0, 2]],
    [{ maxDuration: cells(0) }, [2]],
    [{ minDuration: cells(8), maxDuration: cells(8) }, [0]],
    [{ hasErrors: true }, [1]],
    [{ hasErrors: false }, [0, 2]],
    [{ minSpanCount: 2 }, [0, 1]],
    [{ minSpanCount: 3 }, [1]],
    [{ service: 'db', hasErrors: false, minSpanCount: 2 }, [0]],
    [{ text: '' }, [0, 1, 2]],
    [{ text: '  ' }, [0, 1, 2]],
    [{ text: 'SHOP' }, [0, 1]],
    [{ text: 'sel' }, [0]],
    [{ text: 'shop charge' }, [1]], // each word in a span of its own
    [{ text: 'shop tick' }, []],
    [{ text: 'T1' }, [1]], // a trace id
    [{ text: 's2' }, [1]], // a span id
    [{ text: 'shop', hasErrors: false }, [0]],
    [{ text: 'nowhere' }, []],
  ])('%j → %j', (filter, expected) => {
    expect(Array.from(findTraces(dataset, filter))).toEqual(expected);
  });

  test('among some traces, in their order', () => {
    const among = toTraceSet(Int32Array.of(2, 1, 0));
    expect(Array.from(findTraces(dataset, { minSpanCount: 2 }, among))).toEqual([1, 0]);
  });

  test('words in the values of attributes, of spans and of what produced them', () => {
    const builder = addSpans([]);
    const attributes = [builder.attribute('service.version', AttributeType.STRING, '2.8.1')];
    const resource = builder.resource({ service: 'payment', attributes });
    addSpans(
      [
        { id: 'a', traceId: 't0', attributes: { 'db.query.text': 'WHERE lower(order_id) = ?' } },
        { id: 'b', traceId: 't1', resource },
        { id: 'c', traceId: 't2' },
      ],
      builder,
    );
    const found = (text: string) => Array.from(findTraces(builder.finish(), { text }));
    expect(found('LOWER(order_id)')).toEqual([0]);
    expect(found('2.8.1')).toEqual([1]);
    expect(found('db.query.text'), 'keys are no values').toEqual([]);
    expect(found('2.8')).toEqual([1]);
  });

  test('words beyond ASCII, in any case', () => {
    const spans = buildSpans([
      { id: 'a', traceId: '1', name: 'Überweisung' },
      { id: 'b', traceId: '2', name: 'перевод', service: 'БАНК' },
    ]);
    expect(Array.from(findTraces(spans, { text: 'ÜBER' }))).toEqual([0]);
    expect(Array.from(findTraces(spans, { text: 'банк ПЕРЕ' }))).toEqual([1]);
  });

  test('spans without an id are passed over', () => {
    const spans = buildSpans([{ id: '', traceId: '1', name: 'x' }]);
    expect(Array.from(findTraces(spans, { text: 'é' }))).toEqual([]);
    expect(Array.from(findTraces(spans, { text: 'x' }))).toEqual([0]);
  });

  test('a word is found exactly where plain text search finds it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '-', 'é'), minLength: 1, maxLength: 3 });
    const span = fc.record({ id: word, name: word, service: word, traceId: word });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), word, (spans, text) => {
        const found = buildSpans(spans);
        const ids = Array.from(findTraces(found, { text }), (trace) => traceIdOf(found, trace));
        const holds = (field: string): boolean => field.toLowerCase().includes(text.toLowerCase());
        const expected = spans.filter(({ id, name, service, traceId }) =>
          [id, name, service, traceId].some(holds),
        );
        expect(new Set(ids)).toEqual(new Set(expected.map(({ traceId }) => traceId)));
      }),
    );
  });
});
