import { useEffect, useRef } from 'react';
import { findShortcut, type ShortcutAction } from './shortcuts.ts';

/** How long after the first key of a sequence the next may come, in ms: long enough for slow hands and busy machines. */
const SEQUENCE_TIME = 5000;

/** Calls `run` for the frame's keys, except while something is typed or a dialog is open, or where they are switched off. */
export function useShortcuts(isOn: boolean, run: (action: ShortcutAction) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  useEffect(() => {
    if (!isOn) return;
    let pressed: string[] = [];
    let pressedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target))
        return;
      if (event.key === 'Shift') return;
      if (event.timeStamp - pressedAt > SEQUENCE_TIME) pressed = [];
      pressedAt = event.timeStamp;
      const found = findShortcut([...pressed, event.key]) ?? findShortcut([event.key]);
      pressed = found === 'begun' ? [...pressed, event.key] : [];
      if (found === null || found === 'begun') return;
      event.preventDefault();
      latest.current(found.action);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}

/** Whether letters typed at `target` belong to it: fields, and whatever is in a dialog or a menu. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest(
      'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable], dialog[open], [role=menu]',
    ) !== null
  );
}
