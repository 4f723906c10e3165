import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Preferences } from '../../state/preferences.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { classNames } from './class-names.ts';
import styles from './Splitter.module.css';

const KEY_STEP = 16;

interface SplitterProps {
  /** Of what it sets: "Width of the names". */
  label: string;
  value: number;
  min: number;
  max: number;
  /** On which side the thing stands that it makes wider, or higher. */
  side: 'left' | 'right' | 'below';
  className?: string | undefined;
  /** Each step of a drag. */
  onMove: (size: number) => void;
  /** The end of a drag, or a key. */
  onSet: (size: number) => void;
}

/** A border that can be moved: by pointer, by arrow keys, Home and End. */
export function Splitter({ label, value, min, max, side, className, onMove, onSet }: SplitterProps) {
  const [grip, setGrip] = useState<{ readonly at: number; readonly value: number } | null>(null);
  const isLevel = side === 'below';
  const direction = side === 'left' ? 1 : -1;
  const within = (size: number) => Math.round(Math.max(min, Math.min(max, size)));
  const placeOf = (event: PointerEvent) => (isLevel ? event.clientY : event.clientX);
  const sizeAt = (event: PointerEvent) =>
    grip ? within(grip.value + (placeOf(event) - grip.at) * direction) : value;
  const moveByKey = (event: KeyboardEvent) => {
    const targets = new Map([
      [isLevel ? 'ArrowDown' : 'ArrowRight', value + KEY_STEP * direction],
      [isLevel ? 'ArrowUp' : 'ArrowLeft', value - KEY_STEP * direction],
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
      aria-orientation={isLevel ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classNames(styles.splitter, isLevel && styles.level, className)}
      onKeyDown={moveByKey}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ at: placeOf(event), value });
      }}
      onPointerMove={(event) => grip && onMove(sizeAt(event))}
      onPointerUp={(event) => {
        if (grip) onSet(sizeAt(event));
        setGrip(null);
      }}
      onPointerCancel={() => setGrip(null)}
    />
  );
}

/** A width or height the user sets and keeps, between `min` and `max` px: its value and what moves it. */
export function useKeptSize(key: 'panelWidth' | 'nameWidth' | 'pathHeight', min: number, max: number) {
  const kept = useAppState((state) => state.preferences[key]);
  const actions = useActions();
  const [draft, setDraft] = useState<number | null>(null);
  const most = Math.max(min, max);
  return {
    value: Math.max(min, Math.min(most, draft ?? kept)),
    min,
    max: most,
    onMove: setDraft,
    onSet: (size: number) => {
      setDraft(null);
      actions.setPreferences({ [key]: size } satisfies Partial<Preferences>);
    },
  };
}
