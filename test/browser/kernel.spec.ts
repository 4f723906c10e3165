import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, FROM_DISK, test } from './tracagg-page.ts';

for (const [name, address] of [
  ['hosted', undefined],
  ['from disk', FROM_DISK],
] as const)
  test(`the policy lets the worker read with the kernel: ${name}`, async ({ app, page }) => {
    const starting = page.waitForEvent('worker');
    await app.open('', address);
    const worker = await starting;
    await worker.evaluate(() => {
      const { Instance } = WebAssembly;
      const counted = globalThis as { kernels?: number };
      WebAssembly.Instance = new Proxy(Instance, {
        construct(target, [module]: [WebAssembly.Module]) {
          counted.kernels = (counted.kernels ?? 0) + 1;
          return new target(module);
        },
      });
    });
    // Large enough to be worth it.
    await app.drop({ name: 'traces.json', content: asJaeger(makeSpans(1000)) });
    expect(await app.readTotals()).toMatchObject({ Spans: '4,000' });
    expect(await worker.evaluate(() => (globalThis as { kernels?: number }).kernels)).toBe(1);
  });
