import type { Arrangement } from '../../../core/engine/trace-answers.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import { isOnLongestPath, pathTimeWithin, type OpenedTrace } from '../opened/opened-trace.ts';

/** What some nodes hold, with all below them. */
export interface HiddenSpans {
  readonly spanCount: number;
  readonly errorCount: number;
  /** Nanoseconds of the marked path. */
  readonly pathTime: number;
}

/** The topmost spans among the nodes `from .. to`, which are siblings or the members of groups of them. */
export function* topSpansOf(
  { group, end, span }: Arrangement,
  from: number,
  to: number,
): Generator<number, void> {
  for (let node = from; node < to;) {
    if (group[node]! >= 0) {
      node++;
    } else {
      yield span[node]!;
      node = end[node]!;
    }
  }
}

/** Adds up the siblings at the nodes `from .. to`, with all below them. Costs what there are siblings. */
export function measureHidden(
  opened: Pick<OpenedTrace, 'trace' | 'path' | 'arrangement'>,
  from: number,
  to: number,
  mode: PathMode,
): HiddenSpans {
  const { trace, path, arrangement } = opened;
  const { subtreeEnd, duration } = trace.spans;
  let [spanCount, errorCount, pathTime] = [0, 0, 0];
  for (const span of topSpansOf(arrangement, from, to)) {
    const end = subtreeEnd[span]!;
    spanCount += end - span;
    errorCount += trace.errorsBefore[end]! - trace.errorsBefore[span]!;
    if (mode === 'critical') pathTime += pathTimeWithin(path, span, end);
    if (mode === 'longest' && isOnLongestPath(opened, span)) pathTime += duration[span]!;
  }
  return { spanCount, errorCount, pathTime };
}

/** How far the descendants of `span` reach beyond its own time, in nanoseconds; both 0 where they do not. */
export function overhangOf(
  { trace }: Pick<OpenedTrace, 'trace'>,
  span: number,
): { readonly before: number; readonly after: number } {
  const { start, duration, subtreeEnd } = trace.spans;
  const from = start[span]!;
  const to = from + duration[span]!;
  let [first, last] = [from, to];
  for (let below = span + 1; below < subtreeEnd[span]!; below++) {
    if (start[below]! < first) first = start[below]!;
    const end = start[below]! + duration[below]!;
    if (end > last) last = end;
  }
  return { before: from - first, after: last - to };
}
