import type { ClockOffset } from '../../../core/engine/trace-answers.ts';
import { DEFAULT_LOOK, type ShowOnly, type TraceLook } from '../../../state/trace-look.ts';
import { formatCount, formatCountOf, formatDuration } from '../../parts/format.ts';

/** A mode that leaves out or changes what the trace says, and what takes it off. */
export interface ActiveMode {
  readonly key: string;
  readonly text: string;
  readonly off: Partial<TraceLook>;
}

/** What the trace says of the modes. */
interface ModesOfTrace {
  readonly clocks: readonly ClockOffset[];
  /** The name of the span whose path is shown, where it is not the root's. */
  readonly pathOf: string | null;
  /** Spans of this trace that are marked by hand. */
  readonly overrideCount: number;
}

/** The modes that are on, in words. */
export function listActiveModes(
  look: TraceLook,
  { clocks, pathOf, overrideCount }: ModesOfTrace,
): readonly ActiveMode[] {
  const modes: ActiveMode[] = [];
  const { only, find, findMode, alignClocks, pathWindow, blocking, nonBlocking } = look;
  if (look.form === 'waterfall') {
    if (only && (only.kind !== 'zoom' || look.zoom !== null))
      modes.push({ key: 'only', text: `Only ${describeOnly(only)}`, off: { only: null } });
    if (findMode === 'filter' && find.trim() !== '')
      modes.push({ key: 'matches', text: `Only matches of ${find.trim()}`, off: { findMode: 'mark' } });
  }
  if (alignClocks) {
    const pairs = formatCountOf(clocks.length, 'pair');
    const text =
      clocks.length === 0 ? 'Clocks aligned: none differ' : `Clocks aligned: ${pairs} of services shifted`;
    modes.push({ key: 'clocks', text, off: { alignClocks: false } });
  }
  if (look.pathOf !== null)
    modes.push({ key: 'path-of', text: `Path of ${pathOf ?? 'another span'}`, off: { pathOf: null } });
  if (pathWindow !== null) {
    const { from, to } = pathWindow;
    const text = `Path from ${formatDuration(from)} to ${formatDuration(to)}`;
    modes.push({ key: 'path-window', text, off: { pathWindow: null } });
  }
  const overrides = blocking.length + nonBlocking.length;
  if (overrides > 0) {
    const gone = overrides - overrideCount;
    const marked = `${formatCountOf(overrides, 'span')} marked by hand`;
    const text =
      gone === 0
        ? `${marked} as waited for or not`
        : `${marked}, ${overrideCount === 0 ? 'not' : `${formatCount(gone)} not`} in this trace`;
    const off = { blocking: DEFAULT_LOOK.blocking, nonBlocking: DEFAULT_LOOK.nonBlocking };
    modes.push({ key: 'overrides', text, off });
  }
  return modes;
}

function describeOnly(only: ShowOnly): string {
  switch (only.kind) {
    case 'path':
      return 'the critical path';
    case 'errors':
      return 'errors';
    case 'zoom':
      return 'spans in the zoomed time';
    case 'slower':
      return `spans slower than ${formatDuration(only.than)}`;
    case 'service':
      return `service ${only.service}`;
  }
}
