import { addNanos } from '../../../core/model/units.ts';
import { useAppState } from '../../app-context.tsx';
import { formatTime } from '../../parts/format.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useCursorStore } from './cursors.ts';
import { clockDigits, listTicks, type Tick } from './time-ruler.ts';
import { nanosPerPx, xOf, type TimeScale } from './time-scale.ts';
import { useStretchDrag } from './use-stretch-drag.ts';
import styles from './TimeRuler.module.css';

/** Px that a tick with its label asks for. */
const TICK_SPACE = 100;
/**
 * The heading of the lanes: when the window begins, and the times in it. A drag on it zooms to the stretch; a click sets
 * the mark that is measured from.
 */
export function TimeRuler({ scale }: { scale: TimeScale }) {
  const { origin } = useOpenedTrace().trace;
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const cursors = useCursorStore();
  const drag = useStretchDrag(scale, (time) => cursors.setState({ mark: time }));
  return (
    <div
      role="columnheader"
      aria-label="Time after the trace's start"
      data-ruler
      className={styles.ruler}
      {...drag}
    >
      <span className={styles.clock}>
        {formatTime(addNanos(origin, scale.start), timeZone, clockDigits(nanosPerPx(scale)))}
      </span>
      {ticksOf(scale).map((tick) => (
        <span key={tick.time} className={styles.tick} style={{ left: xOf(scale, tick.time) }}>
          {fits(tick, scale) && tick.label}
        </span>
      ))}
    </div>
  );
}

/** The ruler's ticks drawn on through the rows, from `left` px on. */
export function TimeLines({ scale, left }: { scale: TimeScale; left: number }) {
  return (
    <div aria-hidden className={styles.lines} style={{ marginLeft: left }}>
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
