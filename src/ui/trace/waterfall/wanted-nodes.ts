import type { Arrangement } from '../../../core/engine/trace-answers.ts';
import { SpanFlag, StatusCode } from '../../../core/model/span-enums.ts';
import type { ShowOnly, TraceLook } from '../../../state/trace-look.ts';
import { isOnLongestPath, type OpenedTrace } from '../opened/opened-trace.ts';

/** By span: 1 where it is wanted. */
export type WantedSpans = Uint8Array;

/** The parts of the look that leave spans out. */
type Wants = Pick<TraceLook, 'find' | 'findMode' | 'only' | 'path' | 'zoom'>;

/** Which spans the look asks for; null where it leaves none out. */
export function listWantedSpans(
  opened: Pick<OpenedTrace, 'trace' | 'path' | 'found'>,
  look: Wants,
): WantedSpans | null {
  const found = look.findMode === 'filter' && look.find !== '' ? opened.found : null;
  const only = look.only?.kind === 'zoom' && look.zoom === null ? null : look.only;
  if (found === null && only === null) return null;
  const wanted = new Uint8Array(opened.trace.spanCount);
  if (only === null) {
    wanted.fill(1);
  } else {
    const isWanted = testFor(opened, only, look);
    for (let span = 0; span < wanted.length; span++) wanted[span] = isWanted(span) ? 1 : 0;
  }
  if (found === null) return wanted;
  const both = new Uint8Array(wanted.length);
  for (const span of found.spans) both[span] = wanted[span]!;
  return both;
}

function testFor(
  opened: Pick<OpenedTrace, 'trace' | 'path'>,
  only: ShowOnly,
  { path: mode, zoom }: Wants,
): (span: number) => boolean {
  const { trace, path } = opened;
  const { status, start, duration, operation, flags } = trace.spans;
  switch (only.kind) {
    case 'errors':
      return (span) => status[span] === StatusCode.ERROR;
    case 'slower':
      return (span) => duration[span]! > only.than;
    case 'service': {
      const service = trace.services.indexOf(only.service);
      return (span) => trace.operations[operation[span]!]!.service === service;
    }
    case 'path':
      if (mode === 'longest') return (span) => isOnLongestPath(opened, span);
      return (span) => path.firstSegment[span + 1]! > path.firstSegment[span]!;
    case 'zoom': {
      const { from, to } = zoom ?? { from: -Infinity, to: Infinity };
      const hasEnded = (span: number) =>
        (flags[span]! & SpanFlag.UNFINISHED) === 0 && start[span]! + duration[span]! < from;
      return (span) => start[span]! <= to && !hasEnded(span);
    }
  }
}

/** One longer than the nodes: wanted spans, and those at `revealed`, among the nodes before this one. */
export function countWantedBefore(
  { span, group, nodeOf, length }: Arrangement,
  wanted: WantedSpans,
  revealed: readonly number[],
): Int32Array {
  const shown = revealed.length > 0 ? wanted.slice() : wanted;
  for (const one of revealed) if (one < nodeOf.length) shown[one] = 1;
  const before = new Int32Array(length + 1);
  for (let node = 0; node < length; node++)
    before[node + 1] = before[node]! + (group[node]! < 0 ? shown[span[node]!]! : 0);
  return before;
}
