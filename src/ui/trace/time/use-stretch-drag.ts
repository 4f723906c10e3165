import { useRef, type PointerEvent } from 'react';
import { useCursorStore } from './cursors.ts';
import { LANE_PAD, timeAt, type TimeScale } from './time-scale.ts';
import { useZoom } from './use-zoom.ts';

/** Px that a press may move and still be a click. */
const CLICK_SLACK = 4;

/** What is held: where it was taken, and whether it has been moved. */
interface Grip {
  readonly x: number;
  readonly isDrag: boolean;
}

/**
 * Handlers for an element with `scale` on it, `LANE_PAD` px from its left: a drag draws a stretch out (`Cursors.draft`) and
 * zooms to it when it ends; Escape takes it back; a press that does not move is a click at a time.
 */
export function useStretchDrag(scale: TimeScale, onClick: (time: number) => void) {
  const zoom = useZoom();
  const cursors = useCursorStore();
  const grip = useRef<Grip | null>(null);
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
      const [from, to] = x < xAt(event) ? [x, xAt(event)] : [xAt(event), x];
      cursors.setState({ draft: { from: timeWithin(scale, from), to: timeWithin(scale, to) } });
    },
    onPointerUp: (event: PointerEvent) => {
      if (!grip.current) return;
      const { draft } = cursors.getState();
      const { isDrag } = grip.current;
      stop();
      if (draft) zoom.zoomTo(draft);
      else if (!isDrag) onClick(timeWithin(scale, xAt(event)));
    },
    onPointerCancel: stop,
  };
}

/** Where the pointer is on the scale of the element that listens, in px. */
export function xAt({ clientX, currentTarget }: PointerEvent): number {
  return clientX - currentTarget.getBoundingClientRect().left - LANE_PAD;
}

function timeWithin(scale: TimeScale, x: number): number {
  return timeAt(scale, Math.max(0, Math.min(scale.width, x)));
}
