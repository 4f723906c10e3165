import { useRef, type PointerEvent } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { addNanos } from '../../../core/model/units.ts';
import { useAppState } from '../../app-context.tsx';
import { formatTime } from '../../parts/format.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useCursorStore } from './cursors.ts';
import { clockDigits, listTicks, type Tick } from './time-ruler.ts';
import { LANE_PAD, nanosPerPx, timeAt, xOf, type TimeScale } from './time-scale.ts';
import { useZoom } from './use-zoom.ts';
import styles from './TimeRuler.module.css';

/** Px that a tick with its label asks for. */
const TICK_SPACE = 100;
/** Px that a press may move and still be a click. */
const CLICK_SLACK = 4;

/**
 * The heading of the lanes: when the window begins, and the times in it. A drag on it zooms to the stretch; a click sets
 * the mark that is measured from.
 */
export function TimeRuler({ scale }: { scale: TimeScale }) {
  const { origin } = useOpenedTrace().trace;
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const pointing = useRulerDrag(scale);
  return (
    <div role="columnheader" aria-label="Time after the trace's start" className={styles.ruler} {...pointing}>
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

/** What is held on the ruler: where it was taken, and whether it has been moved. */
interface Grip {
  readonly x: number;
  readonly isDrag: boolean;
}

function useRulerDrag(scale: TimeScale) {
  const zoom = useZoom();
  const cursors = useCursorStore();
  const grip = useRef<Grip | null>(null);
  const xAt = (event: PointerEvent) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left - LANE_PAD;
  const stop = () => {
    grip.current = null;
    cursors.setState({ draft: null });
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { x: xAt(event), isDrag: false };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!grip.current) return;
      const { x, isDrag } = grip.current;
      if (isDrag && cursors.getState().draft === null) return stop(); // Escape took it back
      if (!isDrag && Math.abs(xAt(event) - x) < CLICK_SLACK) return;
      grip.current = { x, isDrag: true };
      cursors.setState({ draft: stretchBetween(scale, x, xAt(event)) });
    },
    onPointerUp: (event: PointerEvent) => {
      if (!grip.current) return;
      const { draft } = cursors.getState();
      if (draft) zoom.zoomTo(draft);
      else if (!grip.current.isDrag)
        cursors.setState({ mark: clampToScale(scale, timeAt(scale, xAt(event))) });
      stop();
    },
    onPointerCancel: stop,
  };
}

function stretchBetween(scale: TimeScale, a: number, b: number): TimeWindow {
  const [from, to] = a < b ? [a, b] : [b, a];
  return { from: clampToScale(scale, timeAt(scale, from)), to: clampToScale(scale, timeAt(scale, to)) };
}

function clampToScale(scale: TimeScale, time: number): number {
  return Math.max(scale.start, Math.min(scale.end, time));
}

/** Whether there is room for the label right of its tick. */
function fits({ time, label }: Tick, scale: TimeScale): boolean {
  return xOf(scale, time) + label.length * 6.6 + 8 <= scale.width;
}

function ticksOf(scale: TimeScale): Tick[] {
  return listTicks(scale.start, scale.end, scale.width / TICK_SPACE);
}
