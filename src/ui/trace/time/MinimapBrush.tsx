import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { classNames } from '../../parts/class-names.ts';
import { useCursors } from './cursors.ts';
import { sliderTarget, type SliderRange } from './slider-keys.ts';
import { formatEdge, formatWindow } from './time-ruler.ts';
import { LANE_PAD, timeAt, xOf, type TimeScale } from './time-scale.ts';
import { useNextFrame } from './use-next-frame.ts';
import { useStretchDrag, xAt } from './use-stretch-drag.ts';
import { useZoom, type Zoom } from './use-zoom.ts';
import { lengthOf, moveEnd, moveStart, panBy, type ZoomLimits } from './zoom-window.ts';
import styles from './Minimap.module.css';

/** What of the window is moved. */
type Part = 'start' | 'end' | 'window';

/**
 * The window on the minimap. Dragged inside it moves, at an edge that edge moves, elsewhere a new one is drawn; a click
 * elsewhere brings it there, a double click shows all. Window and edges are sliders for the keyboard.
 */
export function MinimapBrush({ width }: { width: number }) {
  const zoom = useZoom();
  const { window, limits, isWhole } = zoom;
  const scale: TimeScale = { start: limits.bounds.from, end: limits.bounds.to, width };
  const goTo = (time: number) => !isWhole && zoom.panBy(time - (window.from + window.to) / 2);
  const drawing = useStretchDrag(scale, goTo);
  const moving = useWindowDrag(scale, zoom);
  const [left, right] = [LANE_PAD + xOf(scale, window.from), LANE_PAD + xOf(scale, window.to)];
  return (
    // the sliders in it are the way for the keyboard
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classNames(styles.brush, isWhole && styles.whole)}
      onPointerDown={(event) => moving.onPointerDown(event) || drawing.onPointerDown(event)}
      onPointerMove={(event) => moving.onPointerMove(event) || drawing.onPointerMove(event)}
      onPointerUp={(event) => moving.onPointerUp() || drawing.onPointerUp(event)}
      onPointerCancel={() => moving.onPointerUp() || drawing.onPointerCancel()}
      onDoubleClick={zoom.reset}
    >
      <div className={styles.shade} style={{ left: 0, width: Math.max(0, left) }} />
      <div className={styles.shade} style={{ left: right, right: 0 }} />
      <Draft scale={scale} />
      <PartSlider part="window" zoom={zoom} style={{ left, width: Math.max(2, right - left) }} />
      <PartSlider part="start" zoom={zoom} style={{ left }} />
      <PartSlider part="end" zoom={zoom} style={{ left: right }} />
    </div>
  );
}

/** Handlers that say whether the event was theirs: whether a part of the window was taken. */
function useWindowDrag(scale: TimeScale, zoom: Zoom) {
  const nextFrame = useNextFrame();
  const grip = useRef<{ readonly part: Part; readonly time: number; readonly window: TimeWindow } | null>(
    null,
  );
  return {
    onPointerDown: (event: PointerEvent) => {
      const part = (event.target as HTMLElement).dataset.part as Part | undefined;
      if (event.button !== 0 || part === undefined) return false;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { part, time: timeAt(scale, xAt(event)), window: zoom.window };
      return true;
    },
    onPointerMove: (event: PointerEvent) => {
      if (!grip.current) return false;
      const { part, time, window } = grip.current;
      const moved = movePart(part, window, timeAt(scale, xAt(event)) - time, zoom.limits);
      nextFrame(() => zoom.zoomTo(moved));
      return true;
    },
    onPointerUp: () => {
      const wasHeld = grip.current !== null;
      grip.current = null;
      return wasHeld;
    },
  };
}

function movePart(part: Part, window: TimeWindow, nanos: number, limits: ZoomLimits): TimeWindow {
  if (part === 'start') return moveStart(window, window.from + nanos, limits);
  if (part === 'end') return moveEnd(window, window.to + nanos, limits);
  return panBy(window, nanos, limits);
}

function Draft({ scale }: { scale: TimeScale }) {
  const draft = useCursors((cursors) => cursors.draft);
  if (!draft) return null;
  const from = xOf(scale, draft.from);
  return (
    <div className={styles.draft} style={{ left: from + LANE_PAD, width: xOf(scale, draft.to) - from }} />
  );
}

const LABELS = {
  start: 'Start of the time in sight',
  end: 'End of the time in sight',
  window: 'Time in sight',
} as const;

function PartSlider({ part, zoom, style }: { part: Part; zoom: Zoom; style: CSSProperties }) {
  const { window, limits } = zoom;
  const range = rangeOf(part, zoom);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = sliderTarget(event, range);
    if (target === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    zoom.zoomTo(movePart(part, window, target - range.value, limits));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={LABELS[part]}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={range.value}
      aria-valuetext={part === 'window' ? formatWindow(window) : formatEdge(window, range.value)}
      data-part={part}
      className={styles[part]}
      style={style}
      onKeyDown={onKeyDown}
    />
  );
}

function rangeOf(part: Part, { window, limits }: Zoom): SliderRange {
  const { bounds } = limits;
  const span = lengthOf(window);
  if (part === 'start') return { value: window.from, min: bounds.from, max: window.to, span };
  if (part === 'end') return { value: window.to, min: window.from, max: bounds.to, span };
  return { value: window.from, min: bounds.from, max: bounds.to - span, span };
}
