import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FindCompletions } from '../../../../src/ui/trace/toolbar/FindCompletions.tsx';
import { renderOpenedTrace } from '../../../fixtures/render-opened-trace.tsx';

const span = (spanId: string, route: string) => ({
  traceId: 'a'.repeat(32),
  spanId: spanId.repeat(16),
  name: 'GET cart',
  startTimeUnixNano: '1780000000000000000',
  endTimeUnixNano: '1780000000001000000',
  attributes: [{ key: 'http.route', value: { stringValue: route } }],
});
const files = {
  'spans.json': JSON.stringify({
    resourceSpans: [{ resource: {}, scopeSpans: [{ spans: [span('1', '/cart'), span('2', '/pay now')] }] }],
  }),
};

/** What is offered while `query` is being written. */
async function offered(query: string): Promise<string[]> {
  const { container } = await renderOpenedTrace(<FindCompletions id="list" query={query} isOffered />, {
    files,
    traceId: 'a'.repeat(32),
  });
  return Array.from(container.querySelectorAll('option'), ({ value }) => value);
}

it.each([
  ['ht', ['http.route:']],
  ['error -serv', ['error -service:']],
  ['http.route:', ['http.route:/cart', 'http.route:"/pay now"']],
  ['http.route:=/p', ['http.route:="/pay now"']],
  ['name:c', ['name:"GET cart"']],
  ['kind:er', ['kind:internal', 'kind:server', 'kind:producer', 'kind:consumer']],
  ['unheard.of:x', []],
  ['', []],
])('for %j offers %j', async (query, expected) => {
  expect(await offered(query)).toEqual(expected);
});

it('asks and offers nothing while nobody writes', () => {
  const { container } = render(<FindCompletions id="list" query="ht" isOffered={false} />);
  expect(container.innerHTML).toBe('<datalist id="list"></datalist>');
});
