import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act } from '@testing-library/react';
import { assignServiceStyles, monogramOf, useServiceStyle } from '../../../src/ui/parts/service-style.ts';
import { drawTraces } from '../../fixtures/picture.ts';
import { renderWithApp } from '../../fixtures/render-app.tsx';
import { writeTracAgg } from '../../../src/core/import/formats/write-tracagg.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `service-${i}`);
const lookOf = ({ color, texture }: { color: string; texture: number }) => `${color} ${texture}`;

describe('the look of services', () => {
  test('is a hue of its own for each of eight', () => {
    const styles = [...assignServiceStyles(names(8)).values()];
    expect(new Set(styles.map(({ color }) => color)).size).toBe(8);
    expect(styles.every(({ texture }) => texture === 0)).toBe(true);
  });

  test('is a hue and a texture of its own for each of twenty-four', () => {
    expect(new Set([...assignServiceStyles(names(24)).values()].map(lookOf)).size).toBe(24);
  });

  test('is spread evenly beyond', () => {
    const uses = new Map<string, number>();
    for (const style of assignServiceStyles(names(48)).values())
      uses.set(lookOf(style), (uses.get(lookOf(style)) ?? 0) + 1);
    expect([...uses.values()]).toEqual(Array.from({ length: 24 }, () => 2));
  });

  test('does not depend on the order of names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), (services) => {
        const turned = assignServiceStyles(services.toReversed());
        for (const [service, style] of assignServiceStyles(services))
          expect(turned.get(service)).toEqual(style);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('is there for names that are words of the language', () => {
    expect(assignServiceStyles(['__proto__', 'constructor']).size).toBe(2);
  });
});

test.each([
  ['checkout-service', 'CS'],
  ['cart', 'CA'],
  ['OrderService', 'OS'],
  ['com.example.shop', 'CE'],
  ['payment_v2', 'PV'],
  ['über', 'ÜB'],
  ['x', 'X'],
  ['---', '?'],
  ['', '?'],
])('the monogram of "%s" is %s', (service, monogram) => {
  expect(monogramOf(service)).toBe(monogram);
});

test('what is drawn in the look of services is drawn again only when services come', async () => {
  let drawn = 0;
  function Drawn() {
    drawn++;
    useServiceStyle();
    return null;
  }
  const open = (name: string, picture: string) => ({
    name,
    file: new Blob([...writeTracAgg(drawTraces(picture))]),
  });
  const { actions, whenIdle } = await renderWithApp(<Drawn />, { picture: 'shop: GET /cart  ====' });
  const before = drawn;
  act(() => actions.openFiles([open('more.json', 'shop: POST /order  ====')]));
  await whenIdle();
  expect(drawn).toBe(before);
  act(() => actions.openFiles([open('other.json', 'db: SELECT  ====')]));
  await whenIdle();
  expect(drawn).toBeGreaterThan(before);
});
