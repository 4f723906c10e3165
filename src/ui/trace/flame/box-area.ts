import { xOf } from '../time/time-scale.ts';
import { ROW_HEIGHT } from './paint-flame.ts';
import { topOfRow } from './row-layout.ts';
import type { ShownFlame } from './shown-flame.ts';

/** A rectangle of the window, as far as the box fills it. */
export interface BoxArea {
  readonly of: Element;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the box is in the window, cut to what is in sight; null where nothing is drawn. */
export function areaOfBox({ scroller, flame, scale, layout }: ShownFlame, box: number): BoxArea | null {
  const element = scroller.current;
  if (!element) return null;
  const { left, top } = element.getBoundingClientRect();
  const clamp = (x: number) => Math.max(0, Math.min(scale.width, x));
  const from = clamp(xOf(scale, flame.left[box]!));
  const to = clamp(xOf(scale, flame.left[box]! + flame.width[box]!));
  const y = topOfRow(layout, flame.row[box]!, element.scrollTop);
  return { of: element, x: left + from, y: top + y, width: to - from, height: ROW_HEIGHT };
}
