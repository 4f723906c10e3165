import type { MouseEvent } from 'react';
import { useSelection } from '../opened/use-selection.ts';
import { useZoom } from '../time/use-zoom.ts';
import { spanAt } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { RowKind } from './row-list.ts';

interface RowPointing {
  readonly toggle: (row: number) => void;
  readonly openMenu: (row: number, below: Element) => void;
}

/** What a click does, by what of a row it meets; a second click on a lane fits it to the bar. */
export function useRowPointing({ opened, rows }: RowContext, { toggle, openMenu }: RowPointing) {
  const { select } = useSelection();
  const { fit } = useZoom();
  return {
    onClick: (event: MouseEvent) => {
      const target = event.target as Element;
      const row = rowUnder(target);
      if (row === null) return;
      if (target.closest('[data-menu]')) openMenu(row, target);
      else if (target.closest('[data-goto]')) fit(spanAt(opened, rows, row));
      else if (target.closest('[data-twisty]') || rows.kind[row] !== RowKind.SPAN) toggle(row);
      else select(spanAt(opened, rows, row));
    },
    onDoubleClick: (event: MouseEvent) => {
      const target = event.target as Element;
      const row = target.closest('[data-lane]') && rowUnder(target);
      if (row !== null && rows.kind[row] === RowKind.SPAN) fit(spanAt(opened, rows, row));
    },
  };
}

function rowUnder(target: Element): number | null {
  const element = target.closest<HTMLElement>('[data-row]');
  return element && Number(element.dataset.row);
}
