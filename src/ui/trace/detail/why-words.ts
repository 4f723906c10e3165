import { formatDuration, formatShare } from '../../parts/format.ts';
import { operationOf, pathTimeWithin, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { pathTimeBeside } from '../path/beside-children.ts';
import { beginsTooLate } from '../path/use-review.ts';

/** What a span means for the critical path that is shown, in a sentence. */
export function describeOnPath(opened: OpenedTrace, span: number): string {
  const { trace, path, params } = opened;
  const slack = path.slack[span]!;
  const whole = path.of === trace.root ? 'the trace' : `“${operationOf(opened, path.of)}”`;
  const when = params.window ? ' in the chosen time' : '';
  if (pathTimeWithin(path, span, trace.spans.subtreeEnd[span]!) > 0)
    return `Held ${whole} up for ${describeTime(opened, span)}${when}.`;
  if (Number.isNaN(slack)) return 'Outside of what the critical path shown is about.';
  if (slack === Infinity)
    return describeMisfit(opened, span) ?? `Nobody waited for it: it never makes ${whole} longer.`;
  return slack > 0
    ? `Not on the critical path${when}: it could take ${formatDuration(slack)} longer unnoticed.`
    : `Took no time on the critical path${when}, but any longer and ${whole} takes longer.`;
}

/** "40 ms, 40 % of its critical path", with all below the span where something is. */
function describeTime(opened: OpenedTrace, span: number): string {
  const { trace, path } = opened;
  const own = path.time[span]!;
  const time = pathTimeWithin(path, span, trace.spans.subtreeEnd[span]!);
  const length = path.window.to - path.window.from;
  const share = length > 0 ? `, ${formatShare(time / length)} of its critical path` : '';
  const beside = pathTimeBeside(opened, span);
  if (time <= own && beside === 0) return formatDuration(own) + share;
  const withBelow = time > own ? ' with all below it' : '';
  const itself = own > beside ? formatDuration(own - beside) : 'none';
  const rest = beside > 0 ? `, ${formatDuration(beside)} while only children off the path run` : '';
  return `${formatDuration(time)}${withBelow}${share}; ${itself} of it itself${rest}`;
}

/** Where a child begins after its caller ended, and their clocks are known to differ: that nobody waited means nothing. */
function describeMisfit(opened: OpenedTrace, span: number): string | null {
  const { trace, params } = opened;
  if (params.alignClocks || !beginsTooLate(opened, span)) return null;
  const caller = serviceOf(opened, trace.spans.parent[span]!);
  const callee = serviceOf(opened, span);
  const differ =
    caller !== callee &&
    trace.clocks.some(
      (pair) =>
        (pair.caller.service === caller && pair.callee.service === callee) ||
        (pair.caller.service === callee && pair.callee.service === caller),
    );
  if (!differ) return null;
  return `It begins after its caller ended. The clocks of ${caller} and ${callee} differ: align them to see.`;
}
