import type { KeyboardEvent } from 'react';
import styles from './Chart.module.css';

/** A rectangle inside a chart, in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface ChartCursorProps {
  /** What is stepped through: "Percentile". */
  label: string;
  box: Box;
  stopCount: number;
  /** The stop the cursor is at; null while it is nowhere. */
  stop: number | null;
  /** What is to be read there, for screen readers. */
  valueText: string;
  /** The stop nearest to `x` px from the left of the box. */
  stopAt: (x: number) => number;
  onMove: (stop: number | null) => void;
}

/** Far steps of Page Up and Page Down. */
const FAR = 10;

/** The cursor of a chart, as a slider: the pointer moves it, and so do arrow keys, Home, End, Page Up and Page Down. */
export function ChartCursor({ label, box, stopCount, stop, valueText, stopAt, onMove }: ChartCursorProps) {
  const moveByKey = (event: KeyboardEvent) => {
    const next = stopForKey(event.key, stop, stopCount);
    if (next === null) return;
    event.preventDefault();
    onMove(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={stopCount - 1}
      aria-valuenow={stop ?? 0}
      aria-valuetext={valueText}
      className={styles.cursor}
      style={box}
      onKeyDown={moveByKey}
      onPointerMove={({ clientX, currentTarget }) =>
        onMove(stopAt(clientX - currentTarget.getBoundingClientRect().left))
      }
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onMove(null)}
    />
  );
}

/** Where a key moves the cursor; null where it means nothing. */
function stopForKey(key: string, stop: number | null, stopCount: number): number | null {
  const targets = new Map([
    ['ArrowRight', stop === null ? 0 : stop + 1],
    ['ArrowUp', stop === null ? 0 : stop + 1],
    ['ArrowLeft', stop === null ? stopCount - 1 : stop - 1],
    ['ArrowDown', stop === null ? stopCount - 1 : stop - 1],
    ['PageUp', (stop ?? 0) + FAR],
    ['PageDown', (stop ?? 0) - FAR],
    ['Home', 0],
    ['End', stopCount - 1],
  ]);
  const target = targets.get(key);
  return target === undefined ? null : Math.max(0, Math.min(stopCount - 1, target));
}
