import type { ServiceStyle } from '../../parts/service-style.ts';
import type { MinimapInk } from './paint-minimap.ts';
import { resolveColor } from './resolve-color.ts';

/**
 * The minimap's colours, ready to be written into a canvas: bars have those of `styleOf`, the rest is said by variables of
 * `element` (`--ink-error` and so on). Where the system forces its colours, `--ink-bar` is that of all bars.
 */
export function readInk(element: HTMLElement, styleOf: (span: number) => ServiceStyle): MinimapInk {
  const wordOf = (color: string) => pixelOf(resolveColor(element, color));
  const forced = getComputedStyle(element).getPropertyValue('--ink-bar');
  const words = new Map<ServiceStyle, number>();
  const barWordOf = (style: ServiceStyle): number => {
    const word = words.get(style) ?? wordOf(forced || style.color);
    words.set(style, word);
    return word;
  };
  let last: ServiceStyle | null = null; // neighbours are often of one style
  let lastWord = 0;
  return {
    barOf: (span) => {
      const style = styleOf(span);
      if (style !== last) lastWord = barWordOf((last = style));
      return lastWord;
    },
    error: wordOf('var(--ink-error)'),
    match: wordOf('var(--ink-match)'),
    path: wordOf('var(--ink-path)'),
  };
}

/** An opaque "rgb(r, g, b)" as the word of a pixel: red in the lowest byte. */
function pixelOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = Array.from(color.matchAll(/[\d.]+/g), ([digits]) => Number(digits));
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
