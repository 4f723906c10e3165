import { SpanKind } from '../../../core/model/span-enums.ts';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import { operationOf, serviceOf, type OpenedTrace, type Stretch } from '../opened/opened-trace.ts';
import { findBeside, type BesideChildren } from './beside-children.ts';

type WithPath = Pick<OpenedTrace, 'trace' | 'path'>;

/**
 * How the time of a step of the critical path went: `wait` where a call had nothing more recorded below it, so that all
 * there is to know is who waited; `beside` where a service went on while children ran that are not on the path; `self`
 * where it was busy itself.
 */
export type StepKind = 'self' | 'beside' | 'wait';

export function kindOfStep(opened: WithPath, span: number, step: Stretch): StepKind {
  if (waiterOf(opened, span) !== null) return 'wait';
  return findBeside(opened, span, step) === null ? 'self' : 'beside';
}

/** A step of the critical path as a sentence: "checkout waits 412 ms for payments, POST /charge". */
export function narrateStep(opened: WithPath, span: number, step: Stretch): string {
  const service = serviceOf(opened, span);
  const operation = operationOf(opened, span);
  const duration = formatDuration(step[1] - step[0], opened.trace.resolution);
  const waiter = waiterOf(opened, span);
  const beside = findBeside(opened, span, step);
  if (beside !== null)
    return `${service} goes on for ${duration}${tellBeside(opened, span, beside, duration)}`;
  if (waiter === null) return `${service} is busy for ${duration} itself, in ${operation}`;
  if (waiter === service) return `${service} waits ${duration} for ${operation}`;
  return `${waiter} waits ${duration} for ${service}, ${operation}`;
}

/** ", 4 ms of it while its POST /charge and 2 other children run: what came next did not wait for them". */
function tellBeside(
  opened: WithPath,
  span: number,
  { longest, count, time }: BesideChildren,
  duration: string,
): string {
  const name = operationOf(opened, longest);
  const child =
    serviceOf(opened, longest) === serviceOf(opened, span) ? name : `${serviceOf(opened, longest)}, ${name},`;
  const part = formatDuration(time, opened.trace.resolution);
  const during = part === duration ? ' while' : `, ${part} of it while`;
  if (count === 1) return `${during} its ${child} runs: what came next did not wait for it`;
  const others = formatCountOf(count - 1, 'other child', 'other children');
  return `${during} its ${child} and ${others} run: what came next did not wait for them`;
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
