import { useId, useRef, useState, type PointerEvent } from 'react';
import type { Timeline } from '../../core/engine/protocol.ts';
import { formatCount, formatCountOf, formatDuration, type TimeZone } from '../parts/format.ts';
import { useTooltip } from '../parts/Tooltip.tsx';
import { useElementSize } from '../parts/use-element-size.ts';
import { countLane, describeBucket, durationLane, timeTicks } from './timeline-scale.ts';
import { CountBars, DurationLine, LaneAxis, TimeAxis, TimelineHatch } from './TimelineMarks.tsx';
import styles from './TimelineChart.module.css';

const MARGIN = { left: 60, right: 12 };
const FALLBACK = { width: 900, height: 220 };
/** Top and bottom of the two lanes, in px. */
const DURATIONS = [22, 84] as const;
const COUNTS = [112, 196] as const;

/**
 * Two lanes over one axis of time: the 95th percentile of trace durations as a line, and traces as bars, those with
 * errors hatched at the foot. The pointer, or the arrow keys, read a bucket out.
 */
export function TimelineChart({ timeline, zone }: { timeline: Timeline; zone: TimeZone }) {
  const box = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const size = useElementSize(box, FALLBACK);
  const [picked, setPicked] = useState<number | null>(null);
  const width = Math.max(80, size.width - MARGIN.left - MARGIN.right);
  const bucketWidth = width / Math.max(1, timeline.traces.length);
  const durations = durationLane(timeline.p95, ...DURATIONS);
  const counts = countLane(timeline.traces, ...COUNTS);
  return (
    <div ref={box} className={styles.box}>
      <svg width={size.width} height={FALLBACK.height} aria-hidden className={styles.svg}>
        <TimelineHatch id={hatch} />
        <g transform={`translate(${MARGIN.left},0)`}>
          {picked !== null && (
            <rect
              className={styles.picked}
              x={picked * bucketWidth}
              width={bucketWidth}
              height={counts.bottom}
            />
          )}
          <LaneAxis lane={durations} name="p95 duration" width={width} />
          <LaneAxis lane={counts} name="Traces" width={width} />
          <TimeAxis ticks={timeTicks(timeline, width, zone)} width={width} y={counts.bottom} />
          <CountBars timeline={timeline} lane={counts} bucketWidth={bucketWidth} hatch={hatch} />
          <DurationLine p95={timeline.p95} lane={durations} bucketWidth={bucketWidth} />
        </g>
      </svg>
      <Readout
        timeline={timeline}
        zone={zone}
        left={MARGIN.left}
        width={width}
        bucketWidth={bucketWidth}
        onPick={setPicked}
      />
    </div>
  );
}

interface ReadoutProps {
  timeline: Timeline;
  zone: TimeZone;
  left: number;
  width: number;
  bucketWidth: number;
  onPick: (bucket: number | null) => void;
}

/** A slider laid over the plot: it gives the chart its keys and its words. */
function Readout({ timeline, zone, left, width, bucketWidth, onPick }: ReadoutProps) {
  const [bucket, setBucket] = useState(0);
  const tooltip = useTooltip();
  const last = timeline.traces.length - 1;
  const current = Math.min(bucket, last);
  const pick = (at: number, input: Element) => {
    setBucket(at);
    onPick(at);
    const { x, y, height } = input.getBoundingClientRect();
    const anchor = { of: input, x: x + at * bucketWidth, y, width: bucketWidth, height };
    tooltip.show(anchor, <span className={styles.readout}>{describe(timeline, at, zone)}</span>);
  };
  const leave = () => {
    onPick(null);
    tooltip.hide();
  };
  const follow = ({ currentTarget, clientX }: PointerEvent) => {
    const at = Math.floor((clientX - currentTarget.getBoundingClientRect().x) / bucketWidth);
    pick(Math.max(0, Math.min(last, at)), currentTarget);
  };
  return (
    <input
      type="range"
      className={styles.slider}
      style={{ left, width }}
      aria-label={`Traces over time, ${formatCountOf(last + 1, 'interval')}`}
      aria-valuetext={describe(timeline, current, zone)}
      min={0}
      max={last}
      value={current}
      onChange={({ currentTarget }) => pick(currentTarget.valueAsNumber, currentTarget)}
      onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && pick(current, currentTarget)}
      onBlur={leave}
      onPointerMove={follow}
      onPointerLeave={leave}
    />
  );
}

function describe(timeline: Timeline, bucket: number, zone: TimeZone): string {
  const count = timeline.traces[bucket] ?? 0;
  const when = describeBucket(timeline, bucket, zone);
  if (count === 0) return `${when}\nno traces`;
  const errors = formatCount(timeline.errorTraces[bucket] ?? 0);
  return `${when}\n${formatCountOf(count, 'trace')}, ${errors} with errors\np95 ${formatDuration(timeline.p95[bucket] ?? 0)}`;
}
