import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { TracePage } from '../../../../src/ui/trace/TracePage.tsx';
import { renderWithApp } from '../../../fixtures/render-app.tsx';

const TRACE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const OTHER = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
const ABSENT = 'cccccccccccccccccccccccccccccccc';
const SECOND = 1_780_000_000;

interface OtlpSpan {
  readonly spanId: string;
  readonly [field: string]: unknown;
}

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const nanos = (ms: number) => `${SECOND}${String(ms * 1e6).padStart(9, '0')}`;

/** A file with one service, "pay". */
function otlp(spans: readonly OtlpSpan[]): Record<string, string> {
  const resource = { attributes: [text('service.name', 'pay'), text('host.name', 'node-7')] };
  const scope = { name: 'http-client', version: '1.2.3' };
  return { 'pay.json': JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] }) };
}

function span(spanId: string, startMs: number, endMs: number, more: Record<string, unknown> = {}): OtlpSpan {
  const times = { startTimeUnixNano: nanos(startMs), endTimeUnixNano: nanos(endMs) };
  return { traceId: TRACE, spanId, name: `call ${spanId.at(-1)}`, kind: 3, ...times, ...more };
}

const ROOT = '1111111111111111';
const CHILD = '2222222222222222';

async function openSpan(spanId: string, spans: readonly OtlpSpan[]) {
  const app = await renderWithApp(<TracePage />, {
    files: otlp(spans),
    view: { tab: 'trace', traceId: TRACE, spanId },
  });
  return { app, panel: within(screen.getByRole('region', { name: /^call/ })) };
}

/** The facts of a panel: what stands beside each name. */
function factsOf(panel: Awaited<ReturnType<typeof openSpan>>['panel']): Map<string, string> {
  const names = panel.getAllByRole('term');
  const values = panel.getAllByRole('definition');
  return new Map(names.map((name, at) => [name.textContent, plain(values[at].textContent)]));
}

const plain = (words: string) => words.replaceAll('\u202f', ' ').trim();

describe('the details of a span', () => {
  it('begin with what it means in its trace', async () => {
    const spans = [
      span(ROOT, 0, 100),
      span(CHILD, 20, 60, { parentSpanId: ROOT, status: { code: 2, message: 'card declined' } }),
    ];
    const { panel } = await openSpan(CHILD, spans);
    expect(Object.fromEntries(factsOf(panel))).toEqual({
      Duration: '40 ms the only one loaded of its operation',
      'Self time': '40 ms 100 % of it',
      'Critical path': '40 ms 40 % of the path',
      Start: '20 ms after the trace’s2026-05-28 20:26:40.020000000 UTC',
      Kind: 'client',
      Status: 'error',
      Message: 'card declined',
      'Span id': CHILD,
      Parent: 'pay call 1',
    });
  });
  it('rank it among the spans of its operation', async () => {
    const calls = [3, 4, 1].map((ms, at) =>
      span(`444444444444444${at}`, 0, ms, { parentSpanId: ROOT, name: 'call' }),
    );
    const { panel } = await openSpan('4444444444444441', [span(ROOT, 0, 100), ...calls]);
    expect(factsOf(panel).get('Duration')).toBe('4 ms the slowest of 3 such spans');
  });
  it('lead to the parent', async () => {
    const { app, panel } = await openSpan(CHILD, [
      span(ROOT, 0, 100),
      span(CHILD, 20, 60, { parentSpanId: ROOT }),
    ]);
    await userEvent.click(panel.getByRole('button', { name: 'pay call 1' }));
    expect(app.store.getState().view.spanId).toBe(ROOT);
  });
  it('name the parent that is missing, and say what was mended', async () => {
    const { panel } = await openSpan(CHILD, [span(CHILD, 60, 20, { parentSpanId: ROOT })]);
    expect(factsOf(panel).get('Parent')).toBe(`${ROOT} not in the opened files`);
    expect(panel.getByText(/parent it names is not in the opened files/)).toBeVisible();
    expect(panel.getByText(/ends before it starts/)).toBeVisible();
    expect(screen.getByText('partial')).toBeVisible();
  });
  it('show attributes with their types, and fold long ones', async () => {
    const attributes = [
      { key: 'http.status_code', value: { intValue: '503' } },
      text('db.statement', 'x'.repeat(1000)),
    ];
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { attributes })]);
    const table = within(panel.getByRole('table', { name: 'Attributes' }));
    expect(table.getByRole('row', { name: /http\.status_code/ })).toHaveTextContent('503 int');
    expect(table.queryByText(/x{1000}/)).toBeNull();
    await userEvent.click(table.getByRole('button', { name: 'Show all 1,000 characters' }));
    expect(table.getByText(/x{1000}/)).toBeVisible();
    expect(within(panel.getByRole('table', { name: 'Resource' })).getByText('node-7')).toBeVisible();
    expect(panel.getByText(/http-client 1\.2\.3/)).toBeVisible();
    expect(panel.getByText(/OTLP/)).toHaveTextContent('clock in steps of 1');
  });
  it('show events at their times, and stacks as they were written', async () => {
    const stack = 'Error: declined\n    at charge (pay.js:7)';
    const events = [
      { timeUnixNano: nanos(30), name: 'exception', attributes: [text('exception.stacktrace', stack)] },
    ];
    const { panel } = await openSpan(ROOT, [span(ROOT, 10, 50, { events })]);
    expect(panel.getByText('exception').closest('li')).toHaveTextContent(/^20.ms/);
    expect(panel.getByText(/at charge/).tagName).toBe('PRE');
    expect(panel.getByText(/at charge/).textContent).toBe(stack);
  });
  it('lead along links to traces that are open, and say of others that they are not', async () => {
    const links = [
      { traceId: OTHER, spanId: CHILD },
      { traceId: ABSENT, spanId: ROOT },
    ];
    const { app, panel } = await openSpan(ROOT, [
      span(ROOT, 0, 1, { links }),
      { ...span(CHILD, 0, 1), traceId: OTHER },
    ]);
    expect(panel.getByText(`in trace ${ABSENT}, not in the opened files`)).toBeVisible();
    await userEvent.click(panel.getByRole('button', { name: CHILD }));
    expect(app.store.getState().view).toMatchObject({ tab: 'trace', traceId: OTHER, spanId: CHILD });
  });
});

describe('a trace of many rows', () => {
  const id = (at: number) => at.toString(16).padStart(16, '0');
  const many = Array.from({ length: 500 }, (_, at) =>
    span(id(at + 1), at === 0 ? 0 : 1, 100, at === 0 ? {} : { parentSpanId: id(1) }),
  );
  const rows = () => within(screen.getByRole('treegrid')).getAllByRole('row').slice(1);
  const scrollTo = (top: number) => {
    screen.getByRole('treegrid').scrollTop = top;
    fireEvent.scroll(screen.getByRole('treegrid'));
  };

  it('draws those in sight', async () => {
    await openSpan(id(1), many);
    expect(rows().length).toBeLessThan(60);
    scrollTo(400 * 24);
    expect(rows().length).toBeLessThan(60);
    expect(rows().some((row) => row.getAttribute('aria-rowindex') === '402')).toBe(true);
  });
  it('keeps the row that has the focus when it is scrolled away', async () => {
    await openSpan(id(1), many);
    rows()[2].focus();
    const focused = document.activeElement;
    scrollTo(400 * 24);
    expect(document.activeElement).toBe(focused);
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAttribute('aria-rowindex', '5');
  });
});
