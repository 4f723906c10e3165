import { SpanKind } from '../../../core/model/span-enums.ts';
import { formatDuration } from '../../parts/format.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';

type WithPath = Pick<OpenedTrace, 'trace' | 'path'>;

/**
 * How the time of a step of the critical path went: `wait` where a call had nothing more recorded below it, so that all
 * there is to know is who waited; `self` where a service was busy itself.
 */
export type StepKind = 'self' | 'wait';

export function kindOfStep(opened: WithPath, span: number): StepKind {
  return waiterOf(opened, span) === null ? 'self' : 'wait';
}

/** A step of the critical path as a sentence: "checkout waits 412 ms for payments, POST /charge". */
export function narrateStep(opened: WithPath, span: number, nanos: number): string {
  const service = serviceOf(opened, span);
  const operation = operationOf(opened, span);
  const duration = formatDuration(nanos, opened.trace.resolution);
  const waiter = waiterOf(opened, span);
  if (waiter === null) return `${service} is busy for ${duration} itself, in ${operation}`;
  if (waiter === service) return `${service} waits ${duration} for ${operation}`;
  return `${waiter} waits ${duration} for ${service}, ${operation}`;
}

/** The service that waits while nothing is known of `span` but that it runs; null where it is busy itself. */
function waiterOf(opened: WithPath, span: number): string | null {
  const { trace, path } = opened;
  const parent = trace.spans.parent[span]!;
  if (span === path.of || parent < 0 || trace.spans.childCount[span]! > 0) return null;
  const caller = serviceOf(opened, parent);
  const kind = trace.spans.kind[span];
  const isCall = kind === SpanKind.CLIENT || kind === SpanKind.PRODUCER;
  return isCall || caller !== serviceOf(opened, span) ? caller : null;
}
