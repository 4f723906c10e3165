import { formatDuration, formatShare } from '../../parts/format.ts';
import { operationOf, pathTimeWithin, type OpenedTrace } from '../opened/opened-trace.ts';

/** What a span means for the critical path that is shown, in a sentence. */
export function describeOnPath(opened: OpenedTrace, span: number): string {
  const { trace, path, params } = opened;
  const slack = path.slack[span]!;
  const whole = path.of === trace.root ? 'the trace' : `“${operationOf(opened, path.of)}”`;
  const when = params.window ? ' in the chosen time' : '';
  if (pathTimeWithin(path, span, trace.spans.subtreeEnd[span]!) > 0)
    return `Held ${whole} up for ${describeTime(opened, span)}${when}.`;
  if (Number.isNaN(slack)) return 'Outside of what the critical path shown is about.';
  if (slack === Infinity) return `Nobody waited for it: it never makes ${whole} longer.`;
  return slack > 0
    ? `Not on the critical path${when}: it could take ${formatDuration(slack)} longer unnoticed.`
    : `Took no time on the critical path${when}, but any longer and ${whole} takes longer.`;
}

/** "40 ms, 40 % of its critical path", with all below the span where something is. */
function describeTime({ trace, path }: OpenedTrace, span: number): string {
  const own = path.time[span]!;
  const time = pathTimeWithin(path, span, trace.spans.subtreeEnd[span]!);
  const length = path.window.to - path.window.from;
  const share = length > 0 ? `, ${formatShare(time / length)} of its critical path` : '';
  if (time <= own) return formatDuration(own) + share;
  const itself = own > 0 ? formatDuration(own) : 'none';
  return `${formatDuration(time)} with all below it${share}; ${itself} of it itself`;
}
