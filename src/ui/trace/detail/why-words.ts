import { formatDuration, formatShare } from '../../parts/format.ts';
import { operationOf, type OpenedTrace } from '../opened/opened-trace.ts';

/** What a span means for the critical path that is shown, in a sentence. */
export function describeOnPath(opened: OpenedTrace, span: number): string {
  const { trace, path, params } = opened;
  const time = path.time[span]!;
  const slack = path.slack[span]!;
  const length = path.window.to - path.window.from;
  const whole = path.of === trace.root ? 'the trace' : `“${operationOf(opened, path.of)}”`;
  const when = params.window ? ' in the chosen time' : '';
  if (time > 0) {
    const share = length > 0 ? `, ${formatShare(time / length)} of its critical path` : '';
    return `Held ${whole} up for ${formatDuration(time)}${share}${when}.`;
  }
  if (Number.isNaN(slack)) return 'Outside of what the critical path shown is about.';
  if (slack === Infinity) return `Nobody waited for it: it never makes ${whole} longer.`;
  if (slack > 0)
    return `Not on the critical path${when}: it could take ${formatDuration(slack)} longer unnoticed.`;
  return `None of its own time is on the critical path${when}, but any longer and ${whole} takes longer.`;
}
