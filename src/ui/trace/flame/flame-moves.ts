import type { Flame, TimeWindow } from '../../../core/engine/trace-answers.ts';
import type { KeyBinding } from '../../parts/key-bindings.ts';

/** Ways from one box to another. */
export type BoxMove = 'child' | 'parent' | 'next' | 'previous' | 'root';
export type FlameCommand =
  | BoxMove
  | 'fit'
  | 'back'
  | 'select'
  | 'sandwich'
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right';

/** The keys of a flame graph that has the focus. Among callers, which stand above, up leads to them and down back. */
export const FLAME_KEYS: readonly KeyBinding<FlameCommand>[] = [
  { keys: ['ArrowDown'], label: 'First call below', command: 'child' },
  { keys: ['ArrowUp'], label: 'Caller', command: 'parent' },
  { keys: ['ArrowRight'], withShift: false, label: 'Next beside it', command: 'next' },
  { keys: ['ArrowLeft'], withShift: false, label: 'The one before', command: 'previous' },
  { keys: ['Home'], label: 'Root', command: 'root' },
  { keys: ['Enter'], withShift: false, label: 'Zoom to it', command: 'fit' },
  { keys: ['Enter'], withShift: true, label: 'Sandwich of its operation', command: 'sandwich' },
  { keys: [' '], label: 'Select its span', command: 'select' },
  { keys: ['Escape'], label: 'Back to the whole', command: 'back' },
  { keys: ['+', '='], label: 'Closer', command: 'zoom-in' },
  { keys: ['-'], label: 'Farther away', command: 'zoom-out' },
  { keys: ['ArrowLeft'], withShift: true, label: 'Pan left', command: 'pan-left' },
  { keys: ['ArrowRight'], withShift: true, label: 'Pan right', command: 'pan-right' },
];

/** The box a move leads to; the same where there is none. */
export function boxAfter(flame: Flame, box: number, move: BoxMove): number {
  const { parent, end, length } = flame;
  switch (move) {
    case 'child':
      return end[box]! > box + 1 ? box + 1 : box;
    case 'parent':
      return parent[box]! < 0 ? box : parent[box]!;
    case 'next': {
      const next = end[box]!;
      const last = parent[box]! < 0 ? length : end[parent[box]!]!;
      return next < last ? next : box;
    }
    case 'previous': {
      let before = box - 1;
      while (before > parent[box]! && parent[before] !== parent[box]) before = parent[before]!;
      return before > parent[box]! ? before : box;
    }
    case 'root':
      return 0;
  }
}

/** Where a box stands in its tree, all from 1. */
export interface BoxPlace {
  readonly level: number;
  readonly position: number;
  readonly siblingCount: number;
}

/** Costs its ancestors and siblings. */
export function placeOf({ parent, end, length }: Flame, box: number): BoxPlace {
  const above = parent[box]!;
  let level = 1;
  for (let up = above; up >= 0; up = parent[up]!) level++;
  let position = 0;
  let siblingCount = 0;
  const last = above < 0 ? length : end[above]!;
  for (let sibling = above + 1; sibling < last; sibling = end[sibling]!) {
    siblingCount++;
    if (sibling <= box) position++;
  }
  return { level, position, siblingCount };
}

/** The boxes around `box` that fill all of `window`, the outermost first: at most `most`, the nearest. */
export function boxesAround(
  { parent, left, width }: Flame,
  box: number,
  window: TimeWindow,
  most: number,
): number[] {
  const slack = (window.to - window.from) / 1000; // a window may have been rounded
  const around: number[] = [];
  for (let up = box; up >= 0 && around.length < most; up = parent[up]!)
    if (left[up]! <= window.from + slack && left[up]! + width[up]! >= window.to - slack) around.unshift(up);
  return around;
}
