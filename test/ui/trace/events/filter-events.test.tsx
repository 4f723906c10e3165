import { describe, expect, it } from 'vitest';
import type { TraceEvents, TraceView } from '../../../../src/core/engine/trace-answers.ts';
import { joinStrings } from '../../../../src/core/lib/joined-strings.ts';
import { filterEvents } from '../../../../src/ui/trace/events/filter-events.ts';

const trace = {
  services: ['shop', 'db'],
  operations: [
    { service: 0, name: 'GET' },
    { service: 1, name: 'SELECT' },
  ],
  spans: { operation: Int32Array.of(0, 1) },
} as unknown as TraceView;

const events: TraceEvents = {
  span: Int32Array.of(0, 1, 1, 0),
  time: Float64Array.of(1, 2, 3, 4),
  name: Int32Array.of(0, 1, 1, 0),
  names: ['note', 'exception'],
  summary: Int32Array.of(0, 1, 2, 3),
  summaries: joinStrings(['key=ab', 'bc (1+1)', '', 'ABAB=x']),
  exception: Int32Array.of(-1, 0, 1, -1),
  exceptions: [],
  exceptionKinds: 2,
};

describe('filterEvents', () => {
  it.each([
    ['', [0, 1, 2, 3]],
    ['ab', [0, 3]],
    ['abb', []], // ends one summary and begins the next
    ['(1+1)', [1]],
    ['=', [0, 3]],
    ['EXCEPTION', [1, 2]],
    ['shop', [0, 3]],
    ['select bc', [1]],
    ['select note', []],
  ])('%j finds %j', (text, expected) => {
    expect([...filterEvents({ trace }, events, { text, exception: null })]).toEqual(expected);
  });

  it('finds the exceptions of one kind', () => {
    expect([...filterEvents({ trace }, events, { text: '', exception: 1 })]).toEqual([2]);
    expect([...filterEvents({ trace }, events, { text: 'bc', exception: 1 })]).toEqual([]);
  });
});
