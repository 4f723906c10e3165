import { expect, test } from 'vitest';
import { estimateWidth, shortenName, wrapName } from '../../../src/ui/graph/label-text.ts';

test('a long name keeps its beginning and its end', () => {
  expect(shortenName('checkout')).toBe('checkout');
  expect(shortenName('com.example.shop.checkout.v2-eu-west')).toBe('com.example.….v2-eu-west');
});

test('a name is not cut inside a letter of two code units', () => {
  expect(shortenName('😀'.repeat(30))).toBe(`${'😀'.repeat(12)}…${'😀'.repeat(11)}`);
});

test('where calls run down, a long name takes two lines, parted near its middle', () => {
  expect(wrapName('checkout-service', 'down')).toEqual(['checkout-', 'service']);
  expect(wrapName('checkout-service', 'right')).toEqual(['checkout-service']);
  expect(wrapName('cart-db', 'down')).toEqual(['cart-db']);
  expect(wrapName('recommendations', 'down')).toEqual(['recommendations']);
});

test('the width of text grows with its letters', () => {
  expect(estimateWidth('')).toBe(0);
  expect(estimateWidth('mail')).toBeGreaterThan(estimateWidth('iii'));
});
