import { listPathStretches, type OpenedTrace, type Stretch } from '../opened/opened-trace.ts';

type WithTrace = Pick<OpenedTrace, 'trace'>;
type WithPath = Pick<OpenedTrace, 'trace' | 'path'>;

/** The children of a span that run during a step of its own: the path passed them over. */
export interface BesideChildren {
  /** The one that runs longest in it. */
  readonly longest: number;
  readonly count: number;
  /** Nanoseconds of the step during which any of them runs. */
  readonly time: number;
}

/** What runs beside a step of `span`; null where none of its children does, and the time is self time. */
export function findBeside({ trace }: WithTrace, span: number, step: Stretch): BesideChildren | null {
  const { start, duration, subtreeEnd } = trace.spans;
  const [from, to] = step;
  let longest = -1;
  let most = 0;
  let count = 0;
  let time = 0;
  let reached = from; // what is before is counted
  // siblings stand in order of start
  for (let child = span + 1; child < subtreeEnd[span]! && start[child]! < to; child = subtreeEnd[child]!) {
    const end = Math.min(start[child]! + duration[child]!, to);
    const overlap = end - Math.max(start[child]!, from);
    if (overlap <= 0) continue;
    count++;
    time += Math.max(0, end - Math.max(start[child]!, reached));
    reached = Math.max(reached, end);
    if (overlap <= most) continue;
    most = overlap;
    longest = child;
  }
  return count === 0 ? null : { longest, count, time };
}

/** Nanoseconds of the critical path on `span` itself during which any of its children runs. */
export function pathTimeBeside(opened: WithPath, span: number): number {
  return timeBeside(opened, span, listPathStretches(opened, span, false, 'critical'));
}

/**
 * How long any child of `span` runs in these stretches, which stand in order of time and apart. In one pass, for each child
 * counts from where those before it have ended:
 *
 *     stretches   |-----|     |-----|      4 + 5
 *       child       -------
 *       child         ---------
 *       child                    ------
 */
function timeBeside({ trace }: WithTrace, span: number, stretches: readonly Stretch[]): number {
  const { start, duration, subtreeEnd } = trace.spans;
  let time = 0;
  let reached = -Infinity;
  let at = 0;
  for (let child = span + 1; child < subtreeEnd[span]! && at < stretches.length; child = subtreeEnd[child]!) {
    const from = Math.max(start[child]!, reached);
    const to = start[child]! + duration[child]!;
    if (to <= from) continue;
    reached = to;
    while (at < stretches.length && stretches[at]![1] <= from) at++;
    for (let next = at; next < stretches.length && stretches[next]![0] < to; next++)
      time += Math.min(stretches[next]![1], to) - Math.max(stretches[next]![0], from);
  }
  return time;
}

/**
 * The child of `span` on the path that begins where step `step` of it ends, and so hides those that run beside that step;
 * -1 where none does.
 */
export function findHiding({ trace, path }: WithPath, step: number): number {
  const { parent, subtreeEnd } = trace.spans;
  const span = path.span[step]!;
  let child = path.span[step + 1] ?? -1;
  if (child <= span || child >= subtreeEnd[span]!) return -1;
  while (parent[child] !== span) child = parent[child]!;
  return child;
}
