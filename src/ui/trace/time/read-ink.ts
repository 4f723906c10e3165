import type { TraceView } from '../../../core/engine/trace-answers.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import type { MinimapInk } from './paint-minimap.ts';

/**
 * The minimap's colours, ready to be written into a canvas: services have theirs, the rest is said by variables of
 * `element` (`--ink-error` and so on). Where the system forces its colours, `--ink-bar` is that of all bars.
 */
export function readInk(
  element: HTMLElement,
  trace: TraceView,
  styleOf: (service: string) => ServiceStyle,
): MinimapInk {
  const wordOf = (color: string) => pixelOf(resolveColor(element, color));
  const forced = getComputedStyle(element).getPropertyValue('--ink-bar');
  const byService = trace.services.map((service) => wordOf(forced || styleOf(service).color));
  return {
    bars: Uint32Array.from(trace.operations, ({ service }) => byService[service]!),
    error: wordOf('var(--ink-error)'),
    match: wordOf('var(--ink-match)'),
    path: wordOf('var(--ink-path)'),
    halo: wordOf('var(--ink-halo)'),
  };
}

/** "rgb(103, 31, 55)" of any CSS colour, variables and system colours among them. */
function resolveColor(element: HTMLElement, color: string): string {
  element.style.color = color;
  const { color: resolved } = getComputedStyle(element);
  element.style.color = '';
  return resolved;
}

/** An opaque "rgb(r, g, b)" as the word of a pixel: red in the lowest byte. */
function pixelOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = Array.from(color.matchAll(/[\d.]+/g), ([digits]) => Number(digits));
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
