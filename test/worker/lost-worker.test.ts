import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { bundleEngine, createThreadClient } from '../fixtures/thread-client.ts';

let code = '';
beforeAll(async () => {
  code = await bundleEngine();
}, 60_000);

function start(options: Parameters<typeof createThreadClient>[1] = {}) {
  const thread = createThreadClient(code, options);
  onTestFinished(() => thread.client.stop());
  return thread;
}

const file = (traceCount: number) => ({
  source: { name: 'made.json', file: new Blob([asJaeger(makeSpans(traceCount))]) },
});

test('a thread that is ended while it reads answers every call, and the next call starts another', async () => {
  const { client, kill } = start();
  const reasons: string[] = [];
  client.onLost((reason) => reasons.push(reason));
  const first = await client.call('openSource', file(10));
  expect(first).toMatchObject({ ok: true, result: { spanCount: 40 } });
  const reading = client.call('openSource', file(3000), {
    onProgress: ({ spanCount }) => spanCount > 0 && void kill(),
  });
  expect(await reading).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  expect(reasons).toEqual(['the thread was ended']);
  const again = await client.call('openSource', file(10));
  expect(again).toMatchObject({ ok: true, result: { spanCount: 40 } });
  if (!first.ok || !again.ok) throw new Error('both must be answered');
  expect(again.revision).toBeGreaterThan(first.revision);
});

test('one that is ended without a word is missed', async () => {
  const { client, kill } = start({ hears: false, patience: 300 });
  await client.call('listNames', {});
  await kill();
  expect(await client.call('listNames', {})).toEqual({
    ok: false,
    error: { code: 'worker-lost', message: 'it does not answer any more' },
  });
  expect(await client.call('listNames', {})).toMatchObject({ ok: true });
});
