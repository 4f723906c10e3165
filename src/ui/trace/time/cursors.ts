import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';

/** What is pointed at and measured over the lanes: kept apart from React, so that a moving pointer draws no row anew. */
interface Cursors {
  /** The pointer, in px on the time scale; null where it is elsewhere. */
  readonly pointerX: number | null;
  /** Whether it is on the ruler, which can be dragged and clicked. */
  readonly isOnRuler: boolean;
  /** The time that is measured from; null where nothing is. */
  readonly mark: number | null;
  /** What is being dragged out on the ruler, to be zoomed to. */
  readonly draft: TimeWindow | null;
}

type CursorStore = StoreApi<Cursors>;

export function createCursors(): CursorStore {
  return createStore<Cursors>()(() => ({
    pointerX: null,
    isOnRuler: false,
    mark: null,
    draft: null,
  }));
}

export const CursorsContext = createContext<CursorStore | null>(null);

/** The cursors, to set them or to read them when something is pressed; only below `TimeCursors`. */
export function useCursorStore(): CursorStore {
  const cursors = useContext(CursorsContext);
  if (!cursors) throw new Error('no <TimeCursors> around this component');
  return cursors;
}

/** A part of the cursors; the component is drawn again when it changes. */
export function useCursors<T>(select: (cursors: Cursors) => T): T {
  return useStore(useCursorStore(), select);
}
