import type { UnixTime } from '../../../core/model/units.ts';
import { formatClock, formatTime, zoneName, type TimeZone } from '../../parts/format.ts';
import { xOf, type TimeScale } from './time-scale.ts';
import { listTicks, type Tick } from './time-ruler.ts';
import styles from './TimeRuler.module.css';

/** Px that a tick with its label asks for. */
const TICK_SPACE = 100;

interface TimeRulerProps {
  /** The trace's start: the 0 of the ruler. */
  origin: UnixTime;
  scale: TimeScale;
  nameWidth: number;
  timeZone: TimeZone;
}

/** The header of the waterfall: what the columns are, when 0 was, and the times after it. */
export function TimeRuler({ origin, scale, nameWidth, timeZone }: TimeRulerProps) {
  return (
    <div role="row" aria-rowindex={1} className={styles.ruler}>
      <div role="columnheader" className={styles.name} style={{ width: nameWidth }}>
        <span>Span</span>
        <span className={styles.zero} title={formatTime(origin, timeZone, 9)}>
          0 = {formatClock(origin, timeZone, 3)} {zoneName(origin, timeZone)}
        </span>
      </div>
      <div role="columnheader" aria-label="Time after the trace's start" className={styles.lane}>
        {ticksOf(scale).map((tick) => (
          <span key={tick.time} className={styles.tick} style={{ left: xOf(scale, tick.time) }}>
            {fits(tick, scale) && tick.label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The ruler's ticks drawn on through the rows. */
export function TimeLines({ scale, nameWidth }: Omit<TimeRulerProps, 'origin' | 'timeZone'>) {
  return (
    <div aria-hidden className={styles.lines} style={{ marginLeft: nameWidth }}>
      {ticksOf(scale).map((tick) => (
        <span key={tick.time} className={styles.line} style={{ left: xOf(scale, tick.time) }} />
      ))}
    </div>
  );
}

/** Whether there is room for the label right of its tick. */
function fits({ time, label }: Tick, scale: TimeScale): boolean {
  return xOf(scale, time) + label.length * 6.6 + 8 <= scale.width;
}

function ticksOf(scale: TimeScale): Tick[] {
  return listTicks(scale.start, scale.end, scale.width / TICK_SPACE);
}
