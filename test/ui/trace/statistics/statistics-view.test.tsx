import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { StatisticsView } from '../../../../src/ui/trace/statistics/StatisticsView.tsx';
import { DEFAULT_LOOK, type TraceLook } from '../../../../src/state/trace-look.ts';
import { renderOpenedTrace } from '../../../fixtures/render-opened-trace.tsx';

const PICTURE = `
  shop: cart [server]       ==-------=
    db: SELECT [client]      --
    pay: charge [error]       ===--==
      db: SELECT [client]        ==
`;

function open(look: Partial<TraceLook> = {}, picture = PICTURE) {
  return renderOpenedTrace(<StatisticsView />, {
    picture,
    traceId: 't0',
    view: { look: { ...DEFAULT_LOOK, ...look } },
  });
}

/** The rows of the table as text, without what is said to screen readers only. */
function rows(): string[] {
  return screen.getAllByRole('row').map((row) =>
    Array.from(row.children, (cell) => {
      const copy = cell.cloneNode(true) as HTMLElement;
      for (const hidden of copy.querySelectorAll('[class*=hidden], [class*=Hidden]')) hidden.remove();
      return (copy.textContent ?? '').replaceAll('\u202f', ' ');
    }).join(' | '),
  );
}

describe('the statistics of a trace', () => {
  it('measure the spans of each operation, most self time first', async () => {
    await open();
    expect(rows()).toEqual([
      'Operation | Spans | Errors | Summed duration | Self | Critical path | Mean | p50 | p95 | Max',
      'paycharge | 1 | 1 | 7 ms | 5 ms45 % | 5 ms50 % | 7 ms | 7 ms | 7 ms | 7 ms',
      'dbSELECT | 2 | 0 | 4 ms | 4 ms36 % | 2 ms20 % | 2 ms | 2 ms | 2 ms | 2 ms',
      'shopcart | 1 | 0 | 10 ms | 2 ms18 % | 3 ms30 % | 10 ms | 10 ms | 10 ms | 10 ms',
    ]);
    expect(screen.getByRole('status').textContent).toBe('3 groups · 4 spans');
  });

  it('sort by any column, one way and the other', async () => {
    await open({ groupBy: 'service' });
    const user = userEvent.setup();
    const firstCells = () =>
      rows()
        .slice(1)
        .map((row) => row.split(' | ')[0]);
    await user.click(screen.getByRole('button', { name: 'Spans' }));
    expect(firstCells()).toEqual(['db', 'pay', 'shop']);
    expect(screen.getByRole('columnheader', { name: 'Spans' }).getAttribute('aria-sort')).toBe('descending');
    await user.click(screen.getByRole('button', { name: 'Service' }));
    expect(firstCells()).toEqual(['db', 'pay', 'shop']);
    await user.click(screen.getByRole('button', { name: 'Service' }));
    expect(firstCells()).toEqual(['shop', 'pay', 'db']);
  });

  it('group by service, operation and kind', async () => {
    const app = await open();
    const user = userEvent.setup();
    await user.click(screen.getByRole('radio', { name: 'Kind' }));
    await app.whenIdle();
    expect(app.store.getState().view.look.groupBy).toBe('kind');
    expect(
      rows()
        .slice(1)
        .map((row) => row.split(' | ')[0]),
    ).toEqual(['unspecified', 'client', 'server']);
  });

  it('lead to the spans of a group in the waterfall', async () => {
    const app = await open();
    await userEvent.click(screen.getByRole('link', { name: /charge/ }));
    expect(app.store.getState().view.look).toMatchObject({
      form: 'waterfall',
      find: 'service:=pay name:=charge',
      findMode: 'filter',
    });
  });

  it('are walked by arrow keys, one stop for the tab key', async () => {
    await open();
    const links = screen.getAllByRole('link');
    expect(links.map((link) => link.tabIndex)).toEqual([0, -1, -1]);
    links[0].focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toMatch(/^dbSELECT/);
    await userEvent.keyboard('{End}');
    expect(document.activeElement?.textContent).toMatch(/^shopcart/);
  });

  it('are copied for a spreadsheet', async () => {
    await open({ groupBy: 'service' });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Copy as CSV' }));
    expect((await navigator.clipboard.readText()).split('\r\n')).toEqual([
      'Service,Spans,Errors,Summed duration (ms),Self (ms),Critical path (ms),Mean (ms),p50 (ms),p95 (ms),Max (ms)',
      'pay,1,1,7,5,5,7,7,7,7',
      'db,2,0,4,4,2,2,2,2,2',
      'shop,1,0,10,2,3,10,10,10,10',
      '',
    ]);
  });
});

describe('groups by an attribute', () => {
  const span = (spanId: string, ms: number, shard?: string) => ({
    traceId: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    spanId: spanId.repeat(16),
    name: 'call',
    startTimeUnixNano: '1780000000000000000',
    endTimeUnixNano: String(1_780_000_000_000_000_000n + BigInt(ms) * 1_000_000n),
    attributes: shard === undefined ? [] : [{ key: 'shard', value: { stringValue: shard } }],
  });
  const files = {
    'shards.json': JSON.stringify({
      resourceSpans: [
        { resource: {}, scopeSpans: [{ spans: [span('1', 9), span('2', 5, '10'), span('3', 7, '9')] }] },
      ],
    }),
  };

  async function openShards() {
    const app = await renderOpenedTrace(<StatisticsView />, { files, traceId: 'a'.repeat(32) });
    const user = userEvent.setup();
    await user.click(screen.getByRole('radio', { name: 'Attribute' }));
    await app.whenIdle();
    return { app, user };
  }

  it('begin with the most frequent one, and know the spans without it', async () => {
    const { app, user } = await openShards();
    expect(screen.getByRole('combobox', { name: 'Attribute to group by' })).toHaveProperty('value', 'shard');
    const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent?.split(',')[0]);
    expect(names()).toEqual(['without shard', '9', '10']);
    await user.click(screen.getByRole('button', { name: 'shard' }));
    expect(names()).toEqual(['9', '10', 'without shard']); // numbers by number
    await user.click(within(screen.getAllByRole('row')[3]).getByRole('link'));
    expect(app.store.getState().view.look.find).toBe('-shard:');
  });

  it('say so where no span has the attribute', async () => {
    await openShards();
    const field = screen.getByRole('combobox', { name: 'Attribute to group by' });
    fireEvent.change(field, { target: { value: 'chard' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(screen.getByRole('alert').textContent).toBe('No span has “chard”.');
  });
});
