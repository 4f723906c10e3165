// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { browserAddress } from '../../src/state/address.ts';

beforeEach(() => window.history.replaceState(null, '', '/app/?x=1'));

/** Resolves once the browser has gone back, and says what the address made of it. */
function goBack(address: ReturnType<typeof browserAddress>): Promise<boolean> {
  return new Promise((resolve) => {
    address.onChange(resolve);
    window.history.back();
  });
}

test('what is pushed or replaced is read again, and nothing but the hash changes', () => {
  const address = browserAddress(window);
  expect(address.read()).toBe('');
  address.push('tab=traces&q=a%20b');
  expect(address.read()).toBe('tab=traces&q=a%20b');
  expect(window.location.href).toMatch(/\/app\/\?x=1#tab=traces&q=a%20b$/);
  address.replace('');
  expect(window.location.href).toMatch(/\/app\/\?x=1$/);
});

test('Back and Forward pass over a step that is equal to the one shown', async () => {
  const address = browserAddress(window);
  address.push('tab=traces');
  address.push('tab=graph');
  address.push('tab=graph&q=a');
  address.replace('tab=graph'); // what was typed was deleted again
  expect(await goBack(address)).toBe(true);
  expect(address.read()).toBe('tab=traces');
});

test('Back to a step made here is told from one made by others', async () => {
  const address = browserAddress(window);
  address.push('tab=traces');
  address.push('tab=graph');
  expect(await goBack(address)).toBe(true);
  expect(address.read()).toBe('tab=traces');
  expect(await goBack(address)).toBe(false);
  expect(address.read()).toBe('');
});
