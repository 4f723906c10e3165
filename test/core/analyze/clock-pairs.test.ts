import { describe, expect, test } from 'vitest';
import { findClockPairs } from '../../../src/core/analyze/clock-pairs.ts';
import { findClocks } from '../../../src/core/analyze/trace-clocks.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import type { Dataset } from '../../../src/core/model/dataset.ts';
import { SpanKind } from '../../../src/core/model/span-enums.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { addSpans, buildSpans, type ShortSpan } from '../../fixtures/build-spans.ts';
import { CELL, drawTraces } from '../../fixtures/picture.ts';

/** The pairs of the first trace that seem to differ, as "callee offset [least, most] misfits/calls", in milliseconds. */
function pairsOf(dataset: Dataset): string[] {
  const slice = sliceTrace(dataset, 0 as TraceIndex);
  const pairs = findClockPairs(slice, findClocks(dataset, slice)).filter(({ offset }) => offset !== 0);
  return pairs.map(({ firstCall, offset, least, most, misfitCount, callCount }) => {
    const { service } = dataset.operations[slice.spans.operation[firstCall]];
    const range = `[${least / CELL}, ${most / CELL}]`;
    return `${dataset.services[service]} ${offset / CELL} ${range} ${misfitCount}/${callCount}`;
  });
}

// One tick of a picture's clock is a cell: what is off by one cell proves nothing.
describe('clocks differ', () => {
  test.each([
    [
      'that began before its caller: it is moved to where it fits',
      `
      web: POST [client]          --------
        pay: POST [server]     ------
      `,
      ['pay 3 [3, 5] 1/1'],
    ],
    [
      'that ended after its caller',
      `
      web: POST [client]     --------
        pay: POST [server]       ------
      `,
      ['pay -2 [-4, -2] 1/1'],
    ],
    [
      'the shift is the smallest that fits all calls',
      `
      web: GET [server]             --------------------
        web: POST [client]            -------
          pay: POST [server]       -----
        web: POST [client]                    ------
          pay: POST [server]              -----
        web: POST [client]                          ------
          pay: POST [server]                     --
      `,
      ['pay 4 [4, 5] 3/3'],
    ],
    [
      'calls in both directions are about the same two clocks',
      `
      web: POST [client]          ------------
        pay: POST [server]     ---------
          pay: back [client]    -----
            web: back [server]       -----
      `,
      ['pay 5 [5, 5] 2/2'],
    ],
    [
      'where one call of many began before its caller',
      `
      web: GET [server]             -----------------------------
        web: POST [client]            -------
          pay: POST [server]       ----
        web: POST [client]                    ---------
          pay: POST [server]                  --
        web: POST [client]                              --------
          pay: POST [server]                            --
      `,
      ['pay 3 [3, 6] 1/3'],
    ],
    [
      'where half of the calls end late',
      `
      web: GET [server]      ------------------
        web: POST [client]   ------
          pay: POST [server]    -
        web: POST [client]          ------
          pay: POST [server]             ---
      `,
      ['pay -2 [-3, -2] 1/2'],
    ],
    [
      'the pair with most calls is named first',
      `
      web: GET [server]             -----------------------------
        web: ask [client]             -------
          log: write [server]      ----
        web: POST [client]                    -------
          pay: POST [server]               ----
        web: POST [client]                              -------
          pay: POST [server]                         ----
      `,
      ['pay 3 [3, 6] 2/2', 'log 3 [3, 6] 1/1'],
    ],
    [
      'of a message it is only known that it was sent first',
      `
      web: send [producer]              -
        mail: receive [consumer]     ------
      `,
      ['mail 3 [3, Infinity] 1/1'],
    ],
    [
      'a call that took longer than its caller waited says when it began, no more',
      `
      web: POST [client]           -----
        pay: POST [server]      -----------
      `,
      ['pay 3 [3, Infinity] 1/1'],
    ],
  ])('%s', (_, picture, expected) => {
    expect(pairsOf(drawTraces(picture))).toEqual(expected);
  });
});

