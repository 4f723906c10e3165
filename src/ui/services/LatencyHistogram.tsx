import { useMemo, useRef, useState } from 'react';
import type { Latency, ServiceLatency } from '../../core/engine/protocol.ts';
import { formatCount, formatShare } from '../parts/format.ts';
import { useServiceStyle } from '../parts/service-style.ts';
import { useElementSize } from '../parts/use-element-size.ts';
import { ChartCursor, type Box } from './ChartCursor.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { durationScale, listDurationTicks, type DurationScale } from './duration-axis.ts';
import { filledBuckets, formatBucket } from './latency-buckets.ts';
import styles from './Chart.module.css';

interface LatencyHistogramProps {
  latency: Latency;
  scale: 'linear' | 'log';
}

const HEIGHT = 280;
const MARGIN = { top: 10, bottom: 24, left: 20, right: 24 };
/** Room above each row's fullest bucket, for the marks of the row before. */
const GAP = 9;
const MARKED_PERCENTILES = [50, 95, 99];

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
  const rowHeight = box.height / Math.max(1, services.length);
  const at = bucket === null ? null : Math.max(first, Math.min(end - 1, bucket));
  const readings = services.map(({ service, count, histogram }) => ({
    service,
    count,
    value:
      at === null
        ? ''
        : `${formatCount(histogram[at]!)} (${formatShare(histogram[at]! / Math.max(1, count))})`,
  }));
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
            <DurationAxis kind={kind} scale={scale} height={box.height} />
            {at !== null && (
              <rect
                className={styles.band}
                x={scale(borders[at]!)}
                width={scale(borders[at + 1]!) - scale(borders[at]!)}
                height={box.height}
              />
            )}
            {services.map((latencyOfOne, i) => (
              <g key={latencyOfOne.service} transform={`translate(0 ${i * rowHeight})`}>
                <HistogramRow
                  latency={latencyOfOne}
                  borders={borders}
                  scale={scale}
                  height={rowHeight}
                  box={box}
                />
              </g>
            ))}
          </g>
        </svg>
        <ChartCursor
          label="Bucket"
          box={box}
          stopCount={end - first}
          stop={at === null ? null : at - first}
          valueText={`${place}: ${readings.map(({ service, value }) => `${service} ${value}`).join(', ')}`}
          stopAt={(x) => bucketAt(borders, scale.invert(x)) - first}
          onMove={(stop) => setBucket(stop === null ? null : stop + first)}
        />
      </div>
    </figure>
  );
}

interface DurationAxisProps {
  kind: 'linear' | 'log';
  scale: DurationScale;
  height: number;
}

function DurationAxis({ kind, scale, height }: DurationAxisProps) {
  return (
    <g className={styles.axis}>
      {listDurationTicks(kind, scale, 56).map(({ nanos, at, label }) => (
        <g key={nanos} transform={`translate(${at} 0)`}>
          <line y2={height + 4} />
          <text y={height + 16} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

interface HistogramRowProps {
  latency: ServiceLatency;
  borders: Float64Array;
  scale: DurationScale;
  /** px. */
  height: number;
  box: Box;
}

function HistogramRow({ latency, borders, scale, height, box }: HistogramRowProps) {
  const { service, histogram, curve, percentiles } = latency;
  const look = useServiceStyle()(service);
  const fullest = histogram.reduce((most, count) => Math.max(most, count), 1);
  const room = height - GAP;
  return (
    <>
      <path d={barsPath(histogram, borders, scale, height, room / fullest)} fill={look.color} />
      <line className={styles.ground} y1={height} y2={height} x2={box.width} />
      {MARKED_PERCENTILES.map((p) => {
        const duration = curve[percentiles.indexOf(p)];
        return (
          duration !== undefined && (
            <path key={p} className={styles.mark} d={`M${scale(duration)} ${height}l-3.5 6h7z`} />
          )
        );
      })}
      <text className={styles.rowName} x={box.width - 2} y={GAP + 9} textAnchor="end">
        {service}
      </text>
    </>
  );
}

/** Bars from the ground up, one px high at least where there is any span. */
function barsPath(
  histogram: Int32Array,
  borders: Float64Array,
  scale: DurationScale,
  ground: number,
  pxPerSpan: number,
): string {
  let path = '';
  histogram.forEach((count, i) => {
    if (count === 0) return;
    const left = scale(borders[i]!);
    const right = Math.max(left + 1, scale(borders[i + 1]!) - 0.5);
    path += `M${left} ${ground}V${ground - Math.max(1, count * pxPerSpan)}H${right}V${ground}Z`;
  });
  return path;
}

/** The bucket that `duration` falls into. */
function bucketAt(borders: Float64Array, duration: number): number {
  const above = borders.findIndex((border) => border > duration);
  return (above === -1 ? borders.length - 1 : Math.max(1, above)) - 1;
}
