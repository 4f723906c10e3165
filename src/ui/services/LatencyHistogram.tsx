import { useMemo, useRef, useState } from 'react';
import type { Latency, ServiceLatency } from '../../core/engine/protocol.ts';
import { formatCount, formatShare } from '../parts/format.ts';
import { useElementSize } from '../parts/use-element-size.ts';
import { ChartCursor, type Box } from './ChartCursor.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { durationScale } from './duration-axis.ts';
import { HistogramPlot } from './HistogramPlot.tsx';
import { filledBuckets, formatBucket } from './latency-buckets.ts';
import styles from './Chart.module.css';

interface LatencyHistogramProps {
  latency: Latency;
  scale: 'linear' | 'log';
}

const HEIGHT = 280;
const MARGIN = { top: 10, bottom: 24, left: 20, right: 24 };

/** How many spans took how long: one row per service over the same buckets, each row as high as its fullest bucket. */
export function LatencyHistogram({ latency, scale: kind }: LatencyHistogramProps) {
  const { borders, services } = latency;
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(frame, { width: 640, height: HEIGHT });
  const [bucket, setBucket] = useState<number | null>(null);
  const [first, end] = useMemo(() => filledBuckets(services), [services]);
  const box: Box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(80, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const scale = durationScale(kind, [borders[first] ?? 0, borders[end] ?? 1], [0, box.width]);
  const at = bucket === null ? null : Math.max(first, Math.min(end - 1, bucket));
  const readings = services.map((service) => readBucket(service, at));
  const place = at === null ? 'all durations' : formatBucket(borders, at, kind);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        Spans by duration
        {at === null ? (
          <span className={styles.hint}>▴ p50, p95, p99</span>
        ) : (
          <span className={styles.place}>{place}</span>
        )}
      </figcaption>
      <ChartLegend items={readings} />
      <div ref={frame} className={styles.frame} style={{ height: HEIGHT }}>
        <svg
          role="img"
          aria-label={`Spans by duration, ${services.length} services`}
          width={width}
          height={HEIGHT}
        >
          <g transform={`translate(${box.left} ${box.top})`}>
            <HistogramPlot latency={latency} kind={kind} scale={scale} box={box} bucket={at} />
          </g>
        </svg>
        <ChartCursor
          label="Bucket"
          box={box}
          stopCount={end - first}
          stop={at === null ? null : at - first}
          valueText={
            at === null
              ? place
              : `${place}: ${readings.map(({ service, value }) => `${service} ${value}`).join(', ')}`
          }
          stopAt={(x) => bucketAt(borders, scale.invert(x)) - first}
          onMove={(stop) => setBucket(stop === null ? null : stop + first)}
        />
      </div>
    </figure>
  );
}

/** What the legend says of a service: its spans in a bucket, or nothing while there is none. */
function readBucket({ service, finishedCount, histogram }: ServiceLatency, bucket: number | null) {
  const inBucket = bucket === null ? 0 : histogram[bucket]!;
  const value =
    bucket === null ? '' : `${formatCount(inBucket)} (${formatShare(inBucket / Math.max(1, finishedCount))})`;
  return { service, finishedCount, value };
}

/** The bucket that `duration` falls into. */
function bucketAt(borders: Float64Array, duration: number): number {
  const above = borders.findIndex((border) => border > duration);
  return (above === -1 ? borders.length - 1 : Math.max(1, above)) - 1;
}
