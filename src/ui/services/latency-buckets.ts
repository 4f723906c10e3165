import type { ServiceLatency } from '../../core/engine/protocol.ts';
import { formatDuration } from '../parts/format.ts';

/** The buckets from the first to the last (exclusive) that any service fills; all of none where none does. */
export function filledBuckets(services: readonly ServiceLatency[]): readonly [first: number, end: number] {
  const bucketCount = services[0]?.histogram.length ?? 0;
  let first = bucketCount;
  let end = 0;
  for (const { histogram } of services) {
    const own = histogram.findIndex((count) => count > 0);
    if (own === -1) continue;
    first = Math.min(first, own);
    end = Math.max(end, histogram.findLastIndex((count) => count > 0) + 1);
  }
  return end === 0 ? [0, bucketCount] : [first, end];
}

/** "100 ms – 126 ms". The first bucket of a log scale also has what is shorter: "under 126 ms". */
export function formatBucket(borders: Float64Array, bucket: number, kind: 'linear' | 'log'): string {
  const upper = formatDuration(borders[bucket + 1]!);
  return kind === 'log' && bucket === 0 ? `under ${upper}` : `${formatDuration(borders[bucket]!)} – ${upper}`;
}
