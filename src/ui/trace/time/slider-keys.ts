import { tickStep } from 'd3';

/** A value that is moved by keys. */
export interface SliderRange {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What a fine step is a fiftieth of, near enough, in round numbers; a coarse one is a fifth. */
  readonly span: number;
}

const STEPS = 50;
const COARSE = 10;

/** Where the key moves the value: arrows to the next round number, with Shift or by page farther; null of other keys. */
export function sliderTarget(
  { key, shiftKey }: Readonly<Record<'key', string>> & Readonly<Record<'shiftKey', boolean>>,
  { value, min, max, span }: SliderRange,
): number | null {
  const isPage = key === 'PageUp' || key === 'PageDown';
  const step = tickStep(0, Math.max(span, 1), STEPS) * (shiftKey || isPage ? COARSE : 1);
  const within = (target: number) => Math.max(min, Math.min(max, target));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
    case 'PageUp':
      return within((Math.floor(value / step + 1e-6) + 1) * step);
    case 'ArrowLeft':
    case 'ArrowDown':
    case 'PageDown':
      return within((Math.ceil(value / step - 1e-6) - 1) * step);
    case 'Home':
      return min;
    case 'End':
      return max;
    default:
      return null;
  }
}
