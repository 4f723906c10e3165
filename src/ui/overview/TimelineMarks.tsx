import { line } from 'd3';
import type { Timeline } from '../../core/engine/protocol.ts';
import type { Tick, TimelineScale } from './timeline-scale.ts';
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

interface AxesProps {
  scale: TimelineScale;
  times: readonly Tick[];
  width: number;
  height: number;
}

/** Counts on the left with their lines, durations on the right, times below. */
export function TimelineAxes({ scale, times, width, height }: AxesProps) {
  return (
    <g className={styles.axes}>
      {scale.countTicks.map(({ at, text }) => (
        <g key={text}>
          <line x2={width} y1={at} y2={at} className={at === height ? styles.base : styles.grid} />
          <text x={-8} y={at} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {scale.durationTicks.map(({ at, text }) => (
        <text key={text} x={width + 8} y={at} dy="0.32em" className={styles.duration}>
          {text}
        </text>
      ))}
      {times.map(({ at, text }) => (
        <g key={text + String(at)}>
          <line x1={at} x2={at} y1={height} y2={height + 4} className={styles.base} />
          <text x={at} y={height + 16} textAnchor={at < 20 ? 'start' : at > width - 20 ? 'end' : 'middle'}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

interface BarsProps {
  timeline: Timeline;
  scale: TimelineScale;
  height: number;
  /** Id of the pattern for errors. */
  hatch: string;
}

export function CountBars({ timeline, scale, height, hatch }: BarsProps) {
  const width = Math.max(1, scale.bucketWidth - 1);
  return Array.from(timeline.traces, (count, bucket) => {
    const errors = timeline.errorTraces[bucket] ?? 0;
    const top = scale.yOfCount(count);
    const middle = scale.yOfCount(errors);
    return (
      count > 0 && (
        <g key={bucket} transform={`translate(${scale.x(bucket)},0)`}>
          <rect y={top} width={width} height={middle - top} className={styles.bar} />
          <rect y={middle} width={width} height={height - middle} fill={`url(#${hatch})`} />
        </g>
      )
    );
  });
}

/** The line breaks where a bucket is empty; a bucket between two empty ones is a dot. */
export function DurationLine({ timeline, scale }: { timeline: Timeline; scale: TimelineScale }) {
  const { p95 } = timeline;
  const isThere = (bucket: number) => !Number.isNaN(p95[bucket] ?? NaN);
  const x = (bucket: number) => scale.x(bucket) + scale.bucketWidth / 2;
  const buckets = Array.from(p95, (_, bucket) => bucket);
  const draw = line<number>(x, (bucket) => scale.yOfDuration(p95[bucket]!)).defined(isThere);
  return (
    <g className={styles.line}>
      <path d={draw(buckets) ?? ''} className={styles.halo} />
      <path d={draw(buckets) ?? ''} />
      {buckets.map(
        (bucket) =>
          isThere(bucket) &&
          !isThere(bucket - 1) &&
          !isThere(bucket + 1) && (
            <circle key={bucket} cx={x(bucket)} cy={scale.yOfDuration(p95[bucket]!)} r={2.5} />
          ),
      )}
    </g>
  );
}
