import type { RefObject } from 'react';
import type { Flame } from '../../../core/engine/trace-answers.ts';
import type { TimeScale } from '../time/time-scale.ts';
import type { RowLayout } from './row-layout.ts';
import type { FlameZoom } from './use-breadth-zoom.ts';

/** A flame as it is shown. */
export interface ShownFlame {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly flame: Flame;
  readonly scale: TimeScale;
  readonly layout: RowLayout;
  readonly zoom: FlameZoom;
}
