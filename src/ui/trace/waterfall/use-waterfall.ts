import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useRowWindow } from '../../parts/use-row-window.ts';
import { commandForKey, type RowCommand } from './row-keys.ts';
import {
  collapseAll,
  expandSiblings,
  findRow,
  listVisibleRows,
  revealSpan,
  toggleSpan,
  type CollapsedSpans,
} from './visible-rows.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { RULER_HEIGHT } from '../time/time-ruler.ts';

/** Height of a row in px: `--row`. */
export const ROW_HEIGHT = 24;

interface WaterfallOptions {
  readonly opened: OpenedTrace;
  /** The selected span, or -1; it is brought into sight whenever it changes. */
  readonly selected: number;
  readonly onSelect: (span: number) => void;
  /** Selects the span and moves on to its details. */
  readonly onOpen: (span: number) => void;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The waterfall's own state: what is collapsed, where the focus is, what is in sight. */
export function useWaterfall({ opened, selected, onSelect, onOpen, scroller }: WaterfallOptions) {
  const { spans, spanCount } = opened.trace;
  const [collapsed, setCollapsed] = useState<CollapsedSpans>(() => new Uint8Array(spanCount));
  const visible = useMemo(() => listVisibleRows(spans.subtreeEnd, collapsed), [spans, collapsed]);
  const { rows, pageSize, onScroll, reveal, center } = useRowWindow(scroller, {
    rowCount: visible.length,
    rowHeight: ROW_HEIGHT,
    headerHeight: RULER_HEIGHT,
  });
  const focus = useRowFocus(visible, selected, scroller);

  const revealed = useRef(-1);
  useLayoutEffect(() => {
    if (selected === revealed.current) return;
    const opened = selected < 0 ? collapsed : revealSpan(collapsed, spans.parent, selected);
    setCollapsed(opened);
    if (opened !== collapsed) return; // its row is not among the visible ones yet
    revealed.current = selected;
    if (selected >= 0) center(findRow(visible, selected));
  }, [selected, collapsed, visible, spans, center]);

  const run = (command: RowCommand, span: number) => {
    switch (command.type) {
      case 'focus':
        focus.moveTo(visible[command.row]!);
        reveal(command.row);
        if (selected >= 0) onSelect(visible[command.row]!);
        break;
      case 'toggle':
        setCollapsed(toggleSpan(collapsed, span));
        break;
      case 'expand-siblings':
        setCollapsed(expandSiblings(collapsed, spans, span));
        break;
      case 'select':
        onSelect(span === selected ? -1 : span);
        break;
      case 'open':
        onOpen(span);
        break;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== 'Home' && event.key !== 'End'))
      return;
    const span = focus.span;
    const parent = spans.parent[span]!;
    const command = commandForKey(event.key, {
      row: findRow(visible, span),
      rowCount: visible.length,
      pageSize,
      parentRow: parent < 0 ? -1 : findRow(visible, parent),
      isParent: spans.subtreeEnd[span]! > span + 1,
      isCollapsed: collapsed[span] === 1,
    });
    if (!command) return;
    event.preventDefault();
    run(command, span);
  };
  return {
    visible,
    rows,
    collapsed,
    tabStop: focus.span,
    onScroll,
    onKeyDown,
    onFocusRow: focus.onFocusRow,
    toggle: (span: number) => setCollapsed(toggleSpan(collapsed, span)),
    expandAll: () => setCollapsed(new Uint8Array(spanCount)),
    collapseAll: () => setCollapsed(collapseAll(spans.subtreeEnd)),
  };
}

/**
 * One row takes the focus (roving tabindex). It stays mounted when it is scrolled away; where it gets hidden, the
 * collapsed row above it stands in.
 */
function useRowFocus(visible: Int32Array, selected: number, scroller: RefObject<HTMLElement | null>) {
  const [wanted, setWanted] = useState(Math.max(0, selected));
  const [seenSelected, setSeenSelected] = useState(selected);
  if (selected !== seenSelected) {
    setSeenSelected(selected);
    if (selected >= 0) setWanted(selected);
  }
  const span = visible[Math.max(0, findRow(visible, wanted))]!;
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-span="${span}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView?.({ block: 'nearest' }); // where the page around the waterfall scrolls too
  }, [span, scroller]);
  const moveTo = useCallback((to: number) => {
    isMoving.current = true;
    setWanted(to);
  }, []);
  return { span, moveTo, onFocusRow: setWanted };
}
