import type { KeyboardEvent } from 'react';
import { useActions, useAppState } from '../../app-context.tsx';
import { findNamedRow, foldSiblings, spanAt } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { commandForKey, type FocusPlace, type RowCommand } from './row-keys.ts';
import { isClosed, isParent, parentRow, RowKind, type RowList } from './row-list.ts';
import { useTypeAhead } from './use-type-ahead.ts';

/** What keys on rows do beyond the rows. */
export interface RowDeeds {
  readonly onSelect: (span: number) => void;
  /** Selects the span and moves on to its details. */
  readonly onOpen: (span: number) => void;
  readonly onMenu: (row: number) => void;
}

interface RowKeysOptions extends RowDeeds {
  readonly context: RowContext;
  /** The selected span, or -1. */
  readonly selected: number;
  /** The row that has the focus. */
  readonly row: number;
  readonly pageSize: number;
  readonly moveTo: (row: number) => void;
  readonly toggle: (row: number) => void;
}

/** The keys of the rows: those of a treegrid and, where letters are no shortcuts, the beginnings of names. */
export function useRowKeys(options: RowKeysOptions): (event: KeyboardEvent) => void {
  const { context, row, pageSize, moveTo } = options;
  const { opened, rows } = context;
  const run = useRowCommand(options);
  const typeAhead = useTypeAhead();
  return (event) => {
    if (!(event.target as Element).matches('[data-row]')) return; // the header has keys of its own
    const isJump = event.ctrlKey && (event.key === 'Home' || event.key === 'End');
    if (event.altKey || event.metaKey || (event.ctrlKey && !isJump)) return;
    const command = commandForKey(event, placeOf(rows, row, pageSize));
    const typed = command ? null : typeAhead(event);
    if (command === null && typed === null) return;
    event.preventDefault();
    if (command) return run(command);
    if (typed === null) return;
    const named = findNamedRow(opened, rows, typed.length > 1 ? row - 1 : row, typed);
    if (named >= 0) moveTo(named);
  };
}

function placeOf(rows: RowList, row: number, pageSize: number): FocusPlace {
  return {
    row,
    rowCount: rows.length,
    pageSize,
    parentRow: parentRow(rows, row),
    isSpan: rows.kind[row] === RowKind.SPAN,
    isParent: isParent(rows, row),
    isCollapsed: isClosed(rows, row),
  };
}

function useRowCommand(options: RowKeysOptions): (command: RowCommand) => void {
  const { context, selected, row, moveTo, toggle, onSelect, onOpen, onMenu } = options;
  const { opened, rows } = context;
  const actions = useActions();
  const look = useAppState((state) => state.view.look);
  return (command) => {
    const span = spanAt(opened, rows, row);
    switch (command.type) {
      case 'focus':
        return moveTo(command.row);
      case 'toggle':
        return toggle(row);
      case 'expand-siblings':
        return actions.look(foldSiblings(opened, span, 'open', look), { replace: true });
      case 'select':
        return onSelect(span === selected ? -1 : span);
      case 'open':
        return onOpen(span);
      case 'menu':
        return onMenu(row);
    }
  };
}
