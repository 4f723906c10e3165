import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useNextFrame } from '../time/use-next-frame.ts';
import { nanosPerPx } from '../time/time-scale.ts';
import { findPointed, type Pointed } from './flame-scale.ts';
import { rowAt } from './row-layout.ts';
import type { ShownFlame } from './shown-flame.ts';
import type { BoxActions } from './use-flame-cursor.ts';

/** Px that a press may move and still be a click. */
const CLICK_SLACK = 4;
/** Px beside a box that still point at it. */
const POINT_SLACK = 3;

interface PointerOptions extends ShownFlame, Pick<BoxActions, 'onPick' | 'onFit'> {
  /** Whether picking makes the graph narrower: then a click waits for a second, which would no longer find its box. */
  readonly isPickDisruptive: boolean;
  /** The pointer came onto a box (with where it is, in px of the window), or left it. */
  readonly onPoint: (pointed: Pointed | null, clientX: number) => void;
}

/** Ms in which a second click makes a double one, as browsers commonly have it, or less. */
const DOUBLE_CLICK = 300;

/** What is held: where it was last, and whether it has been moved. */
interface Grip {
  readonly x: number;
  readonly y: number;
  readonly isDrag: boolean;
}

/** What the pointer does over a flame: it points at boxes, picks by a click, fits by two, and pans by a drag. */
export function useFlamePointer(options: PointerOptions) {
  const { scroller, flame, scale, layout, zoom, isPickDisruptive, onPoint, onPick, onFit } = options;
  const nextFrame = useNextFrame();
  const grip = useRef<Grip | null>(null);
  const [pointed, setPointed] = useState(-1);
  const picking = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(picking.current), []);
  const find = (clientX: number, clientY: number): Pointed | null => {
    const area = scroller.current?.getBoundingClientRect();
    if (!area || !scroller.current) return null;
    const row = rowAt(layout, clientY - area.top, scroller.current.scrollTop);
    return findPointed(flame, row, { ...scale, grain: 1 }, clientX - area.left, POINT_SLACK);
  };
  const point = (found: Pointed | null, clientX: number) => {
    const box = found?.box ?? -1;
    if (box === pointed) return;
    setPointed(box);
    onPoint(found, clientX);
  };
  const drag = ({ clientX, clientY }: PointerEvent) => {
    const { x, y, isDrag } = grip.current!;
    if (!isDrag && Math.hypot(clientX - x, clientY - y) < CLICK_SLACK) return;
    grip.current = { x, y, isDrag: true };
    point(null, clientX);
    nextFrame(() => {
      const last = grip.current;
      if (!last) return;
      grip.current = { x: clientX, y: clientY, isDrag: true };
      scroller.current?.scrollBy({ top: last.y - clientY });
      if (clientX !== last.x) zoom.panBy((last.x - clientX) * nanosPerPx(scale));
    });
  };
  return {
    pointed,
    events: {
      onPointerDown: ({ button, clientX, clientY, pointerType, currentTarget, pointerId }: PointerEvent) => {
        if (button !== 0) return;
        if (pointerType !== 'touch') currentTarget.setPointerCapture(pointerId);
        grip.current = { x: clientX, y: clientY, isDrag: false };
      },
      onPointerMove: (event: PointerEvent) => {
        if (grip.current) drag(event);
        else if (event.pointerType !== 'touch') {
          const { clientX, clientY } = event;
          nextFrame(() => point(find(clientX, clientY), clientX));
        }
      },
      onPointerUp: ({ clientX, clientY }: PointerEvent) => {
        const found = grip.current && !grip.current.isDrag ? find(clientX, clientY) : null;
        grip.current = null;
        clearTimeout(picking.current);
        if (found && isPickDisruptive) picking.current = setTimeout(onPick, DOUBLE_CLICK, found.box);
        else if (found) onPick(found.box);
      },
      onPointerCancel: () => {
        grip.current = null;
      },
      onPointerLeave: ({ clientX }: PointerEvent) => {
        if (!grip.current) nextFrame(() => point(null, clientX));
      },
      onDoubleClick: ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }) => {
        clearTimeout(picking.current);
        const found = find(clientX, clientY);
        if (found) onFit(found.box);
      },
    },
  };
}
