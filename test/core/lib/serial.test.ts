import { expect, test } from 'vitest';
import { createSerial } from '../../../src/core/lib/serial.ts';

test('work is done one after the other, in order of arrival, whatever it takes', async () => {
  const inTurn = createSerial();
  const done: string[] = [];
  const slow = inTurn(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    done.push('slow');
    return 1;
  });
  const quick = inTurn(async () => {
    done.push('quick');
    return 2;
  });
  expect(await Promise.all([slow, quick])).toEqual([1, 2]);
  expect(done).toEqual(['slow', 'quick']);
});

test('work that fails does not keep the next from its turn', async () => {
  const inTurn = createSerial();
  const failing = inTurn(() => Promise.reject(new Error('no')));
  const next = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
