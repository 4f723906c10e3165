import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrastOf, distanceOf, seeAs, type Lab, type Vision } from './color-vision.ts';

const CSS = readFileSync(path.resolve('src/ui/tokens.css'), 'utf8');

/** The colours a theme ends up with: those of the light theme under those of its own. */
function readTheme(theme: 'light' | 'dark'): Map<string, string> {
  const [light, dark] = CSS.split(/:root\[data-theme=["']dark["']\]/);
  const text = theme === 'light' ? light : light + dark;
  return new Map(Array.from(text.matchAll(/--([\w-]+):\s*(#[\da-f]{6});/gi), ([, name, hex]) => [name, hex]));
}

const SERVICES = Array.from({ length: 8 }, (_, i) => `service-${i}`);
const GROUNDS = ['bg', 'bg-sunken', 'bg-raised', 'bg-hover', 'bg-selected'];
const INKS = ['ink', 'ink-2', 'ink-3'];
const SIGNALS = ['accent', 'error', 'warning', 'good'];

function get(colors: ReadonlyMap<string, string>, name: string): string {
  const hex = colors.get(name);
  if (hex === undefined) throw new Error(`no --${name} in tokens.css`);
  return hex;
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const colors = readTheme(theme);
  const contrast = (a: string, b: string) => contrastOf(get(colors, a), get(colors, b));

  test.each(GROUNDS)('text on --%s has a contrast of 4.5', (ground) => {
    const faint = INKS.filter((ink) => contrast(ink, ground) < 4.5);
    expect(faint).toEqual([]);
  });

  test.each(SIGNALS)('--%s is legible as text on the page', (signal) => {
    expect(contrast(signal, 'bg')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(signal, 'bg-raised')).toBeGreaterThanOrEqual(4.5);
  });

  test('text on coloured grounds is legible', () => {
    for (const [ink, ground] of [
      ['error', 'error-bg'],
      ['warning', 'warning-bg'],
      ['accent-ink', 'accent'],
    ])
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('service colours, frames and the focus stand out from the page with a contrast of 3', () => {
    const faint = [...SERVICES, 'line-strong', 'focus', 'path'].filter((name) => contrast(name, 'bg') < 3);
    expect(faint).toEqual([]);
  });

  test.each([
    ['normal', 13],
    ['protan', 11],
    ['deutan', 11],
    ['tritan', 11],
  ] as const)(
    'service colours and the error colour differ in %s vision by ΔE %d',
    (vision: Vision, least) => {
      const seen = [...SERVICES, 'error'].map((name) => [name, seeAs(get(colors, name), vision)] as const);
      const alike = seen.flatMap(([one, a], i) =>
        seen.slice(i + 1).flatMap(([other, b]) => (distanceOf(a, b) < least ? `${one} and ${other}` : [])),
      );
      expect(alike).toEqual([]);
    },
  );

  test('the ramp goes one way from the page, in steps that can be told apart', () => {
    const ramp = Array.from({ length: 6 }, (_, i) => `ramp-${i}`);
    const contrasts = ramp.map((step) => contrast(step, 'bg'));
    expect(contrasts).toEqual(contrasts.toSorted((a, b) => a - b));
    for (const vision of ['normal', 'protan', 'deutan', 'tritan'] as const)
      for (const [i, step] of ramp.slice(1).entries())
        expect(
          distanceOf(seeAs(get(colors, ramp[i]), vision), seeAs(get(colors, step), vision)),
        ).toBeGreaterThan(7);
  });
});

// from the test data of Sharma, Wu and Dalal 2005
test.each<[Lab, Lab, number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
])('the distance measured is CIEDE2000: %j to %j', (a, b, distance) => {
  expect(distanceOf(a, b)).toBeCloseTo(distance, 4);
});
