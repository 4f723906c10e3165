import { expect, test } from 'vitest';
import type { SpanDetail } from '../../../../src/core/engine/trace-answers.ts';
import { listExceptions } from '../../../../src/ui/trace/detail/exceptions.ts';

const views = (fields: Record<string, string>) =>
  Object.entries(fields).map(([key, value]) => ({ key, type: 0 as const, value }));

/** What is told of a span with these attributes and events. */
function told(attributes: Record<string, string>, events: Record<string, Record<string, string>> = {}) {
  const detail = {
    attributes: views(attributes),
    events: Object.entries(events).map(([name, fields], at) => ({
      name,
      offset: at,
      attributes: views(fields),
    })),
  };
  return listExceptions(detail as unknown as SpanDetail).map(
    ({ type, message, stack }) => `${type}: ${message}${stack && ` at ${stack}`}`,
  );
}

test('events of OpenTelemetry and of OpenTracing record exceptions', () => {
  expect(
    told(
      {},
      {
        exception: { 'exception.type': 'A', 'exception.message': 'a', 'exception.stacktrace': 's' },
        error: { 'error.kind': 'B', message: 'b', stack: 't' },
        retry: { message: 'again' },
      },
    ),
  ).toEqual(['A: a at s', 'B: b at t']);
});

test('attributes tell of an exception that no event records', () => {
  expect(told({ 'exception.message': 'a', 'error.stack': 's' })).toEqual([': a at s']);
  expect(told({ 'error.type': 'shop.Declined' })).toEqual(['shop.Declined: ']);
  expect(told({ 'exception.message': 'a' }, { exception: { 'exception.message': 'a' } })).toEqual([': a']);
});

test('a status code or a message of its own is no exception', () => {
  expect(told({ 'error.type': '500', message: 'hello', stack: 'web' })).toEqual([]);
});
