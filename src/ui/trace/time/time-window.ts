import type { TimeWindow, TraceView } from '../../../core/engine/trace-answers.ts';
import { SpanFlag } from '../../../core/model/span-enums.ts';
import type { TraceLook } from '../../../state/trace-look.ts';
import { hasFlag, type OpenedTrace } from '../opened/opened-trace.ts';
import { findSpan } from '../opened/span-key.ts';
import type { ZoomLimits } from './zoom-window.ts';

type WithTrace = Pick<OpenedTrace, 'trace'>;

/** Ticks of the trace's clock in the shortest window: below that there is nothing more to tell apart. */
const LEAST_TICKS = 2;

/** What can be in sight: the trace, or the time of the subtree that is all that is shown. */
export function limitsOf(opened: WithTrace, { top }: Pick<TraceLook, 'top'>): ZoomLimits {
  return { bounds: boundsOf(opened, top), least: LEAST_TICKS * opened.trace.resolution };
}

/** By trace: the bounds of the subtree that was asked for last. */
const known = new WeakMap<TraceView, { readonly top: string; readonly bounds: TimeWindow }>();

function boundsOf(opened: WithTrace, top: string | null): TimeWindow {
  const { trace } = opened;
  const whole = { from: 0, to: trace.duration };
  if (top === null) return whole;
  const last = known.get(trace);
  if (last?.top === top) return last.bounds;
  const span = findSpan(trace.spanIds, top);
  const bounds = span < 0 ? whole : spreadOf(opened, span);
  known.set(trace, { top, bounds });
  return bounds;
}

/** From the first start to the last end among the span and all below it. */
function spreadOf(opened: WithTrace, top: number): TimeWindow {
  const { start, duration, subtreeEnd } = opened.trace.spans;
  let from = Infinity;
  let to = -Infinity;
  for (let span = top; span < subtreeEnd[top]!; span++) {
    if (hasFlag(opened, span, SpanFlag.IMPOSSIBLE_TIME)) continue;
    from = Math.min(from, start[span]!);
    to = Math.max(to, start[span]! + duration[span]!);
  }
  if (from < to) return { from, to };
  return stretchOf(opened, top);
}

/** The time of one span; one without an end lasts as long as the trace. */
export function stretchOf(opened: WithTrace, span: number): TimeWindow {
  const { spans, duration } = opened.trace;
  const from = spans.start[span]!;
  const isOpen = hasFlag(opened, span, SpanFlag.UNFINISHED);
  return { from, to: isOpen ? Math.max(from, duration) : from + spans.duration[span]! };
}
