import { describe, expect, test } from 'vitest';
import { listAttributeKeys, getAttributeColumn } from '../../../src/core/engine/attribute-answers.ts';
import { listEvents } from '../../../src/core/engine/event-list.ts';
import { OpenTrace } from '../../../src/core/engine/open-trace.ts';
import { measureGroups } from '../../../src/core/engine/span-groups.ts';
import { findSpans } from '../../../src/core/engine/span-search.ts';
import type { GroupBy } from '../../../src/core/engine/trace-answers.ts';
import { stringAt, type JoinedStrings } from '../../../src/core/lib/joined-strings.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { addSpans, timeAt } from '../../fixtures/build-spans.ts';
import { drawTraces } from '../../fixtures/picture.ts';

const params = { traceId: 't', alignClocks: false };
const path = { of: null, window: null, blocking: [], nonBlocking: [] };

function open(dataset: Dataset, traceId = 't'): OpenTrace {
  return new OpenTrace(dataset, { ...params, traceId });
}

const textsOf = (joined: JoinedStrings): string[] => Array.from(joined.end, (_, at) => stringAt(joined, at));

describe('findSpans', () => {
  const trace = open(
    addSpans([
      { id: 'r', ms: 9, attributes: { 'http.route': '/cart' } },
      { id: 'a', parent: 'r', attributes: { 'http.route': '/pay' } },
    ]).finish(),
  );
  test.each<[string, number[], unknown]>([
    ['http.route:', [0, 1], null],
    ['', [], null],
    ['/pay OR', [1], expect.stringMatching(/^OR is left out/)],
    ['OR', [], expect.stringMatching(/^OR is left out/)],
    ['http.rout:/pay', [], expect.stringMatching(/^No span .* Did you mean http\.route\?$/)],
    [
      'dur>x nothing:1',
      [],
      expect.stringMatching(/^dur>x is no comparison.*No span of this trace has an attribute nothing\.$/),
    ],
  ])('%s', (query, spans, problem) => {
    const found = findSpans(trace, { ...params, query });
    expect({ ...found, spans: [...found.spans] }).toEqual({ spans, problem });
  });
});

describe('attributes', () => {
  const trace = open(
    addSpans([
      { id: 'r', ms: 9, attributes: { shard: 'zwei' } },
      { id: 'a', parent: 'r', attributes: { shard: 'ünï' } },
      { id: 'b', parent: 'r' },
    ]).finish(),
  );
  test('are listed with how many spans have them', () => {
    expect(listAttributeKeys(trace)).toEqual({ keys: [{ key: 'shard', spanCount: 2, valueCount: 2 }] });
  });
  test('come as a column of codes', () => {
    const { key, values, code } = getAttributeColumn(trace, { ...params, key: 'shard' });
    expect([key, textsOf(values), [...code]]).toEqual(['shard', ['zwei', 'ünï'], [0, 1, -1]]);
  });
});

describe('measureGroups', () => {
  const trace = open(
    drawTraces(`
      shop: cart [server]       ==-------=
        db: SELECT [client]      --
        pay: charge [error]       ===--==
          db: INSERT [client]        ==
    `),
    't0',
  );
  const measure = (groupBy: GroupBy, of: number | null = null) =>
    measureGroups(trace, { ...params, ...path, traceId: 't0', of, groupBy });

  test('by self time, with the service where it is one', () => {
    const groups = measure({ by: 'kind' });
    const services = Array.from(groups.service, (service) => groups.services[service] ?? null);
    expect(textsOf(groups.names)).toEqual(['unspecified', 'client', 'server']);
    expect(services).toEqual(['pay', 'db', 'shop']);
    expect([...groups.count]).toEqual([1, 2, 1]);
    expect([...groups.errorCount]).toEqual([1, 0, 0]);
    expect([...groups.selfTime]).toEqual([5e6, 4e6, 2e6]);
    expect(groups.without).toBe(-1);
  });

  test('the critical time is that of the path asked for', () => {
    expect([...measure({ by: 'service' }).criticalTime]).toEqual([5e6, 2e6, 3e6]);
    // of the charge alone: 5 its own, 2 of the insert
    expect([...measure({ by: 'service' }, 2).criticalTime]).toEqual([5e6, 2e6, 0]);
  });

  test('spans without the attribute are a group', () => {
    const groups = measure({ by: 'attribute', key: 'shard' });
    expect([groups.length, groups.without, [...groups.service]]).toEqual([1, 0, [-1]]);
  });
});

describe('listEvents', () => {
  const builder = addSpans([]);
  const failed = (ms: number | null, message: string) => ({
    name: 'exception',
    time: ms === null ? null : timeAt(ms),
    attributes: [builder.attribute('exception.message', 0, message)],
  });
  addSpans(
    [
      { id: 'r', ms: 90, events: [failed(null, 'rare'), failed(40, 'port 1 closed')] },
      {
        id: 'a',
        parent: 'r',
        service: 'db',
        events: [failed(20, 'port 2 closed'), failed(30, 'port 3 closed')],
      },
      { id: 'b', parent: 'r', events: [{ name: 'note', time: timeAt(1), attributes: [] }] },
      { id: 'c', parent: 'r', events: [failed(null, 'port 4 closed')] },
    ],
    builder,
  );
  const events = listEvents(open(builder.finish()));

  test('groups exceptions, the most frequent kind first', () => {
    expect(events.exceptions).toEqual([
      {
        type: '',
        message: 'port # closed',
        count: 4,
        services: ['db', 'app'],
        spans: Int32Array.of(1, 0, 3),
        firstTime: 20e6,
        lastTime: 40e6,
      },
      {
        type: '',
        message: 'rare',
        count: 1,
        services: ['app'],
        spans: Int32Array.of(0),
        firstTime: NaN,
        lastTime: NaN,
      },
    ]);
    expect(events.exceptionKinds).toBe(2);
  });

  test('says of each event which kind it is of', () => {
    expect([...events.exception]).toEqual([-1, 0, 0, 0, 1, 0]);
    expect([...events.span]).toEqual([2, 1, 1, 0, 0, 3]);
    expect(textsOf(events.summaries)).toEqual([
      '',
      'port 2 closed',
      'port 3 closed',
      'port 1 closed',
      'rare',
      'port 4 closed',
    ]);
  });

  test('of very many kinds the most frequent are listed', () => {
    const many = addSpans([]);
    const letters = (at: number) => String.fromCodePoint(0x4e00 + at);
    const kinds = Array.from({ length: 1001 }, (_, at) => ({
      name: 'exception',
      time: timeAt(at),
      attributes: [many.attribute('exception.message', 0, letters(at))],
    }));
    addSpans([{ id: 'r', ms: 9, events: [...kinds, kinds[1000]] }], many);
    const listed = listEvents(open(many.finish()));
    expect([listed.exceptions.length, listed.exceptionKinds]).toEqual([1000, 1001]);
    expect(listed.exceptions[0]).toMatchObject({ message: letters(1000), count: 2 });
    expect([listed.exception[0], listed.exception[999], listed.exception[1000]]).toEqual([1, 1000, 0]);
  });
});
