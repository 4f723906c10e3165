import type { PathMode } from '../../../state/trace-look.ts';
import {
  isError,
  listPathStretches,
  pathTimeWithin,
  type OpenedTrace,
  type Stretch,
} from '../opened/opened-trace.ts';
import { topSpansOf } from './hidden-spans.ts';

/** What the lane of a row that stands for several spans shows. Stretches are ascending and may overlap. */
export interface LaneStretches {
  /** The spans themselves, without what is below them. */
  readonly spans: readonly Stretch[];
  readonly errors: readonly Stretch[];
  /** The marked path on them and below them. */
  readonly path: readonly Stretch[];
}

/** The siblings at the nodes `from .. to`, in order of start. Costs what there are siblings. */
export function listLaneStretches(
  opened: OpenedTrace,
  from: number,
  to: number,
  mode: PathMode,
): LaneStretches {
  const { start, duration, subtreeEnd } = opened.trace.spans;
  const siblings = Int32Array.from(topSpansOf(opened.arrangement, from, to)).sort(); // in order of start, as siblings are
  const spans: Stretch[] = [];
  const errors: Stretch[] = [];
  const path: Stretch[] = [];
  for (const span of siblings) {
    const stretch: Stretch = [start[span]!, start[span]! + duration[span]!];
    spans.push(stretch);
    if (isError(opened, span)) errors.push(stretch);
    const isOnPath = mode === 'longest' || pathTimeWithin(opened.path, span, subtreeEnd[span]!) > 0;
    if (isOnPath) for (const one of listPathStretches(opened, span, true, mode)) path.push(one);
  }
  path.sort(([a], [b]) => a - b);
  return { spans, errors, path };
}