describe('nothing is said of clocks', () => {
  test.each([
    [
      'whose calls fit',
      `
      web: POST [client]     --------
        pay: POST [server]    ------
          pay: SELECT          --
      `,
    ],
    [
      'whose calls are off by no more than a tick',
      `
      web: POST [client]     --------
        pay: POST [server]  ----------
      `,
    ],
    [
      'which no shift would make fit',
      `
      web: GET [server]             --------------------
        web: POST [client]            -------
          pay: POST [server]       -----
        web: POST [client]                    ------
          pay: POST [server]                  ------
      `,
    ],
    [
      'of which few calls end late: servers go on when they have answered',
      `
      web: GET [server]      -------------------------
        web: POST [client]   ------
          pay: POST [server]   ---
        web: POST [client]          ------
          pay: POST [server]          ---
        web: POST [client]                 ------
          pay: POST [server]                  ------
      `,
    ],
    [
      'where a consumer takes its message when it likes',
      `
      web: send [producer]         ---
        mail: receive [consumer]            ------
      `,
    ],
    [
      'where what stands outside is no call from client to server',
      `
      lambda: run [server]         --------
        init: cold start        -----
        web: step [internal]     ----
      `,
    ],
    [
      'where a span stands outside its client, and is no server',
      `
      web: POST [client]          --------
        pay: step [internal]   ---
        pay: read [consumer]   ---
      `,
    ],
    [
      'where a server stands outside its parent, and that is no client',
      `
      web: step [internal]        --------
        pay: POST [server]     ---
      web: send [producer]        --------
        pay: POST [server]     ---
      `,
    ],
    [
      'inside one service',
      `
      web: POST [client]          --------
        web: POST [server]     ------
      `,
    ],
  ])('%s', (_, picture) => {
    expect(pairsOf(drawTraces(picture))).toEqual([]);
  });

  test('where a start is not known', () => {
    const caller: ShortSpan = { id: 'a', service: 'web', kind: SpanKind.CLIENT, startMs: null, ms: 5 };
    const callee: ShortSpan = { id: 'b', parent: 'a', service: 'pay', kind: SpanKind.SERVER, startMs: 10 };
    expect(pairsOf(buildSpans([{ id: 'r', startMs: 20 }, { ...caller, parent: 'r' }, callee]))).toEqual([]);
  });
});

test('a clock that counts milliseconds may be wrong by one, whatever its file could hold', () => {
  const callBegun = (callerMs: number, calleeMs: number) =>
    buildSpans([
      { id: 'a', service: 'web', kind: SpanKind.CLIENT, startMs: callerMs, ms: 9 },
      { id: 'b', parent: 'a', service: 'pay', kind: SpanKind.SERVER, startMs: calleeMs, ms: 3 },
    ]);
  expect(pairsOf(callBegun(10.6, 10))).toEqual([]);
  expect(pairsOf(callBegun(10.6, 10.1))).toEqual(['pay 0.5 [0.5, 6.5] 1/1']);
  expect(pairsOf(callBegun(11, 10.3))).toEqual([]);
  expect(pairsOf(callBegun(12, 10))).toEqual(['pay 2 [2, 8] 1/1']);
});

test.each<[string, Partial<ShortSpan>, Partial<ShortSpan>]>([
  ['the callee never ended', {}, { ms: null }],
  ['the caller never ended', { ms: null }, {}],
  ['the callee ended before it began', {}, { ms: -1 }],
  ['the caller ended before it began', { ms: -1 }, {}],
])('an end that is not known bounds nothing: %s', (_, caller, callee) => {
  const dataset = buildSpans([
    { id: 'r', service: 'web', ms: 100 },
    { id: 'a', parent: 'r', service: 'web', kind: SpanKind.CLIENT, startMs: 10, ms: 9, ...caller },
    { id: 'b', parent: 'a', service: 'pay', kind: SpanKind.SERVER, startMs: 5, ms: 3, ...callee },
  ]);
  expect(pairsOf(dataset)).toEqual(['pay 5 [5, Infinity] 1/1']);
});

describe('whose clock it is', () => {
  /** One call that begins 5 ms before its caller; the resources of web and pay say this of their process. */
  function callBetween(web: Record<string, string>, pay: Record<string, string>, payService = 'pay') {
    const builder = new DatasetBuilder();
    const resource = (service: string, attributes: Record<string, string>) =>
      builder.resource({
        service,
        attributes: Object.entries(attributes).map(([key, value]) => builder.attribute(key, 0, value)),
      });
    const call = { startMs: 10, ms: 8, kind: SpanKind.CLIENT, resource: resource('web', web) };
    const answer = { startMs: 5, ms: 5, kind: SpanKind.SERVER, resource: resource(payService, pay) };
    addSpans(
      [
        { id: 'a', ...call },
        { id: 'b', parent: 'a', ...answer },
      ],
      builder,
    );
    return builder.finish();
  }

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['two services on two machines', { 'host.name': 'a' }, { 'host.name': 'b' }, 1],
    ['two services on one machine share its clock', { 'host.name': 'a' }, { 'host.name': 'a' }, 0],
    ['every machine calls itself localhost', { 'host.name': 'localhost' }, { 'host.name': 'localhost' }, 1],
    [
      'pods on one node share its clock',
      { 'host.name': 'p', 'k8s.node.name': 'n' },
      { 'host.name': 'q', 'k8s.node.name': 'n' },
      0,
    ],
    ['Jaeger’s clients', { hostname: 'a' }, { hostname: 'a' }, 0],
    [
      'Zipkin’s endpoints',
      { 'network.local.address': '10.0.0.1' },
      { 'network.local.address': '10.0.0.2' },
      1,
    ],
  ])('%s', (_, web, pay, count) => {
    expect(pairsOf(callBetween(web, pay))).toHaveLength(count);
  });

  test('two instances of one service have two clocks, one instance has one', () => {
    const one = { 'service.instance.id': '1' };
    const two = { 'service.instance.id': '2' };
    expect(pairsOf(callBetween(one, two, 'web'))).toEqual(['web 5 [5, 8] 1/1']);
    expect(pairsOf(callBetween(one, one, 'web'))).toEqual([]);
  });
});
