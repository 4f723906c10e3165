import { SpanFlag } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import {
  descendantCount,
  errorsBelow,
  eventTimes,
  hasFlag,
  isError,
  operationOf,
  pathTime,
  serviceOf,
  type OpenedTrace,
} from '../opened/opened-trace.ts';
import type { RowFacts } from './row-name.ts';

const PATH_NAMES = { critical: 'critical path', longest: 'longest path', off: null } as const;

/** Everything the row of `span` says. */
export function rowFacts(
  opened: Pick<OpenedTrace, 'trace' | 'path'>,
  span: number,
  isCollapsed: boolean,
  mode: PathMode,
): RowFacts {
  const { trace } = opened;
  const above = trace.spans.parent[span]!;
  return {
    service: serviceOf(opened, span),
    operation: operationOf(opened, span),
    duration: trace.spans.duration[span]!,
    resolution: trace.resolution,
    offset: trace.spans.start[span]!,
    pathTime: pathTime(opened, span, isCollapsed, mode),
    pathName: PATH_NAMES[mode],
    isError: isError(opened, span),
    isUnfinished: hasFlag(opened, span, SpanFlag.UNFINISHED),
    isOrphan: hasFlag(opened, span, SpanFlag.ORPHAN),
    eventCount: eventTimes(opened, span).length,
    level: trace.spans.depth[span]! + 1,
    position: trace.spans.position[span]!,
    siblingCount: above < 0 ? trace.rootCount : trace.spans.childCount[above]!,
    descendantCount: descendantCount(opened, span),
    isCollapsed,
    hiddenErrorCount: errorsBelow(opened, span),
  };
}
