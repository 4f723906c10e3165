import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/state/view.ts';
import { ServicesView } from '../../../src/ui/services/ServicesView.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';

/** shop: 10, 20 and 40 ms; db: 2, 4 (failed), 6 and 8 ms; batch: 5 ms. */
const PICTURE = `
  shop: GET                  ==========
    db: SELECT                 ==
    db: INSERT [error]           ====

  shop: GET                  ====================
    db: SELECT                 ======

  shop: GET                  ========================================
    db: SELECT                 ========

  batch: nightly             =====
`;

async function renderServices(view: Partial<View> = {}) {
  const app = await renderWithApp(<ServicesView />, { picture: PICTURE, view: { tab: 'services', ...view } });
  return { ...app, user: userEvent.setup() };
}

const plain = (text: string | null) => (text ?? '').replaceAll('\u202f', ' ');
const rowsOf = (table: string) =>
  within(screen.getByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      [...row.children]
        .map((cell) => plain(cell.textContent))
        .filter((text, column) => column > 0 || text !== ''),
    );
const names = () => rowsOf('3 services').map((row) => row[0]);
const legend = () =>
  within(screen.getByText('Duration by percentile').closest('figure')!)
    .getAllByRole('listitem')
    .map((item) => plain(item.textContent));

/** An OTLP file of one service: a span for each duration in ms, null for one that never ended. */
function otlpFile(durations: readonly (number | null)[]): string {
  const start = 1_700_000_000_000;
  const spans = durations.map((ms, at) => ({
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: `eee19b7ec3c1b17${at}`,
    name: 'GET',
    startTimeUnixNano: `${start}000000`,
    ...(ms !== null && { endTimeUnixNano: `${start + ms}000000` }),
  }));
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

describe('the table', () => {
  test.each([
    [
      [10, 20, null],
      ['3, 1 unfinished: in no duration', '0', '0 %', '15 ms'],
    ],
    [[null], ['1, 1 unfinished: in no duration', '0', '0 %', '–', '–', '–', '–', '–', '–']],
  ])('of spans of %j ms says how many have no duration', async (durations, expected) => {
    const files = { 'otlp.json': otlpFile(durations) };
    await renderWithApp(<ServicesView />, { files, view: { tab: 'services' } });
    expect(rowsOf('1 service')[0]?.slice(1, 1 + expected.length)).toEqual(expected);
  });

  test('has the numbers of each service, the slowest by p95 on top', async () => {
    await renderServices();
    const largest = (p: number, n: number) => `, p${p} of ${n} is the largest of them`;
    expect(rowsOf('3 services')).toEqual([
      [
        'shop',
        '3',
        '0',
        '0 %',
        '23.3 ms',
        '20 ms',
        `40 ms${largest(90, 3)}`,
        `40 ms${largest(95, 3)}`,
        `40 ms${largest(99, 3)}`,
        '40 ms',
      ],
      [
        'db',
        '4',
        '1',
        '25 %',
        '5 ms',
        '6 ms',
        `8 ms${largest(90, 4)}`,
        `8 ms${largest(95, 4)}`,
        `8 ms${largest(99, 4)}`,
        '8 ms',
      ],
      [
        'batch',
        '1',
        '0',
        '0 %',
        '5 ms',
        `5 ms${largest(50, 1)}`,
        `5 ms${largest(90, 1)}`,
        `5 ms${largest(95, 1)}`,
        `5 ms${largest(99, 1)}`,
        '5 ms',
      ],
    ]);
  });

  test('sorts by any column and keeps it in the address', async () => {
    const app = await renderServices();
    expect(screen.getByRole('columnheader', { name: 'Spans' })).toHaveAccessibleDescription(
      /^Every span of the service counts/,
    );
    await app.user.click(screen.getByRole('button', { name: 'Spans' }));
    expect(names()).toEqual(['db', 'shop', 'batch']);
    await app.user.click(screen.getByRole('button', { name: 'Service' }));
    expect(names()).toEqual(['batch', 'db', 'shop']);
    expect(screen.getByRole('columnheader', { name: 'Service' })).toHaveAttribute('aria-sort', 'ascending');
    await app.user.keyboard('{Enter}');
    expect(names()).toEqual(['shop', 'db', 'batch']);
    expect(app.address.read()).toContain('services-sort=-service');
  });

  test('a service leads to its traces and keeps the rest of the filter', async () => {
    const app = await renderServices({ filter: { minSpanCount: 2 } });
    await app.user.click(screen.getByRole('link', { name: 'db' }));
    expect(app.store.getState().view).toMatchObject({
      tab: 'traces',
      filter: { service: 'db', minSpanCount: 2 },
    });
  });
});

describe('comparing', () => {
  test('the slowest are drawn until some are picked; the link keeps the picks', async () => {
    const app = await renderServices();
    expect(legend()).toEqual(['shop40 msn 3', 'db8 msn 4', 'batch5 msn 1']);
    await app.user.click(screen.getByLabelText('Compare db', { selector: 'input' }));
    await app.whenIdle();
    expect(legend()).toEqual(['db8 msn 4']);
    expect(app.address.read()).toContain('pick=db');
    await app.user.click(screen.getByLabelText('Compare db', { selector: 'input' }));
    await app.whenIdle();
    expect(legend()).toHaveLength(3);
  });

  test('at most eight at once', async () => {
    const picture = 'abcdefghi'
      .split('')
      .map((name) => `${name}: work  ==`)
      .join('\n\n');
    const pickedServices = 'abcdefgh'.split('');
    await renderWithApp(<ServicesView />, { picture, view: { tab: 'services', pickedServices } });
    expect(screen.getByLabelText('Compare i', { selector: 'input' })).toBeDisabled();
    expect(screen.getByLabelText('Compare a', { selector: 'input' })).toBeEnabled();
    expect(legend()).toHaveLength(8);
  });
});

describe('the charts', () => {
  test('are read by keyboard: each stop says its percentile and what every service took', async () => {
    const app = await renderServices({ pickedServices: ['shop', 'db'] });
    const cursor = screen.getByRole('slider', { name: 'Percentile' });
    const text = () => plain(cursor.getAttribute('aria-valuetext'));
    expect(text()).toBe('p95: shop 40 ms, db 8 ms');
    cursor.focus();
    await app.user.keyboard('{Home}');
    expect(text()).toBe('min: shop 10 ms, db 2 ms');
    // floor(3 · 33 / 100) = 0 and floor(3 · 34 / 100) = 1; floor(4 · 33 / 100) = 1
    await app.user.keyboard('{PageUp}{PageUp}{PageUp}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(text()).toBe('p33: shop 10 ms, db 4 ms');
    await app.user.keyboard('{ArrowRight}');
    expect(text()).toBe('p34: shop 20 ms, db 4 ms');
    expect(legend()).toEqual(['shop20 msn 3', 'db4 msn 4']);
    await app.user.keyboard('{End}');
    expect(text()).toBe('max: shop 40 ms, db 8 ms');
  });

  test('histogram buckets say how many spans fell into them', async () => {
    const app = await renderServices({ pickedServices: ['shop', 'db'] });
    const cursor = screen.getByRole('slider', { name: 'Bucket' });
    cursor.focus();
    await app.user.keyboard('{Home}');
    expect(plain(cursor.getAttribute('aria-valuetext'))).toBe('2 ms – 2.51 ms: shop 0 (0 %), db 1 (25 %)');
    await app.user.keyboard('{End}');
    expect(plain(cursor.getAttribute('aria-valuetext'))).toBe('39.8 ms – 50.1 ms: shop 1 (33 %), db 0 (0 %)');
  });

  test('and tables have the same numbers', async () => {
    const app = await renderServices({ pickedServices: ['shop', 'db'] });
    await app.user.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(rowsOf('Duration by percentile')).toEqual([
      ['shop', '3', '10 ms', '20 ms', '40 ms', '40 ms', '40 ms', '40 ms', '40 ms', '40 ms'],
      ['db', '4', '2 ms', '6 ms', '8 ms', '8 ms', '8 ms', '8 ms', '8 ms', '8 ms'],
    ]);
    const filled = rowsOf('Spans by duration').filter(([, ...counts]) => counts.some((n) => n !== '0'));
    expect(filled).toEqual([
      ['2 ms – 2.51 ms', '0', '1'],
      ['3.98 ms – 5.01 ms', '0', '1'],
      ['5.01 ms – 6.31 ms', '0', '1'],
      ['7.94 ms – 10 ms', '0', '1'],
      ['10 ms – 12.6 ms', '1', '0'],
      ['20 ms – 25.1 ms', '1', '0'],
      ['39.8 ms – 50.1 ms', '1', '0'],
    ]);
  });

  test('switch to a linear scale, whose buckets are equally wide', async () => {
    const app = await renderServices({ pickedServices: ['shop'] });
    await app.user.click(screen.getByRole('radio', { name: 'Linear' }));
    await app.whenIdle();
    expect(app.address.read()).toContain('scale=linear');
    await app.user.click(screen.getByRole('button', { name: 'Show as table' }));
    const filled = rowsOf('Spans by duration').filter(([, n]) => n !== '0');
    expect(filled).toEqual([
      ['10 ms – 11 ms', '1'],
      ['20 ms – 21 ms', '1'],
      ['40 ms – 41 ms', '1'],
    ]);
  });
});

test('a filter nothing passes is said, and can be dropped', async () => {
  const app = await renderServices({ filter: { text: 'nowhere' } });
  await app.user.click(screen.getByRole('button', { name: 'Drop: contains “nowhere”' }));
  await app.whenIdle();
  expect(names()).toHaveLength(3);
});
