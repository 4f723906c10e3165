import type { SampleChoice } from '../../core/engine/protocol.ts';
import { formatCount, formatShare } from './format.ts';

/** Which traces a sample holds: "all 312 with errors, the 109 slowest of the others, and 88 (2.1 %) of the rest". */
export function describeSample(sample: SampleChoice): string {
  const { errorTraceCount, errorShare, slowestTraceCount, otherTraceCount, otherShare } = sample;
  const errors =
    errorShare === 1
      ? `all ${formatCount(errorTraceCount)} with errors`
      : `${formatCount(errorTraceCount)} (${formatShare(errorShare)}) of those with errors`;
  const others =
    otherTraceCount === 0 ? 'none' : `${formatCount(otherTraceCount)} (${formatShare(otherShare)})`;
  return `${errors}, the ${formatCount(slowestTraceCount)} slowest of the others, and ${others} of the rest`;
}
