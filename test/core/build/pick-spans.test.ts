import { expect, test } from 'vitest';
import { pickSpans } from '../../../src/core/build/pick-spans.ts';
import type { SpanBatch } from '../../../src/core/model/span-batch.ts';

/** Four spans whose every column tells which one it is; the first and the last two have seconds. */
function batchOfFour(): SpanBatch {
  const none = { count: new Uint32Array(4), list: new Uint32Array(0) };
  const nothing = { length: 0, span: new Int32Array(0), attributes: none };
  return {
    length: 4,
    trace: Int32Array.of(0, 1, 2, 3),
    spanId: Uint32Array.of(0, 10, 1, 11, 2, 12, 3, 13),
    parentSpanId: Uint32Array.of(0, 20, 1, 21, 2, 22, 3, 23),
    name: Int32Array.of(0, 1, 2, 3),
    statusMessage: Int32Array.of(0, 1, 2, 3),
    startSeconds: Float64Array.of(0, 1, 2, 3),
    startNanos: Uint32Array.of(0, 1, 2, 3),
    duration: Float64Array.of(0, 1, 2, NaN),
    kind: Uint8Array.of(0, 1, 2, 3),
    status: Uint8Array.of(0, 1, 2, 0),
    flags: Uint16Array.of(0, 1, 2, 3),
    resource: Int32Array.of(0, 1, 2, 3),
    scope: Int32Array.of(0, 1, 2, 3),
    source: Int32Array.of(0, 1, 2, 3),
    place: Float64Array.of(0, 100, 200, 300),
    attributes: { count: Uint32Array.of(1, 0, 0, 1), list: Uint32Array.of(7, 8) },
    events: { ...nothing, seconds: new Float64Array(0), nanos: new Uint32Array(0), name: new Int32Array(0) },
    links: { ...nothing, traceId: new Int32Array(0), spanId: new Int32Array(0), kind: new Uint8Array(0) },
    seconds: {
      length: 3,
      span: Int32Array.of(0, 2, 3),
      start: Float64Array.of(0.1, 0.2, 0.3),
      duration: Float64Array.of(1.1, 1.2, 1.3),
    },
  };
}

test('the spans picked keep everything but their entries', () => {
  const picked = pickSpans(batchOfFour(), Int32Array.of(1, 3));
  expect(picked).toMatchObject({
    length: 2,
    trace: Int32Array.of(1, 3),
    spanId: Uint32Array.of(1, 11, 3, 13),
    parentSpanId: Uint32Array.of(1, 21, 3, 23),
    duration: Float64Array.of(1, NaN),
    place: Float64Array.of(100, 300),
    attributes: { count: Uint32Array.of(0, 0), list: new Uint32Array(0) },
    events: { length: 0 },
    links: { length: 0 },
  });
});

test('and the seconds of those that have them', () => {
  const { length, span, start, duration } = pickSpans(batchOfFour(), Int32Array.of(1, 2, 3)).seconds;
  expect([length, [...span.subarray(0, length)]]).toEqual([2, [1, 2]]);
  expect([...start.subarray(0, length)]).toEqual([0.2, 0.3]);
  expect([...duration.subarray(0, length)]).toEqual([1.2, 1.3]);
});
