// @vitest-environment jsdom
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
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

describe('what replaces the address many times a second', () => {
  /** An address on a clock of its own, and every hash the browser was given since. */
  function watchedAddress() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const address = browserAddress(window);
    const written: string[] = [];
    const replaceState = vi.spyOn(window.history, 'replaceState').mockImplementation((...given) => {
      written.push(String(given[2]).split('#')[1] ?? '');
      History.prototype.replaceState.apply(window.history, given);
    });
    onTestFinished(() => replaceState.mockRestore());
    return { address, written };
  }

  test('is written now and then, the last of it always, and is read at once', () => {
    const { address, written } = watchedAddress();
    for (let i = 0; i <= 1000; i += 10) {
      address.replace(`zoom=${i}`);
      expect(address.read()).toBe(`zoom=${i}`);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(written.length).toBeLessThan(6);
    expect(written[0]).toBe('zoom=0');
    expect(written.at(-1)).toBe('zoom=1000');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is written before the next step, so that Back leads there', () => {
    const { address, written } = watchedAddress();
    address.replace('zoom=1');
    address.replace('zoom=2');
    address.push('tab=graph');
    vi.advanceTimersByTime(1000);
    expect(written).toEqual(['zoom=1', 'zoom=2']);
    expect(window.location.hash).toBe('#tab=graph');
  });

  test('is written when the page is left', () => {
    const { address, written } = watchedAddress();
    address.replace('zoom=1');
    address.replace('zoom=2');
    window.dispatchEvent(new Event('pagehide'));
    expect(written).toEqual(['zoom=1', 'zoom=2']);
  });
});

test('what is kept back of a step is gone with it', async () => {
  const address = browserAddress(window);
  address.push('tab=traces');
  address.push('tab=graph');
  address.replace('tab=graph&q=a');
  address.replace('tab=graph&q=ab');
  await goBack(address);
  expect(address.read()).toBe('tab=traces');
});
