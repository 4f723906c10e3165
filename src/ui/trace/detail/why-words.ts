import type { PathView } from '../../../core/engine/trace-answers.ts';
import { formatDuration, formatShare } from '../../parts/format.ts';
import { operationOf, type OpenedTrace } from '../opened/opened-trace.ts';

/** What a span means for the critical path of `whole` ("the trace"), in a sentence. */
export function describeOnPath(path: PathView, span: number, whole: string): string {
  const time = path.time[span]!;
  const slack = path.slack[span]!;
  const length = path.window.to - path.window.from;
  if (time > 0) {
    const share = length > 0 ? `, ${formatShare(time / length)} of its critical path` : '';
    return `Held ${whole} up for ${formatDuration(time)}${share}.`;
  }
  if (Number.isNaN(slack)) return `Outside of what the critical path shown is about.`;
  if (slack === Infinity) return `Nobody waited for it: it never makes ${whole} longer.`;
  if (slack > 0) return `Not on the critical path: it could take ${formatDuration(slack)} longer unnoticed.`;
  return `None of its own time is on the critical path, but any longer and ${whole} takes longer.`;
}

/** What the critical path shown is of: "the trace", or the span it was asked for. */
export function wholeOf(opened: Pick<OpenedTrace, 'trace' | 'path'>): string {
  const { trace, path } = opened;
  return path.of === trace.root ? 'the trace' : `“${operationOf(opened, path.of)}”`;
}
