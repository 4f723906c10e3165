import { line } from 'd3';
import type { Timeline } from '../../core/engine/protocol.ts';
import { centreOf, type Lane, type Tick } from './timeline-scale.ts';
import styles from './TimelineMarks.module.css';

/** The pattern of bars with errors, so that they do not differ by colour alone. */
export function TimelineHatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className={styles.error} />
        <rect width="1" height="4" className={styles.hatch} />
      </pattern>
    </defs>
  );
}

/** The lines and numbers of a lane, with its name over its upper left corner. */
export function LaneAxis({ lane, name, width }: { lane: Lane; name: string; width: number }) {
  return (
    <g className={styles.axis}>
      {lane.ticks.map(({ at, text }) => (
        <g key={text}>
          <line x2={width} y1={at} y2={at} className={at === lane.bottom ? styles.base : styles.grid} />
          <text x={-8} y={at} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <text x={0} y={lane.top - 6} className={styles.name}>
        {name}
      </text>
    </g>
  );
}

/** Times below the plot. */
export function TimeAxis({ ticks, width, y }: { ticks: readonly Tick[]; width: number; y: number }) {
  return (
    <g className={styles.axis}>
      {ticks.map((tick) => (
        <g key={tick.at}>
          <line x1={tick.at} x2={tick.at} y1={y} y2={y + 4} className={styles.base} />
          <text x={centreOf(tick, width)} y={y + 16} textAnchor="middle">
            {tick.text}
          </text>
        </g>
      ))}
    </g>
  );
}

interface BarsProps {
  timeline: Timeline;
  lane: Lane;
  bucketWidth: number;
  /** Id of the pattern for errors. */
  hatch: string;
}

/** A wider bar, of a few traces, would be the loudest thing on the page. In px. */
const WIDEST_BAR = 48;

/** A bar per bucket, in its middle, the traces with errors at its foot. */
export function CountBars({ timeline, lane, bucketWidth, hatch }: BarsProps) {
  const width = Math.max(1, Math.min(WIDEST_BAR, bucketWidth - 1));
  const left = width < WIDEST_BAR ? 0 : (bucketWidth - width) / 2;
  return Array.from(timeline.traces, (count, bucket) => {
    const top = lane.y(count);
    const middle = lane.y(timeline.errorTraces[bucket] ?? 0);
    return (
      count > 0 && (
        <g key={bucket} transform={`translate(${bucket * bucketWidth + left},0)`}>
          <rect y={top} width={width} height={middle - top} className={styles.bar} />
          <rect y={middle} width={width} height={lane.bottom - middle} fill={`url(#${hatch})`} />
        </g>
      )
    );
  });
}

/** A line through the 95th percentiles. It breaks where a bucket is empty; a bucket between empty ones is a dot. */
export function DurationLine({
  p95,
  lane,
  bucketWidth,
}: {
  p95: Float64Array;
  lane: Lane;
  bucketWidth: number;
}) {
  const isThere = (bucket: number) => !Number.isNaN(p95[bucket] ?? NaN);
  const x = (bucket: number) => (bucket + 0.5) * bucketWidth;
  const buckets = Array.from(p95, (_, bucket) => bucket);
  const draw = line<number>(x, (bucket) => lane.y(p95[bucket]!)).defined(isThere);
  const lone = buckets.filter((bucket) => isThere(bucket) && !isThere(bucket - 1) && !isThere(bucket + 1));
  return (
    <g className={styles.line}>
      <path d={draw(buckets) ?? ''} />
      {lone.map((bucket) => (
        <circle key={bucket} cx={x(bucket)} cy={lane.y(p95[bucket]!)} r={2.5} />
      ))}
    </g>
  );
}
