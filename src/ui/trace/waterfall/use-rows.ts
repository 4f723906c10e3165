import { useMemo } from 'react';
import { useAppState } from '../../app-context.tsx';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { chooseRows } from './choose-rows.ts';
import type { RowContext } from './row-facts.ts';
import { listWantedSpans } from './wanted-nodes.ts';

/** The rows of the opened trace as the look wants them, and what their facts are taken from. */
export function useRows(opened: OpenedTrace): RowContext {
  const look = useAppState((state) => state.view.look);
  const { find, findMode, only, path, folds, top, openLevels } = look;
  // only where it matters: else the rows would be chosen anew with each step of the zoom
  const zoom = only?.kind === 'zoom' ? look.zoom : null;
  const wanted = useMemo(
    () => listWantedSpans(opened, { find, findMode, only, path, zoom }),
    [opened, find, findMode, only, path, zoom],
  );
  return useMemo(
    () => chooseRows(opened, wanted, { folds, top, openLevels, path }),
    [opened, wanted, folds, top, openLevels, path],
  );
}
