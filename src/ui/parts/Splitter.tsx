import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Preferences } from '../../state/preferences.ts';
import { useActions, useAppState } from '../app-context.tsx';
import styles from './Splitter.module.css';

const KEY_STEP = 16;

interface SplitterProps {
  /** Of what it sets: "Width of the names". */
  label: string;
  value: number;
  min: number;
  max: number;
  /** On which side the thing stands that it makes wider. */
  side: 'left' | 'right';
  className?: string | undefined;
  /** Each step of a drag. */
  onMove: (width: number) => void;
  /** The end of a drag, or a key. */
  onSet: (width: number) => void;
}

/** A border that can be moved: by pointer, by arrow keys, Home and End. */
export function Splitter({ label, value, min, max, side, className, onMove, onSet }: SplitterProps) {
  const [grip, setGrip] = useState<{ readonly x: number; readonly value: number } | null>(null);
  const direction = side === 'left' ? 1 : -1;
  const within = (width: number) => Math.round(Math.max(min, Math.min(max, width)));
  const widthAt = (event: PointerEvent) =>
    grip ? within(grip.value + (event.clientX - grip.x) * direction) : value;
  const moveByKey = (event: KeyboardEvent) => {
    const targets = new Map([
      ['ArrowRight', value + KEY_STEP * direction],
      ['ArrowLeft', value - KEY_STEP * direction],
      ['Home', min],
      ['End', max],
    ]);
    const target = targets.get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    onSet(within(target));
  };
  return (
    // a separator that takes the focus is a control (ARIA's window splitter)
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={`${styles.splitter} ${className ?? ''}`}
      onKeyDown={moveByKey}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ x: event.clientX, value });
      }}
      onPointerMove={(event) => grip && onMove(widthAt(event))}
      onPointerUp={(event) => {
        if (grip) onSet(widthAt(event));
        setGrip(null);
      }}
      onPointerCancel={() => setGrip(null)}
    />
  );
}

/** A width the user sets and keeps, between `min` and `max` px: its value and what moves it. */
export function useKeptWidth(key: 'panelWidth' | 'nameWidth', min: number, max: number) {
  const kept = useAppState((state) => state.preferences[key]);
  const actions = useActions();
  const [draft, setDraft] = useState<number | null>(null);
  const most = Math.max(min, max);
  return {
    value: Math.max(min, Math.min(most, draft ?? kept)),
    min,
    max: most,
    onMove: setDraft,
    onSet: (width: number) => {
      setDraft(null);
      actions.setPreferences({ [key]: width } satisfies Partial<Preferences>);
    },
  };
}
