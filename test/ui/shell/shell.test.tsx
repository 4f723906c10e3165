import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const PICTURE = `
  shop: GET /cart            =====-----
    db: SELECT                    ====

  shop: POST /order [error]  ==========
`;

beforeEach(() => {
  // jsdom has the element but not what it does
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

test('tabs are one tab stop; arrows move, Enter opens, and Back returns', async () => {
  const { address, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  const tab = (name: RegExp) => screen.getByRole('tab', { name });
  act(() => tab(/Overview/).focus());
  await userEvent.keyboard('{ArrowLeft}');
  expect(tab(/Data/)).toHaveFocus();
  expect(tab(/Overview/)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  await whenIdle();
  expect(screen.getByRole('tabpanel', { name: /Data/ })).toBeVisible();
  expect(document.title).toBe('Data · picture.json · TracAgg');
  act(() => address.back());
  await whenIdle();
  expect(screen.getByRole('heading', { level: 1, name: 'Overview' })).toBeInTheDocument();
});

test('g and a letter open a tab, but not while something is typed', async () => {
  const { whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  await userEvent.keyboard('gi');
  await whenIdle();
  expect(screen.getByRole('tab', { name: /Data/ })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('go');
  await whenIdle();
  await userEvent.keyboard('/');
  const search = screen.getByRole('searchbox');
  expect(search).toHaveFocus();
  await userEvent.keyboard('gi?');
  await whenIdle();
  expect(search).toHaveValue('gi?');
  expect(screen.getByRole('tab', { name: /Overview/ })).toHaveAttribute('aria-selected', 'true');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the focus moves to the new view where its element went away', async () => {
  const { whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  await userEvent.keyboard('gt');
  await whenIdle();
  act(() => screen.getByRole('link', { name: /POST \/order/ }).focus());
  await userEvent.keyboard('gs');
  await whenIdle();
  expect(screen.getByRole('main')).toHaveFocus();
});

test('? lists the keys, and they can be switched off', async () => {
  await renderWithApp(<App />);
  await userEvent.keyboard('?');
  const help = screen.getByRole('dialog', { name: 'Keys' });
  expect(within(help).getByText('Go to Traces')).toBeVisible();
  for (const label of ['Collapse, then parent', 'Walk along calls', 'A page down'])
    expect(within(help).getAllByText(label)[0]).toBeVisible();
  await userEvent.click(within(help).getByRole('checkbox', { name: /These keys work/ }));
  await userEvent.click(within(help).getByRole('button', { name: 'Close' }));
  await userEvent.keyboard('?');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the status line counts what passes the filter', async () => {
  const { actions, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  const status = screen.getByRole('contentinfo');
  expect(status).toHaveTextContent('2 traces · 3 spans');
  act(() => actions.show({ filter: { service: 'db' } }));
  await whenIdle();
  expect(status).toHaveTextContent('1 of 2 traces · 2 spans');
});

test('the promise that nothing leaves is explained', async () => {
  await renderWithApp(<App />);
  await userEvent.click(screen.getByRole('button', { name: /0 bytes sent/ }));
  expect(screen.getByRole('dialog', { name: 'Nothing leaves this tab' })).toHaveTextContent(
    "connect-src 'none'",
  );
});

test('Clear asks first where files are open', async () => {
  const { whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(screen.getByRole('tablist')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Clear' }));
  await whenIdle();
  expect(screen.getByRole('heading', { name: 'Drop trace exports here' })).toBeVisible();
});

test('a lost worker is told, and the files can be opened again', async () => {
  const { client, whenIdle } = await renderWithApp(<App />, { picture: PICTURE });
  act(() => client.crash('out of memory'));
  await whenIdle();
  expect(screen.getByText(/out of memory/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Open 1 file again' }));
  await whenIdle();
  expect(screen.queryByText(/out of memory/)).toBeNull();
  expect(screen.getByRole('banner')).toHaveTextContent('2 traces');
});

test('the theme steps through its three states, and the time zone is one of two', async () => {
  const { store } = await renderWithApp(<App />, { picture: PICTURE });
  await userEvent.click(screen.getByRole('button', { name: 'Theme: as the system' }));
  await userEvent.click(screen.getByRole('button', { name: 'Theme: light' }));
  expect(screen.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'Local' }));
  expect(store.getState().preferences).toMatchObject({ theme: 'dark', timeZone: 'local' });
});
