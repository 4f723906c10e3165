import type { Latency, ServiceLatency } from '../../core/engine/protocol.ts';
import { useServiceStyle } from '../parts/service-style.ts';
import type { Box } from './ChartCursor.tsx';
import { listDurationTicks, type DurationScale } from './duration-axis.ts';
import styles from './Chart.module.css';

/** Room above each row's fullest bucket, for the marks of the row before. */
const GAP = 9;
const MARKED_PERCENTILES = [50, 95, 99];

interface HistogramPlotProps {
  latency: Latency;
  kind: 'linear' | 'log';
  scale: DurationScale;
  box: Box;
  /** The bucket the cursor is at, or null. */
  bucket: number | null;
}

/** The drawing inside the histogram's box: axis, cursor, and a row of bars for each service. */
export function HistogramPlot({
  latency: { borders, services },
  kind,
  scale,
  box,
  bucket,
}: HistogramPlotProps) {
  const rowHeight = box.height / Math.max(1, services.length);
  return (
    <>
      <DurationAxis kind={kind} scale={scale} height={box.height} />
      {bucket !== null && (
        <rect
          className={styles.band}
          x={scale(borders[bucket]!)}
          width={scale(borders[bucket + 1]!) - scale(borders[bucket]!)}
          height={box.height}
        />
      )}
      {services.map((latency, i) => (
        <g key={latency.service} transform={`translate(0 ${i * rowHeight})`}>
          <HistogramRow latency={latency} borders={borders} scale={scale} height={rowHeight} box={box} />
        </g>
      ))}
    </>
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
