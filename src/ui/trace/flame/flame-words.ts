import type { Flame, FlameMeasure } from '../../../core/engine/trace-answers.ts';
import type { FlameForm } from '../../../state/trace-look.ts';
import { formatCount, formatCountOf, formatDuration, formatShare } from '../../parts/format.ts';
import { serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';

export const FORM_NAMES: Readonly<Record<FlameForm, string>> = {
  time: 'Time order',
  'left-heavy': 'Left-heavy',
  sandwich: 'Sandwich',
};

export const MEASURE_NAMES: Readonly<Record<FlameMeasure, string>> = {
  self: 'Self time',
  critical: 'Critical path',
  count: 'Spans',
};

/** What a measure is of one span, in words. */
const MEANINGS: Readonly<Record<FlameMeasure, string>> = {
  self: 'self time',
  critical: 'time on the critical path',
  count: 'number of spans',
};

/** What a width stands for: "Width: self time, summed over 212 spans". */
export function captionOf(form: FlameForm, measure: FlameMeasure, spanCount: number): string {
  if (form === 'time') return 'Width: wall time';
  if (measure === 'count') return `Width: number of spans, ${formatCount(spanCount)} in all`;
  return `Width: ${MEANINGS[measure]}, summed over ${formatCountOf(spanCount, 'span')}`;
}

/** An amount of the measure with its unit. */
export function formatAmount(measure: FlameMeasure, amount: number, resolution: number): string {
  return measure === 'count' ? formatCountOf(amount, 'span') : formatDuration(amount, resolution);
}

/** Boxes where and when their spans ran, those of merged call paths, or either half of a sandwich. */
type FlameKind = 'time' | 'merged' | 'callers' | 'callees';

/** What is shown of a flame, and how. */
export interface FlameSubject {
  readonly opened: Pick<OpenedTrace, 'trace' | 'path'>;
  readonly flame: Flame;
  readonly kind: FlameKind;
  readonly measure: FlameMeasure;
  /** What all boxes come to, and how many spans they stand for. */
  readonly sum: number;
  readonly spanCount: number;
}

export function describeFlame(
  opened: FlameSubject['opened'],
  { flame, kind, measure }: Pick<FlameSubject, 'flame' | 'kind' | 'measure'>,
): FlameSubject {
  const { total, end, length, count } = flame;
  let sum = 0;
  for (let box = 0; box < length; box = end[box]!) sum += total[box]!;
  return { opened, flame, kind, measure, sum, spanCount: count.reduce((before, spans) => before + spans, 0) };
}

/** Facts of one box in words: what is shown beside it and what is said of it. */
export interface BoxFacts {
  readonly operation: string;
  readonly service: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly errors: string | null;
}

export function factsOf({ opened, flame, kind, measure, sum }: FlameSubject, box: number): BoxFacts {
  const { trace } = opened;
  const { resolution } = trace;
  const count = flame.count[box]!;
  const errorCount = flame.errorCount[box]!;
  const own = flame.own[box]!;
  const total = flame.total[box]!;
  const amount = (value: number) => formatAmount(measure, value, resolution);
  const share = (value: number) => (sum > 0 ? `, ${formatShare(value / sum)}` : '');
  const spans: [string, string] = [kind === 'callers' ? 'Calls' : 'Spans', formatCount(count)];
  const name = MEASURE_NAMES[measure];
  const facts: (readonly [string, string])[] = [];
  if (kind === 'time') {
    facts.push(['Duration', formatDuration(flame.width[box]!, resolution)]);
    facts.push(['Starts at', formatDuration(flame.left[box]!)]);
    facts.push([name, `${amount(own)}${share(own)}`]);
    const pathTime = opened.path.time[flame.span[box]!]!;
    if (pathTime > 0) facts.push([MEASURE_NAMES.critical, formatDuration(pathTime, resolution)]);
  } else {
    if (kind !== 'callers' && measure !== 'count') facts.push([name, `${amount(own)}${share(own)}`]);
    const totalName =
      kind === 'callers'
        ? 'When called this way'
        : measure === 'count'
          ? 'With all below'
          : `${name} with all below`;
    facts.push([totalName, `${amount(total)}${share(total)}`], spans);
  }
  const span = flame.span[box]!;
  const isOneError = kind === 'time' && errorCount > 0;
  return {
    operation: trace.operations[flame.operation[box]!]!.name || 'unnamed',
    service: serviceOf(opened, span),
    facts,
    errors:
      errorCount === 0
        ? null
        : isOneError
          ? 'error'
          : `${formatCountOf(errorCount, 'error')} of ${formatCount(count)}`,
  };
}

/** Everything the box says, in one line: for those who do not see it. */
export function nameOfBox(subject: FlameSubject, box: number): string {
  const { operation, service, facts, errors } = factsOf(subject, box);
  const parts = [operation, service, ...facts.map(([name, value]) => `${name.toLowerCase()} ${value}`)];
  if (errors) parts.push(errors);
  return parts.join(', ');
}
