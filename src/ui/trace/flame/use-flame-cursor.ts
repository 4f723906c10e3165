import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react';
import type { Flame } from '../../../core/engine/trace-answers.ts';
import { findCommand } from '../../parts/key-bindings.ts';
import { lengthOf } from '../time/zoom-window.ts';
import { areaOfBox, type BoxArea } from './box-area.ts';
import { boxAfter, FLAME_KEYS, type BoxMove, type FlameCommand } from './flame-moves.ts';
import { scrollTopToShow } from './row-layout.ts';
import type { ShownFlame } from './shown-flame.ts';
import type { FlameZoom } from './use-breadth-zoom.ts';

/** How much closer one press comes, and how far it pans as a share of what is in sight. */
const ZOOM_STEP = 1.5;
const PAN_STEP = 0.2;

/** What can be done with a box. */
export interface BoxActions {
  readonly onPick: (box: number) => void;
  readonly onFit: (box: number) => void;
  readonly onSandwich: (box: number) => void;
}

interface CursorOptions extends ShownFlame, BoxActions {
  /** The box that keys act on first. */
  readonly initial: number;
  /** Keys moved to a box, which is drawn there. */
  readonly onMove: (box: number, area: BoxArea) => void;
  /** Escape was pressed; false where it takes nothing back. */
  readonly onEscape: () => boolean;
}

/** The box that keys act on, and what they do. */
export function useFlameCursor(options: CursorOptions) {
  const { flame, initial } = options;
  const [kept, setKept] = useState({ flame, box: initial });
  const [isFocused, setIsFocused] = useState(false);
  const [moved, setMoved] = useState<{ readonly box: number } | null>(null);
  const box = kept.flame === flame ? kept.box : initial;
  const setBox = (next: number) => setKept({ flame, box: next });
  const onMoved = useEffectEvent((next: number) => {
    const area = areaOfBox(options, next);
    if (area) options.onMove(next, area);
  });
  useEffect(() => {
    if (moved) onMoved(moved.box); // only now it is where it is going to be
  }, [moved]);
  const move = (to: BoxMove) => {
    const next = boxAfter(flame, box, to);
    setBox(next);
    reveal(options, next);
    setMoved({ box: next });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = findCommand(FLAME_KEYS, event);
    if (command === null || !runCommand(command, box, options, move)) return;
    setIsFocused(true);
    event.preventDefault();
    event.stopPropagation(); // the page around has other uses for some of these
  };
  const onFocus = ({ currentTarget }: { readonly currentTarget: Element }) =>
    setIsFocused(currentTarget.matches(':focus-visible'));
  return { box, setBox, isFocused, events: { onKeyDown, onFocus, onBlur: () => setIsFocused(false) } };
}

/** Returns whether the command means anything here. */
function runCommand(
  command: FlameCommand,
  box: number,
  options: CursorOptions,
  move: (to: BoxMove) => void,
): boolean {
  const { flame, layout, zoom } = options;
  const { window } = zoom;
  switch (command) {
    case 'child':
    case 'parent':
      move((command === 'child') === layout.isUpward ? 'parent' : 'child');
      return true;
    case 'next':
    case 'previous':
    case 'root':
      move(command);
      return true;
    case 'fit':
      options.onFit(box);
      return true;
    case 'sandwich':
      options.onSandwich(box);
      return true;
    case 'select':
      options.onPick(box);
      return true;
    case 'zoom-in':
    case 'zoom-out':
      zoom.zoomAround(middleInSight(flame, box, zoom), command === 'zoom-in' ? ZOOM_STEP : 1 / ZOOM_STEP);
      return true;
    case 'pan-left':
      zoom.panBy(-PAN_STEP * lengthOf(window));
      return true;
    case 'pan-right':
      zoom.panBy(PAN_STEP * lengthOf(window));
      return true;
    case 'back':
      return options.onEscape();
  }
}

/** The middle of what is in sight of the box; that of all where nothing is. */
function middleInSight({ left, width }: Flame, box: number, { window }: FlameZoom): number {
  const from = Math.max(window.from, left[box]!);
  const to = Math.min(window.to, left[box]! + width[box]!);
  return from <= to ? (from + to) / 2 : (window.from + window.to) / 2;
}

/** Scrolls and pans as little as brings the box into sight. */
function reveal({ scroller, flame, layout, zoom }: ShownFlame, box: number): void {
  const element = scroller.current;
  if (element) element.scrollTop = scrollTopToShow(layout, flame.row[box]!, element.scrollTop);
  const { window } = zoom;
  const from = flame.left[box]!;
  const to = from + flame.width[box]!;
  if (to < window.from || from > window.to) zoom.panBy((from + to) / 2 - (window.from + window.to) / 2);
}
