import type { CriticalPath } from '../analyze/critical-path.ts';
import { breakDownServices } from '../analyze/service-breakdown.ts';
import type { SpanIndex } from '../model/units.ts';
import type { OpenTrace } from './open-trace.ts';
import type { PathParams, PathView } from './trace-answers.ts';

/** What held the trace up, or the part of it that is asked for. */
export function viewPath(open: OpenTrace, params: PathParams): PathView {
  const { dataset, slice, selfTime } = open;
  const path = open.path(params);
  const time = sumBySpan(path, slice.spans.length);
  const of = params.of ?? slice.root;
  const start = slice.spans.start[of as SpanIndex];
  return {
    of,
    window: { from: start, to: start + slice.spans.duration[of as SpanIndex] },
    span: path.span.slice(),
    start: path.start.slice(),
    end: path.end.slice(),
    ...sortSegments(path.span, slice.spans.length),
    time,
    slack: new Float64Array(slice.spans.length).fill(NaN),
    clipped: path.clipped.slice(),
    async: path.async.slice(),
    services: Array.from(
      breakDownServices(dataset, slice.trace, { selfTime, criticalTime: time }),
      ({ service, ...part }) => ({ service: dataset.services[service], ...part }),
    ),
    operations: [],
  };
}

/** Time on the path, by span. */
function sumBySpan(path: CriticalPath, spanCount: number): Float64Array {
  const time = new Float64Array(spanCount);
  for (let at = 0; at < path.span.length; at++) time[path.span[at]] += path.end[at] - path.start[at];
  return time;
}

/** Counting sort by span; equal spans keep their order of time. */
function sortSegments(spanOf: Int32Array, spanCount: number): Pick<PathView, 'firstSegment' | 'bySpan'> {
  const firstSegment = new Int32Array(spanCount + 1);
  for (const span of spanOf) firstSegment[span + 1]++;
  for (let span = 0; span < spanCount; span++) firstSegment[span + 1] += firstSegment[span];
  const next = firstSegment.slice();
  const bySpan = new Int32Array(spanOf.length);
  for (let at = 0; at < spanOf.length; at++) bySpan[next[spanOf[at]]++] = at;
  return { firstSegment, bySpan };
}
