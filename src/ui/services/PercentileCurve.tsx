import { line } from 'd3';
import { useMemo, useRef, useState } from 'react';
import type { Latency, ServiceLatency } from '../../core/engine/protocol.ts';
import { formatDuration } from '../parts/format.ts';
import { useServiceStyle } from '../parts/service-style.ts';
import { useElementSize } from '../parts/use-element-size.ts';
import { ChartCursor, type Box } from './ChartCursor.tsx';
import { ChartLegend, DASHES } from './ChartLegend.tsx';
import { durationScale, listDurationTicks, type DurationScale } from './duration-axis.ts';
import { formatPercentile, isMaximum, NAMED_PERCENTILES, percentilePosition } from './percentile-axis.ts';
import { placeLabels } from './place-labels.ts';
import styles from './Chart.module.css';

interface PercentileCurveProps {
  latency: Latency;
  scale: 'linear' | 'log';
}

const HEIGHT = 280;
const MARGIN = { top: 10, bottom: 24, left: 58 };
/** Below this width in px curves are named by two letters. */
const NARROW = 440;
/** Percentiles without a name where there is little room. */
const CROWDED: ReadonlySet<number> = new Set([75, 95, 99.9]);
const LABEL_HEIGHT = 14;
/** The percentile read while the cursor is nowhere. */
const RESTING_PERCENTILE = 95;

/**
 * Duration by percentile, stretched towards the slow tail. A curve ends, with a dot, where its percentile is the largest
 * duration there is: beyond that no percentile says more.
 */
export function PercentileCurve({ latency: { services }, scale: kind }: PercentileCurveProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(frame, { width: 640, height: HEIGHT });
  const [cursor, setCursor] = useState<number | null>(null);
  const right = width < NARROW ? 30 : 112;
  const box: Box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(80, width - MARGIN.left - right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const scale = useMemo(() => curveScale(services, kind, box.height), [services, kind, box.height]);
  const percentiles = services[0]?.percentiles ?? new Float64Array();
  const resting = percentiles.indexOf(RESTING_PERCENTILE);
  const stop = Math.max(0, Math.min(percentiles.length - 1, cursor ?? resting));
  const at = formatPercentile(percentiles[stop] ?? 0);
  const readings = services.map(({ service, finishedCount, curve }) => ({
    service,
    finishedCount,
    value: formatDuration(curve[stop] ?? 0),
  }));
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        Duration by percentile<span className={styles.place}>at {at}</span>
      </figcaption>
      <ChartLegend items={readings} hasLines />
      <div ref={frame} className={styles.frame} style={{ height: HEIGHT }}>
        <svg role="img" aria-label={summarize(services)} width={width} height={HEIGHT}>
          <g transform={`translate(${box.left} ${box.top})`}>
            <PercentileGrid kind={kind} scale={scale} box={box} />
            <line
              className={cursor === null ? styles.restingCrosshair : styles.crosshair}
              x1={percentilePosition(percentiles[stop] ?? 0) * box.width}
              x2={percentilePosition(percentiles[stop] ?? 0) * box.width}
              y2={box.height}
            />
            <Curves services={services} scale={scale} box={box} stop={stop} isNarrow={width < NARROW} />
          </g>
        </svg>
        <ChartCursor
          label="Percentile"
          box={box}
          stopCount={percentiles.length}
          stop={stop}
          valueText={`${at}: ${readings.map(({ service, value }) => `${service} ${value}`).join(', ')}`}
          stopAt={(x) => nearest(percentiles, x / box.width)}
          onMove={setCursor}
        />
      </div>
    </figure>
  );
}

function PercentileGrid({ kind, scale, box }: { kind: 'linear' | 'log'; scale: DurationScale; box: Box }) {
  const isTight = box.width < 340;
  return (
    <g className={styles.axis}>
      {listDurationTicks(kind, scale, 26).map(({ nanos, at, label }) => (
        <g key={nanos} transform={`translate(0 ${at})`}>
          <line x2={box.width} />
          <text x={-8} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {NAMED_PERCENTILES.map((p) => (
        <g key={p} transform={`translate(${percentilePosition(p) * box.width} 0)`}>
          <line y2={box.height + 4} />
          {!(isTight && CROWDED.has(p)) && (
            <text y={box.height + 16} textAnchor="middle">
              {formatPercentile(p)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

interface CurvesProps {
  services: readonly ServiceLatency[];
  scale: DurationScale;
  box: Box;
  stop: number;
  isNarrow: boolean;
}

function Curves({ services, scale, box, stop, isNarrow }: CurvesProps) {
  const styleOf = useServiceStyle();
  const curves = services.map(({ service, finishedCount, curve, percentiles }) => {
    const end = percentiles.findIndex((p) => isMaximum(finishedCount, p));
    const points = Array.from(percentiles.subarray(0, end + 1), (p, i): [number, number] => [
      percentilePosition(p) * box.width,
      scale(curve[i]!),
    ]);
    return { service, look: styleOf(service), points, end: points.at(-1) ?? [0, box.height] };
  });
  const labels = placeLabels(
    curves.map(({ end }) => end[1]),
    LABEL_HEIGHT,
    [4, box.height - 2],
  );
  return curves.map(({ service, look, points, end }, i) => (
    <g key={service} style={{ color: look.color }}>
      <path className={styles.curve} d={line()(points) ?? ''} strokeDasharray={DASHES[look.texture]} />
      {points[stop] && (
        <circle className={styles.reading} cx={points[stop][0]} cy={points[stop][1]} r={3.5} />
      )}
      <circle className={styles.end} cx={end[0]} cy={end[1]} r={2.5} />
      <text className={styles.label} x={end[0] + 7} y={labels[i]} dy="0.32em">
        {isNarrow ? look.monogram : shorten(service)}
      </text>
    </g>
  ));
}

/** From the fastest to the slowest on the vertical axis, upwards. */
function curveScale(
  services: readonly ServiceLatency[],
  kind: 'linear' | 'log',
  height: number,
): DurationScale {
  let least = Infinity;
  let most = 0;
  for (const { curve } of services) {
    for (const duration of curve) {
      if (duration > 0) least = Math.min(least, duration);
      most = Math.max(most, duration);
    }
  }
  return durationScale(kind, [kind === 'log' && least < Infinity ? least : 0, most * 1.05], [height, 0]);
}

function nearest(percentiles: Float64Array, position: number): number {
  let best = 0;
  let distance = Infinity;
  percentiles.forEach((p, i) => {
    const away = Math.abs(percentilePosition(p) - position);
    if (away < distance) [best, distance] = [i, away];
  });
  return best;
}

function summarize(services: readonly ServiceLatency[]): string {
  const parts = services.map(
    ({ service, finishedCount, curve, percentiles }) =>
      `${service} (${finishedCount}): p50 ${formatDuration(curve[percentiles.indexOf(50)] ?? 0)}, p99 ${formatDuration(curve[percentiles.indexOf(99)] ?? 0)}`,
  );
  return `Duration by percentile. ${parts.join('; ')}`;
}

/** As much of a name as the margin holds. */
function shorten(service: string): string {
  return service.length > 16 ? `${service.slice(0, 15)}…` : service;
}
