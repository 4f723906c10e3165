import type { ClockName, ClockOffset } from '../../../core/engine/trace-answers.ts';
import { formatCount, formatCountOf, formatDuration } from '../../parts/format.ts';

/** "−83 ms", "+1.2 s". */
export function formatShift(nanos: number): string {
  return `${nanos > 0 ? '+' : ''}${formatDuration(nanos)}`;
}

/** "payments on node-3". */
export function formatClock({ service, place }: ClockName): string {
  return place === '' ? service : `${service} on ${place}`;
}

/** By what the shift is known: "fits from −85 ms to −81 ms; 12 of 40 calls do not fit as stored". */
export function describeEvidence(clock: Omit<ClockOffset, 'caller' | 'callee' | 'offset'>): string {
  const { callCount, misfitCount } = clock;
  const calls = `${formatCount(misfitCount)} of ${formatCountOf(callCount, 'call')}`;
  return `${describeRange(clock)}; ${calls} ${misfitCount === 1 ? 'does' : 'do'} not fit as stored`;
}

function describeRange({ least, most }: Pick<ClockOffset, 'least' | 'most'>): string {
  const hasLeast = Number.isFinite(least);
  const hasMost = Number.isFinite(most);
  if (hasLeast && hasMost && least < most) return `fits from ${formatShift(least)} to ${formatShift(most)}`;
  if (hasLeast && hasMost) return `fits only ${formatShift(least)}`;
  if (hasLeast) return `fits from ${formatShift(least)} on`;
  return hasMost ? `fits up to ${formatShift(most)}` : 'fits anywhere';
}
