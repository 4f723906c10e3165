import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { App } from '../../../src/ui/App.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const ONE_SPAN = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: '0af7651916cd43dd8448eb211c80319c',
              spanId: 'b7ad6b7169203331',
              name: 'GET /cart',
              startTimeUnixNano: '1795356000000000000',
              endTimeUnixNano: '1795356000250000000',
            },
          ],
        },
      ],
    },
  ],
});

test('while nothing is open, the page says how to open something, what it reads, and that nothing is uploaded', async () => {
  await renderWithApp(<App />);
  expect(screen.getByRole('heading', { level: 1, name: 'Drop trace exports here' })).toBeVisible();
  expect(screen.getByText('Read in this tab. Nothing is uploaded.')).toBeVisible();
  const formats = screen.getByRole('region', { name: /What it reads/ });
  for (const name of [/OTLP JSON/, /Jaeger JSON/, /Tempo JSON/, /Grafana download/, /Zipkin/, /TracAgg/])
    expect(within(formats).getByRole('heading', { name })).toBeVisible();
  expect(screen.queryByRole('tab')).toBeNull();
  expect(document.title).toBe('TracAgg');
});

test('files that all come from one folder are called by it', async () => {
  const files = { 'exports/a.json': ONE_SPAN, 'exports/deeper/b.json': ONE_SPAN.replaceAll('0af7', '0af8') };
  await renderWithApp(<App />, { files });
  expect(screen.getByRole('banner')).toHaveTextContent('exports (2 files)2 traces');
});

test('chosen files are opened', async () => {
  const { whenIdle } = await renderWithApp(<App />);
  await userEvent.upload(screen.getByLabelText('Files to open'), new File([ONE_SPAN], 'shop.json'));
  await whenIdle();
  expect(screen.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
  expect(screen.getByRole('banner')).toHaveTextContent('shop.json1 trace');
  expect(document.title).toBe('Overview · shop.json · TracAgg');
});

test('text pasted anywhere is opened, but not what is pasted into a field', async () => {
  const { whenIdle } = await renderWithApp(<App />);
  const clipboardData = { files: [], getData: () => ONE_SPAN };
  fireEvent.paste(document.body, { clipboardData });
  await whenIdle();
  expect(screen.getByRole('banner')).toHaveTextContent('pasted text');
  fireEvent.paste(screen.getByRole('searchbox'), { clipboardData });
  await whenIdle();
  expect(screen.getByRole('banner')).not.toHaveTextContent('+ 1 file');
});

test('files dropped on the window are opened, and dropping more adds to them', async () => {
  const { whenIdle } = await renderWithApp(<App />);
  const dropFile = async (name: string) => {
    const file = new File([ONE_SPAN], name);
    const items = [{ kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => file }];
    fireEvent.dragOver(document.body, { dataTransfer: { types: ['Files'] } });
    expect(screen.getByText('Drop to open')).toBeVisible();
    fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], items } });
    expect(screen.queryByText('Drop to open')).toBeNull();
    await Promise.resolve();
    await whenIdle();
  };
  await dropFile('first.json');
  expect(screen.getByRole('banner')).toHaveTextContent('first.json1 trace');
  await dropFile('second.json');
  expect(screen.getByRole('banner')).toHaveTextContent('first.json + 1 file1 trace');
});

test('a file that is no trace says so on the spot, until it is dismissed', async () => {
  await renderWithApp(<App />, { files: { 'page.html': '<!doctype html><title>Sign in</title>' } });
  const failure = screen.getByRole('article', { name: 'page.html' });
  expect(failure).toHaveTextContent(/could not be read\. This is a web page/);
  expect(screen.getByRole('heading', { name: 'Drop trace exports here' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('article')).toBeNull();
});

test('a link made with other files asks for them', async () => {
  await renderWithApp(<App />, { hash: 'files=0123abcd&tab=graph' });
  expect(screen.getByText(/The link you followed was made with files/)).toBeVisible();
});

// making 3,000 traces takes its time on a busy machine
const SAMPLE_TIME = 30_000;

test(
  'the sample is one click away, is announced when it is read, and Clear does not ask',
  { timeout: SAMPLE_TIME },
  async () => {
    const { whenIdle } = await renderWithApp(<App />);
    await userEvent.click(screen.getByRole('button', { name: 'Open the sample incident' }));
    await whenIdle();
    expect(screen.getByRole('banner')).toHaveTextContent('3,000 traces');
    expect(screen.getByText(/^1 file read: [\d,]+ spans$/)).toHaveAttribute('role', 'status');
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await whenIdle();
    expect(screen.getByRole('heading', { name: 'Drop trace exports here' })).toBeVisible();
  },
);
