import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './tracagg-page.ts';

test('nothing can be sent anywhere, from the page or from its worker', async ({ page }) => {
  let reached = 0;
  const server = createServer((_request, response) => {
    reached++;
    response.end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const send = (url: string) =>
    fetch(url, { mode: 'no-cors' }).then(
      () => 'sent',
      () => 'blocked',
    );
  const starting = page.waitForEvent('worker');
  await page.goto('./');
  const worker = await starting;
  expect(worker.url(), 'a worker with an address of its own would not inherit the policy').toMatch(/^blob:/);
  expect(await page.evaluate(send, target)).toBe('blocked');
  expect(await worker.evaluate(send, target)).toBe('blocked');
  const others = await page.evaluate(async (url) => {
    const failsToLoad = (element: HTMLElement) =>
      new Promise((resolve) => {
        element.addEventListener('error', () => resolve('blocked'));
        element.addEventListener('load', () => resolve('sent'));
        document.body.append(element);
      });
    const image = Object.assign(new Image(), { src: `${url}image` });
    return {
      beacon: navigator.sendBeacon(`${url}beacon`) ? 'queued' : 'blocked',
      image: await failsToLoad(image),
      socket: await new Promise((resolve) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.addEventListener('error', () => resolve('blocked'));
        socket.addEventListener('open', () => resolve('sent'));
      }),
    };
  }, target);
  expect(others.image).toBe('blocked');
  expect(others.socket).toBe('blocked');
  await new Promise((resolve) => server.close(resolve));
  expect(reached, 'requests that arrived').toBe(0);
});

test('opening files makes no request', async ({ app, page }) => {
  const requests: string[] = [];
  await app.openSample();
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  for (const tab of ['Traces', 'Services', 'Graph', 'Data']) await app.showTab(tab);
  expect(requests).toEqual([]);
});
