import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { LANE_PAD, timeAt, type TimeScale } from './time-scale.ts';
import { useNextFrame } from './use-next-frame.ts';
import type { Zoom } from './use-zoom.ts';
import { windowOver } from './zoom-window.ts';

/** Of the wheel's way in px, how much comes e times as close: a notch of 100 px to 1.35 times, a pinch follows the fingers. */
const NOTCH_SCALE = 1 / 333;
const PINCH_SCALE = 1 / 100;
/** Px of the wheel's steps where it counts in lines or pages. */
const STEP_SIZES = [1, 24, 400] as const;

/** What the gestures change. */
type GestureZoom = Pick<Zoom, 'zoomTo' | 'zoomAround' | 'panBy'>;

/** What the wheel asked for since the last frame. */
interface WheelSum {
  readonly factor: number;
  readonly pan: number;
}

/**
 * Over the lanes of `area`, from `left` px on: the wheel with Ctrl (a pinch on a touch pad is one) zooms at the pointer, the
 * horizontal wheel or Shift pans, two fingers do both.
 */
export function useZoomGestures(
  area: RefObject<HTMLElement | null>,
  scale: TimeScale,
  left: number,
  zoom: GestureZoom,
): void {
  const nextFrame = useNextFrame();
  const sum = useRef<WheelSum>({ factor: 1, pan: 0 });
  const pinch = useRef<readonly number[] | null>(null);
  const xAt = (clientX: number) =>
    clientX - (area.current?.getBoundingClientRect().left ?? 0) - left - LANE_PAD;

  const runWheel = useEffectEvent((x: number) => {
    const { factor, pan } = sum.current;
    sum.current = { factor: 1, pan: 0 };
    if (factor === 1) zoom.panBy(timeAt(scale, pan) - scale.start);
    else zoom.zoomAround(timeAt(scale, x), factor);
  });
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const x = xAt(event.clientX);
    const wheel = readWheel(event);
    if (x < -LANE_PAD || !wheel) return;
    event.preventDefault();
    sum.current = { factor: sum.current.factor * wheel.factor, pan: sum.current.pan + wheel.pan };
    nextFrame(() => runWheel(x));
  });
  const runPinch = useEffectEvent((window: TimeWindow) => zoom.zoomTo(window));
  const onTouch = useEffectEvent((event: TouchEvent) => {
    const xs = Array.from(event.touches, ({ clientX }) => xAt(clientX));
    if (xs.length !== 2 || Math.min(...xs) < -LANE_PAD) {
      pinch.current = null;
      return;
    }
    if (event.cancelable) event.preventDefault();
    pinch.current ??= xs.map((x) => timeAt(scale, x));
    const [first = 0, second = 0] = pinch.current;
    nextFrame(() => runPinch(windowOver(scale.width, [xs[0]!, first], [xs[1]!, second])));
  });

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const listening = new AbortController();
    const options = { passive: false, signal: listening.signal };
    element.addEventListener('wheel', (event) => onWheel(event), options);
    for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const)
      element.addEventListener(type, (event) => onTouch(event), options);
    return () => listening.abort();
  }, [area]);
}

/** What the wheel asks for; null where it only scrolls. */
function readWheel(event: WheelEvent): WheelSum | null {
  const size = STEP_SIZES[event.deltaMode] ?? 1;
  const [x, y] = [event.deltaX * size, event.deltaY * size];
  if (event.ctrlKey || event.metaKey) {
    const isPinch = Math.abs(y) < 50; // browsers tell a pinch as a wheel of small steps
    return { factor: Math.exp(-y * (isPinch ? PINCH_SCALE : NOTCH_SCALE)), pan: 0 };
  }
  if (event.shiftKey) return { factor: 1, pan: x || y };
  return Math.abs(x) > Math.abs(y) ? { factor: 1, pan: x } : null;
}
