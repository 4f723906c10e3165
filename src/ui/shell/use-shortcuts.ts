import { useEffect } from 'react';
import type { CommandRegistry } from '../parts/commands.ts';
import { findByKeys, isChord, nameOfKey } from './shortcuts.ts';

/** How long after the first key of a sequence the next may come, in ms: long enough for slow hands and busy machines. */
const SEQUENCE_TIME = 5000;

/**
 * Runs the commands whose keys are pressed, wherever the focus is: but not while something is typed, nor in an open
 * dialog or a menu. Without `hasSingleKeys`, no letter, digit or sign counts that is pressed without Ctrl or ⌘.
 */
export function useShortcuts(registry: CommandRegistry, hasSingleKeys: boolean): void {
  useEffect(() => {
    let pressed: readonly string[] = [];
    let pressedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      const key = event.defaultPrevented ? null : nameOfKey(event);
      if (key === null || !isHeard(key, event.target, hasSingleKeys)) return;
      if (event.timeStamp - pressedAt > SEQUENCE_TIME) pressed = [];
      pressedAt = event.timeStamp;
      const offers = registry.list();
      const found = findByKeys(offers, [...pressed, key]) ?? findByKeys(offers, [key]);
      pressed = found === 'begun' ? [...pressed, key] : [];
      if (found === null || found === 'begun') return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [registry, hasSingleKeys]);
}

/** Whether the page listens to this key at `target`. */
function isHeard(key: string, target: EventTarget | null, hasSingleKeys: boolean): boolean {
  if (key.length === 1 && !hasSingleKeys) return false;
  if (!(target instanceof HTMLElement)) return true;
  // a dialog that is just closing keeps the focus for a frame, and takes no keys any more
  if (target.closest('dialog[open], [role=menu]') !== null) return false;
  return isChord(key) || target.closest(FIELDS) === null;
}

/** Where letters are typed. */
const FIELDS =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable], [role=combobox]';
