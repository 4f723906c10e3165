import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { GraphView } from '../../../src/ui/graph/GraphView.tsx';
import { renderWithApp, type RenderAppOptions } from '../../fixtures/render-app.tsx';

const SHOP = `
  web: GET /            ================
    cart: list            ====
      db: select            ==
    checkout: pay              ========
      bank: charge [error]       ======
`;

/** The graph of a picture, once its layout has settled. */
async function renderGraph(options: RenderAppOptions = { picture: SHOP }) {
  const app = await renderWithApp(<GraphView />, options);
  await screen.findByRole('group', { name: /^Service graph: \d/ });
  const node = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}, \\d`) });
  return { ...app, node, user: userEvent.setup(), view: () => app.store.getState().view };
}

describe('the picture', () => {
  test('names every service with its numbers', async () => {
    const { node } = await renderGraph();
    expect(node('web')).toHaveAccessibleName(
      /^web, 1 span, p95 .*, 0\s% errors, called by no other, calls 2$/,
    );
    expect(node('bank')).toHaveAccessibleName(
      /^bank, 1 span, p95 .*, 100\s% errors, called by 1, calls no other$/,
    );
  });

  test('names every call', async () => {
    await renderGraph();
    expect(
      screen.getByRole('button', { name: /^checkout to bank, 1 call, 100\s% errors/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('group', { name: /5 services, 4 connections/ })).toBeInTheDocument();
  });

  test('says what its colours mean, the range, and of how many', async () => {
    const { user } = await renderGraph();
    expect(screen.getByText(/^Error rate of 5 services: 0\s% to 100\s%; 5 spans$/)).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'p95' }));
    expect(screen.getByText(/^p95 of 5 services: .* to .*; 5 spans$/)).toBeInTheDocument();
  });

  test('shows a lone service', async () => {
    const { node } = await renderGraph({ picture: 'alone: work  ====' });
    expect(node('alone')).toHaveAccessibleName(/called by no other, calls no other$/);
  });

  test('keeps services in place under a filter', async () => {
    const { node, actions, whenIdle } = await renderGraph({
      picture: `${SHOP}\nsearch: find  ====\n  index: look   ==`,
    });
    const before = node('bank').getAttribute('transform');
    act(() => actions.show({ filter: { service: 'bank' } }));
    await whenIdle();
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /^search, \d/ })).not.toBeInTheDocument(),
    );
    expect(node('bank')).toHaveAttribute('transform', before);
  });
});

describe('the details of a service', () => {
  test('open on click and stand in the link', async () => {
    const { user, node, view } = await renderGraph();
    await user.click(node('checkout'));
    expect(view().graphService).toBe('checkout');
    expect(node('checkout')).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByRole('heading', { name: 'checkout' })).toBeInTheDocument();
    expect(screen.getByText('Spans', { selector: 'dt' }).nextElementSibling).toHaveTextContent(/^1$/);
    expect(screen.getByText(/^Every span of the service counts/)).toBeVisible();
    expect(within(screen.getByRole('table', { name: 'Called by' })).getByText('web')).toBeInTheDocument();
    expect(within(screen.getByRole('table', { name: 'Calls' })).getByText('bank')).toBeInTheDocument();
  });

  test('are there when a link names the service', async () => {
    await renderGraph({ picture: SHOP, view: { graphService: 'bank' } });
    expect(screen.getByRole('heading', { name: 'bank' })).toBeInTheDocument();
  });

  test('lead to its traces, and keep the rest of the filter', async () => {
    const { user, node, view } = await renderGraph({
      picture: SHOP,
      view: { filter: { hasErrors: true, operation: 'list' } },
    });
    await user.click(node('checkout'));
    await user.click(screen.getByRole('button', { name: 'Show its traces' }));
    expect(view().tab).toBe('traces');
    expect(view().filter).toEqual({ service: 'checkout', hasErrors: true });
  });

  test('lead to a call and back', async () => {
    const { user, node, view, address } = await renderGraph();
    await user.click(node('checkout'));
    await user.click(
      within(screen.getByRole('table', { name: 'Calls' })).getByRole('button', { name: 'bank' }),
    );
    expect(screen.getByRole('heading', { name: 'checkout → bank' })).toBeInTheDocument();
    expect(screen.getByText(/all in which bank takes part, whoever calls it/)).toBeInTheDocument();
    expect(view()).toMatchObject({
      graphService: 'checkout',
      graphCall: { caller: 'checkout', callee: 'bank' },
    });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('heading', { name: 'checkout' })).toBeInTheDocument();
    act(() => address.back());
    expect(await screen.findByRole('heading', { name: 'checkout → bank' })).toBeInTheDocument();
  });
});

describe('the keyboard', () => {
  test('walks along calls, opens, and lets go', async () => {
    const { user, node, view } = await renderGraph();
    act(() => node('web').focus());
    await user.keyboard('{ArrowRight}');
    const first = document.activeElement;
    expect([node('cart'), node('checkout')]).toContain(first);
    await user.keyboard('{ArrowRight}');
    expect([node('db'), node('bank')]).toContain(document.activeElement);
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(first);
    await user.keyboard('{Enter}');
    expect(view().graphService).toBe(first?.getAttribute('data-service'));
    await user.keyboard('{Escape}');
    expect(view().graphService).toBeNull();
  });

  test('reaches the graph with one tab stop', async () => {
    await renderGraph();
    const stops = screen.getAllByRole('button').filter((button) => button.matches('g[tabindex="0"]'));
    expect(stops).toHaveLength(1);
  });

  test('moves a service with Shift and arrows, and puts it back', async () => {
    const { user, node } = await renderGraph();
    const before = node('cart').getAttribute('transform');
    act(() => node('cart').focus());
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(node('cart')).not.toHaveAttribute('transform', before);
    await user.keyboard('{Enter}');
    await user.click(screen.getByRole('button', { name: 'Put back' }));
    expect(node('cart')).toHaveAttribute('transform', before);
  });
});

test('what a link says of the picture is there: its form and the calls left out', async () => {
  const { address, user } = await renderGraph({ hash: 'least=0.3', picture: SHOP });
  expect(screen.getByRole('group', { name: 'Service graph: 5 services, 0 connections' })).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Table' }));
  expect(address.read()).toContain('form=table');
});

describe('the table', () => {
  test('has a row for each call, the most frequent first, and sorts', async () => {
    const { user } = await renderGraph();
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    const table = screen.getByRole('table', { name: 'Calls between services' });
    const callers = () =>
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent);
    expect(callers()).toHaveLength(4);
    await user.click(within(table).getByRole('button', { name: 'Callee' }));
    expect(within(table).getByRole('columnheader', { name: 'Callee' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    expect(callers()[0]).toMatch(/^checkoutbank/);
    await user.click(within(table).getByRole('button', { name: 'Error rate' }));
    expect(callers()[0]).toMatch(/^checkoutbank11100\s%/);
  });

  test('leads to the details of a call', async () => {
    const { user } = await renderGraph();
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    await user.click(screen.getByRole('button', { name: 'checkout to bank' }));
    expect(screen.getByRole('heading', { name: 'checkout → bank' })).toBeInTheDocument();
  });

  test('names the services that stand alone', async () => {
    const { user } = await renderGraph({ picture: 'alone: work  ====' });
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    expect(screen.getByText(/Neither call nor are called/)).toHaveTextContent('alone');
  });
});

test('copies the graph as DOT', async () => {
  const { user } = await renderGraph();
  await user.click(screen.getByRole('button', { name: 'Copy as DOT' }));
  expect(await navigator.clipboard.readText()).toMatch(
    /^digraph services \{\n.*\n {2}"checkout" -> "bank" \[label="1 call, 100\s% errors"\];\n/,
  );
});

test('says so when no trace passes the filter, and offers to drop what keeps them out', async () => {
  const app = await renderWithApp(<GraphView />, { picture: SHOP, view: { filter: { service: 'nobody' } } });
  expect(screen.getByText('No trace passes this filter')).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: /^Drop: / }));
  await app.whenIdle();
  expect(await screen.findByRole('group', { name: /^Service graph: 5/ })).toBeInTheDocument();
});
