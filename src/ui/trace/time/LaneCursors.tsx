import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { addNanos } from '../../../core/model/units.ts';
import { useAppState } from '../../app-context.tsx';
import { classNames } from '../../parts/class-names.ts';
import { formatClock, formatDuration, zoneName } from '../../parts/format.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useCursors, useCursorStore } from './cursors.ts';
import { clockDigits, formatTick } from './time-ruler.ts';
import { LANE_PAD, nanosPerPx, timeAt, xOf, type TimeScale } from './time-scale.ts';
import { useEscape } from './use-escape.ts';
import { useNextFrame } from './use-next-frame.ts';
import { useZoom } from './use-zoom.ts';
import { useZoomGestures } from './use-zoom-gestures.ts';
import { lengthOf } from './zoom-window.ts';
import styles from './LaneCursors.module.css';

/** What the ruler can do, said where it can. */
const HINT = 'drag to zoom, click to measure from';

interface LaneCursorsProps {
  /** Holds ruler and lanes, and scrolls; the cursors lie over it. */
  area: RefObject<HTMLElement | null>;
  scale: TimeScale;
  /** Px from the left of `area` to the lanes. */
  left: number;
}

/**
 * What is drawn over ruler and lanes: the pointer's time, the mark and how far it is, the stretch being dragged out. The
 * lanes below take the gestures that zoom and pan.
 */
export function LaneCursors({ area, scale, left }: LaneCursorsProps) {
  useZoomGestures(area, scale, left, useZoom());
  usePointerCursor(area, scale, left);
  useEscape();
  return (
    <div aria-hidden className={styles.cursors} style={{ left, width: scale.width + 2 * LANE_PAD }}>
      <MarkLine scale={scale} />
      <Draft scale={scale} />
      <PointerLine scale={scale} />
    </div>
  );
}

/** Follows a hovering pointer, once a frame; a touch does not hover. */
function usePointerCursor(area: RefObject<HTMLElement | null>, { width }: TimeScale, left: number): void {
  const cursors = useCursorStore();
  const nextFrame = useNextFrame();
  const onMove = useEffectEvent(({ clientX, pointerType, target }: PointerEvent) => {
    if (pointerType === 'touch') return;
    nextFrame(() => {
      if (!area.current) return;
      const x = Math.round(clientX - area.current.getBoundingClientRect().left - left - LANE_PAD);
      const isOnLanes = x >= -LANE_PAD && x <= width + LANE_PAD;
      cursors.setState({
        pointerX: isOnLanes ? Math.max(0, Math.min(width, x)) : null,
        isOnRuler: target instanceof Element && target.closest('[data-ruler]') !== null,
      });
    });
  });
  const onLeave = useEffectEvent(() => nextFrame(() => cursors.setState({ pointerX: null })));
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointermove', (event) => onMove(event), { signal });
    element.addEventListener('pointerleave', () => onLeave(), { signal });
    return () => listening.abort();
  }, [area]);
}

function PointerLine({ scale }: { scale: TimeScale }) {
  const { origin } = useOpenedTrace().trace;
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const x = useCursors(({ pointerX }) => pointerX);
  const mark = useCursors((cursors) => cursors.mark);
  const isOnRuler = useCursors((cursors) => cursors.isOnRuler);
  const isDragging = useCursors(({ draft }) => draft !== null);
  if (x === null || isDragging) return null;
  const time = timeAt(scale, x);
  const step = nanosPerPx(scale);
  const moment = addNanos(origin, time);
  const clock = `${formatClock(moment, timeZone, clockDigits(step))} ${zoneName(moment, timeZone)}`;
  return (
    <div className={styles.pointer} style={{ transform: `translateX(${x + LANE_PAD}px)` }}>
      <span className={classNames(styles.tag, x > scale.width / 2 && styles.before)}>
        <strong>{formatTick(time, Math.max(1, step))}</strong>
        {mark !== null && <span>Δ {formatDuration(Math.abs(time - mark))}</span>}
        <span className={styles.clock}>{clock}</span>
        {isOnRuler && mark === null && <em className={styles.hint}>{HINT}</em>}
      </span>
    </div>
  );
}

/** The mark, and the stretch from there to the pointer. */
function MarkLine({ scale }: { scale: TimeScale }) {
  const mark = useCursors((cursors) => cursors.mark);
  const x = useCursors(({ pointerX }) => pointerX);
  if (mark === null) return null;
  const at = xOf(scale, mark);
  const isInSight = at >= 0 && at <= scale.width;
  return (
    <>
      {x !== null && <Stretch className={styles.measured} from={at} to={x} />}
      {isInSight && <div className={styles.mark} style={{ transform: `translateX(${at + LANE_PAD}px)` }} />}
    </>
  );
}

function Draft({ scale }: { scale: TimeScale }) {
  const draft = useCursors((cursors) => cursors.draft);
  if (!draft) return null;
  return (
    <Stretch className={styles.draft} from={xOf(scale, draft.from)} to={xOf(scale, draft.to)}>
      <DraftTag draft={draft} isRight={xOf(scale, draft.from) > scale.width / 2} />
    </Stretch>
  );
}

function DraftTag({ draft, isRight }: { draft: TimeWindow; isRight: boolean }) {
  return (
    <span className={classNames(styles.tag, isRight && styles.before)}>
      <strong>{formatDuration(lengthOf(draft))}</strong>
      <span className={styles.clock}>Esc: leave it</span>
    </span>
  );
}

interface StretchProps {
  className: string | undefined;
  /** Px on the scale, in either order. */
  from: number;
  to: number;
  children?: React.ReactNode;
}

function Stretch({ className, from, to, children }: StretchProps) {
  const [left, right] = from < to ? [from, to] : [to, from];
  return (
    <div className={className} style={{ left: left + LANE_PAD, width: right - left }}>
      {children}
    </div>
  );
}
