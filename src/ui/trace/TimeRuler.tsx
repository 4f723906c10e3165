import type { TraceView } from '../../core/engine/protocol.ts';
import { addNanos, formatClock, formatTime, zoneName, type TimeZone } from '../parts/format.ts';
import { xOf, type TimeScale } from './bar-geometry.ts';
import { listTicks, type Tick } from './time-ruler.ts';
import styles from './TimeRuler.module.css';

/** Px that a tick with its label asks for. */
const TICK_SPACE = 100;

interface TimeRulerProps {
  trace: TraceView;
  scale: TimeScale;
  nameWidth: number;
  timeZone: TimeZone;
}

/** The header of the waterfall: what the columns are, when 0 was, and the times after it. */
export function TimeRuler({ trace, scale, nameWidth, timeZone }: TimeRulerProps) {
  const zero = addNanos(trace.origin, trace.start);
  return (
    <div role="row" aria-rowindex={1} className={styles.ruler}>
      <div role="columnheader" className={styles.name} style={{ width: nameWidth }}>
        <span>Span</span>
        <span className={styles.zero} title={formatTime(zero, timeZone, 9)}>
          0 = {formatClock(zero, timeZone, 3)} {zoneName(zero, timeZone)}
        </span>
      </div>
      <div role="columnheader" aria-label="Time after the trace's start" className={styles.lane}>
        {ticksOf(trace, scale).map((tick) => (
          <span key={tick.time} className={styles.tick} style={{ left: xOf(scale, tick.time + trace.start) }}>
            {fits(tick, scale, trace) && tick.label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The ruler's ticks drawn on through the rows. */
export function TimeLines({ trace, scale, nameWidth }: Omit<TimeRulerProps, 'timeZone'>) {
  return (
    <div aria-hidden className={styles.lines} style={{ marginLeft: nameWidth }}>
      {ticksOf(trace, scale).map((tick) => (
        <span key={tick.time} className={styles.line} style={{ left: xOf(scale, tick.time + trace.start) }} />
      ))}
    </div>
  );
}

/** Whether there is room for the label right of its tick. */
function fits({ time, label }: Tick, scale: TimeScale, trace: TraceView): boolean {
  return xOf(scale, time + trace.start) + label.length * 6.6 + 8 <= scale.width;
}

function ticksOf(trace: TraceView, scale: TimeScale): Tick[] {
  return listTicks(scale.start - trace.start, scale.end - trace.start, scale.width / TICK_SPACE);
}
