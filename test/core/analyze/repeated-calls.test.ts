import { describe, expect, test } from 'vitest';
import { findRepeatedCalls } from '../../../src/core/analyze/repeated-calls.ts';
import { groupSiblings } from '../../../src/core/analyze/sibling-groups.ts';
import { measureSiblings } from '../../../src/core/analyze/sibling-statistics.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { SpanKind, StatusCode } from '../../../src/core/model/span-enums.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans, type ShortSpan } from '../../fixtures/build-spans.ts';

/** Whether the first group of the first trace looks like N+1. */
function looksRepeated(dataset: Dataset): boolean {
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const grouping = groupSiblings(slice, dataset.operations.length);
  return findRepeatedCalls(dataset, slice, grouping, measureSiblings(slice, grouping))[0] === 1;
}

/** A request that makes six calls (or so many) of 2 ms, a millisecond apart; `make` says more of each. */
function sixCalls(make: (i: number) => Partial<ShortSpan>, length = 6): Dataset {
  const calls = Array.from({ length }, (_, i): ShortSpan => ({
    id: `c${i}`,
    parent: 'r',
    name: 'SELECT orders',
    kind: SpanKind.CLIENT,
    startMs: 1 + 3 * i,
    ms: 2,
    ...make(i),
  }));
  return buildSpans([{ id: 'r', ms: 1000, kind: SpanKind.SERVER }, ...calls]);
}

const statement = (text: string): Partial<ShortSpan> => ({ attributes: { 'db.query.text': text } });

describe('like siblings look like N+1', () => {
  test.each<[string, (i: number) => Partial<ShortSpan>]>([
    ['client calls one after the other', () => ({})],
    ['of one statement', () => statement('SELECT * FROM orders WHERE id = ?')],
    [
      'of one statement with other values',
      (i) => statement(`SELECT *\n FROM orders WHERE id = ${i} AND name = 'n${i}'`),
    ],
    [
      'of one route with other ids',
      (i) => ({ attributes: { 'url.full': `http://orders/v1/orders/${i * 7}` } }),
    ],
    [
      'server spans of another service, where clients are not traced',
      () => ({ kind: SpanKind.SERVER, service: 'orders' }),
    ],
    ['spans without a kind of another service', () => ({ kind: SpanKind.UNSPECIFIED, service: 'db' })],
    ['late in their trace', (i) => ({ startMs: 900 + 3 * i })],
    ['half of them failed', (i) => ({ status: i < 3 ? StatusCode.ERROR : StatusCode.UNSET })],
    ['five of six for the same', (i) => statement(i === 5 ? 'COMMIT' : 'SELECT * FROM orders')],
    [
      'of one statement to hosts that differ',
      (i) => ({
        attributes: { 'url.full': `http://${'abcdef'[i]}/`, 'db.statement': 'SELECT * FROM orders' },
      }),
    ],
    [
      'of one statement, said before hosts that differ',
      (i) => ({
        attributes: { 'db.statement': 'SELECT * FROM orders', 'url.full': `http://${'abcdef'[i]}/` },
      }),
    ],
    ['one of them failed', (i) => ({ status: i === 2 ? StatusCode.ERROR : StatusCode.UNSET })],
  ])('%s', (_, make) => {
    expect(looksRepeated(sixCalls(make))).toBe(true);
  });
});

describe('like siblings do not look like N+1', () => {
  test.each<[string, (i: number) => Partial<ShortSpan>]>([
    ['two ran at the same time', (i) => ({ startMs: 1 + 3 * (i - (i === 3 ? 0.5 : 0)) })],
    ['they are steps inside the process', () => ({ kind: SpanKind.INTERNAL })],
    ['requests that came in one after the other', () => ({ kind: SpanKind.SERVER })],
    ['steps of another service inside its process', () => ({ kind: SpanKind.INTERNAL, service: 'db' })],
    ['four of six failed', (i) => ({ status: i < 4 ? StatusCode.ERROR : StatusCode.UNSET })],
    ['four of six for the same', (i) => statement(i < 4 ? 'SELECT 1' : `DELETE FROM ${'ab'[i - 4]}`)],
    ['messages sent', () => ({ kind: SpanKind.PRODUCER })],
    ['most failed: attempts at one thing', (i) => ({ status: i < 5 ? StatusCode.ERROR : StatusCode.UNSET })],
    ['far apart: somebody looks every 100 ms', (i) => ({ startMs: 100 * i })],
    ['each of another statement', (i) => statement(`SELECT * FROM table_${'abcdef'[i]}`)],
    ['each to another host', (i) => ({ attributes: { 'http.url': `http://${'abcdef'[i]}.local/` } })],
    ['they did not finish', () => ({ ms: null })],
  ])('%s', (_, make) => {
    expect(looksRepeated(sixCalls(make))).toBe(false);
  });
});

describe('of many calls', () => {
  const differing = (same: number) => (i: number) =>
    statement(i < same ? 'SELECT * FROM orders' : `SELECT * FROM t_${String.fromCodePoint(0x4e00 + i)}`);
  test.each([
    [20, 10, true],
    [20, 9, false],
    [60, 10, true], // the first twenty are asked
  ])('%i, the first %i of one statement: %s', (count, same, expected) => {
    expect(looksRepeated(sixCalls(differing(same), count))).toBe(expected);
  });
});

test('requests without a caller in the trace do not look like N+1', () => {
  const requests = Array.from({ length: 6 }, (_, i) => ({
    id: `r${i}`,
    name: 'GET /',
    kind: SpanKind.SERVER,
    startMs: 2 * i,
  }));
  expect(looksRepeated(buildSpans(requests))).toBe(false);
});
