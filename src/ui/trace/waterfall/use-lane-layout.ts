import { useMemo, type RefObject } from 'react';
import { useKeptSize } from '../../parts/Splitter.tsx';
import { useElementSize } from '../../parts/use-element-size.ts';
import { LANE_PAD, type TimeScale } from '../time/time-scale.ts';
import { useZoom } from '../time/use-zoom.ts';
import { useColumns, type Columns } from './use-columns.ts';

const LEAST_NAME_WIDTH = 120;
/** Px under which names and bars share what there is, as on a phone. */
const NARROW = 560;

/** Who has how much of the waterfall's width. */
export interface LaneLayout {
  /** Of the names: px, and what changes them. */
  readonly names: ReturnType<typeof useKeptSize>;
  readonly columns: Columns;
  /** Px left of the lanes. */
  readonly left: number;
  readonly scale: TimeScale;
}

/** Shares the width of `area` out to names, columns and lanes. */
export function useLaneLayout(area: RefObject<HTMLElement | null>): LaneLayout {
  const { width } = useElementSize(area, { width: 960, height: 600 });
  const mostForNames = Math.floor(width * (width < NARROW ? 0.45 : 0.6));
  const names = useKeptSize('nameWidth', LEAST_NAME_WIDTH, mostForNames);
  const columns = useColumns(width, names.value);
  const left = names.value + columns.width;
  const { window } = useZoom();
  const scale = useMemo<TimeScale>(
    () => ({ start: window.from, end: window.to, width: Math.max(1, width - left - 2 * LANE_PAD) }),
    [window, width, left],
  );
  return { names, columns, left, scale };
}
