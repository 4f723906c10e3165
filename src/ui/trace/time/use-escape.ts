import { useEffect, useEffectEvent } from 'react';
import { useCursors, useCursorStore } from './cursors.ts';

/** Where Escape has a meaning of its own. */
const ELSEWHERE = 'input, textarea, select, dialog, [popover], [role=menu]';

/**
 * Escape takes back what is being dragged out, else the mark, wherever the focus is, and nothing else: what the key means to
 * the page is a press later.
 */
export function useEscape(): void {
  const cursors = useCursorStore();
  const hasSomething = useCursors(({ draft, mark }) => draft !== null || mark !== null);
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || (event.target instanceof Element && event.target.closest(ELSEWHERE)))
      return;
    event.stopPropagation();
    cursors.setState(cursors.getState().draft === null ? { mark: null } : { draft: null });
  });
  useEffect(() => {
    if (!hasSomething) return;
    const listen = (event: KeyboardEvent) => onEscape(event);
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [hasSomething]);
}
