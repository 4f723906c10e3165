import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { EventsView } from '../../../../src/ui/trace/events/EventsView.tsx';
import { renderOpenedTrace } from '../../../fixtures/render-opened-trace.tsx';

const TRACE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const START = 1_780_000_000_000_000_000n;
const at = (ms: number) => String(START + BigInt(ms) * 1_000_000n);
const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const refused = (ms: number, port: number) => ({
  name: 'exception',
  timeUnixNano: at(ms),
  attributes: [text('exception.type', 'Refused'), text('exception.message', `no answer from port ${port}`)],
});

function file(events: Record<string, readonly unknown[]>): Record<string, string> {
  const spans = Object.entries(events).map(([name, own], place) => ({
    traceId: TRACE,
    spanId: `${place + 1}`.repeat(16),
    parentSpanId: place === 0 ? '' : '1'.repeat(16),
    name,
    startTimeUnixNano: at(0),
    endTimeUnixNano: at(100 - place),
    events: own,
  }));
  const resource = { attributes: [text('service.name', 'pay')] };
  return { 'events.json': JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }) };
}

const FILES = file({
  root: [{ name: 'started', timeUnixNano: at(1) }, refused(40, 80)],
  charge: [refused(20, 8080), { name: 'retry', timeUnixNano: at(30), attributes: [text('attempt', 'Two')] }],
});

function open(files = FILES) {
  return renderOpenedTrace(<EventsView />, { files, traceId: TRACE });
}

/** The rows of the list as text, times of day left out. */
function listed(): string[] {
  const list = screen.getByRole('table', { name: /event/ });
  return within(list)
    .getAllByRole('row')
    .slice(1)
    .map((row) => {
      const [after, , service, span, , summary] = Array.from(row.children, (cell) => cell.textContent ?? '');
      const name = within(row).getByRole('button').querySelector('[class*=text]')?.textContent;
      return [after?.replaceAll('\u202f', ' '), service, span, name, summary].join(' | ');
    });
}

describe('the events of a trace', () => {
  it('stand in order of time', async () => {
    await open();
    expect(listed()).toEqual([
      '1 ms | pay | root | started | ',
      '20 ms | pay | charge | exception | Refused: no answer from port 8080',
      '30 ms | pay | charge | retry | attempt=Two',
      '40 ms | pay | root | exception | Refused: no answer from port 80',
    ]);
    expect(screen.getByRole('table', { name: '4 events' }).textContent).toContain('20:26:40.020000');
  });

  it('select their span', async () => {
    const app = await open();
    await userEvent.click(screen.getByRole('button', { name: /retry/ }));
    expect(app.store.getState().view.spanId).toBe('2'.repeat(16));
  });

  it('are searched by every word, in what they say and where they happened', async () => {
    await open();
    const search = (value: string) =>
      fireEvent.change(screen.getByRole('searchbox', { name: 'Search events' }), { target: { value } });
    search('CHARGE two');
    expect(listed()).toEqual(['30 ms | pay | charge | retry | attempt=Two']);
    expect(screen.getByRole('status').textContent).toBe('1 of 4 events');
    search('port');
    expect(listed()).toHaveLength(2);
    search('portland');
    await userEvent.click(screen.getByRole('button', { name: 'Show all 4 events' }));
    expect(listed()).toHaveLength(4);
  });

  it('have their exceptions by kind above them, each of which lists its own', async () => {
    const app = await open();
    const kinds = screen.getByRole('table', { name: 'Exceptions by kind' });
    const [, row, ...others] = within(kinds).getAllByRole('row');
    expect(others).toEqual([]);
    const cells = Array.from(row.children, (cell) => cell.textContent?.replaceAll('\u202f', ' '));
    expect(cells).toEqual(['exceptionRefusedno answer from port #', '2', 'pay', '20 ms', '40 ms', '2']);
    const user = userEvent.setup();
    const kind = within(kinds).getByRole('button', { name: /Refused/ });
    await user.click(kind);
    expect(kind.getAttribute('aria-pressed')).toBe('true');
    expect(listed()).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'All events again' }));
    expect(listed()).toHaveLength(4);
    await user.click(within(kinds).getByRole('button', { name: 'Select the first span' }));
    expect(app.store.getState().view.spanId).toBe('2'.repeat(16));
  });

  it('may be none', async () => {
    await open(file({ root: [] }));
    expect(screen.getByText('No events')).toBeDefined();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
