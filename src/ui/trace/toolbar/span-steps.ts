import type { Arrangement } from '../../../core/engine/trace-answers.ts';
import { lowerBound } from '../../../core/model/dataset.ts';
import { StatusCode } from '../../../core/model/span-enums.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';

/** Spans to step through, in waterfall order of the trace. */
type Spans = Int32Array;
type Rows = Pick<Arrangement, 'nodeOf'>;

/** Those of `spans` (ascending) that are in the subtree of `top`; all where it is -1. */
export function withinSubtree({ trace }: Pick<OpenedTrace, 'trace'>, spans: Spans, top: number): Spans {
  if (top < 0) return spans;
  const end = trace.spans.subtreeEnd[top]!;
  return spans.subarray(lowerBound(spans, spans.length, top), lowerBound(spans, spans.length, end));
}

/**
 * The next (1) or previous (-1) of `spans` after the row of `from`, in the order of the rows; beyond the last comes the
 * first. -1 where there is none; from -1 the first or last. One pass, because rows may be sorted otherwise than spans.
 */
export function stepFrom(spans: Spans, { nodeOf }: Rows, from: number, step: 1 | -1): number {
  const at = from < 0 ? -1 : nodeOf[from]!;
  const isOpenEnded = from < 0;
  let next = -1;
  let nextDistance = Infinity;
  for (let i = 0; i < spans.length; i++) {
    const node = nodeOf[spans[i]!]!;
    let distance = isOpenEnded && step < 0 ? -node : (node - at) * step;
    if (!isOpenEnded && distance <= 0) distance += nodeOf.length * 2; // once around
    if (distance >= nextDistance) continue;
    next = spans[i]!;
    nextDistance = distance;
  }
  return next;
}

/** Which of `spans` the span is, in the order of the rows: from 1; 0 where it is none of them. */
export function placeAmong(spans: Spans, { nodeOf }: Rows, span: number): number {
  if (span < 0 || spans[lowerBound(spans, spans.length, span)] !== span) return 0;
  const node = nodeOf[span]!;
  let place = 0;
  for (let i = 0; i < spans.length; i++) if (nodeOf[spans[i]!]! <= node) place++;
  return place;
}

/** The spans of a trace whose status is an error, in waterfall order. */
export function listErrors({ trace }: Pick<OpenedTrace, 'trace'>): Spans {
  const { status } = trace.spans;
  const errors = new Int32Array(trace.errorCount);
  let length = 0;
  for (let span = 0; span < status.length && length < errors.length; span++)
    if (status[span] === StatusCode.ERROR) errors[length++] = span;
  return errors.subarray(0, length);
}
