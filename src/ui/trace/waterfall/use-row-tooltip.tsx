import { useEffect, useRef, type FocusEvent, type PointerEvent } from 'react';
import { useTooltip } from '../../parts/Tooltip.tsx';
import { rowFacts, type RowContext } from './row-facts.ts';
import { RowTooltip } from './RowTooltip.tsx';

/** How long the pointer rests on a row before it is told of, in ms. */
const REST = 450;

/** The page's one tooltip, for whatever row the pointer rests on, and for groups that take the focus by key. */
export function useRowTooltip(context: RowContext) {
  const { show, hide } = useTooltip();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = useRef(-1);
  useEffect(() => () => clearTimeout(timer.current), []);
  const leave = () => {
    clearTimeout(timer.current);
    if (at.current >= 0) hide();
    at.current = -1;
  };
  const tell = (element: HTMLElement, x: number) => {
    clearTimeout(timer.current);
    const row = Number(element.dataset.row);
    timer.current = setTimeout(() => {
      if (!element.isConnected || row >= context.rows.length) return;
      const { y, height } = element.getBoundingClientRect();
      at.current = row;
      show({ of: element, x, y, width: 0, height }, <RowTooltip facts={rowFacts(context, row)} />);
    }, REST);
  };
  return {
    onPointerMove: ({ target, pointerType, clientX }: PointerEvent) => {
      const element = (target as Element).closest<HTMLElement>('[data-row]');
      if (!element || pointerType === 'touch') return leave();
      if (Number(element.dataset.row) === at.current) return;
      leave();
      tell(element, clientX);
    },
    onPointerLeave: leave,
    onPointerDown: leave,
    /** A row that moved away from under the pointer is not told of. */
    onScroll: leave,
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const isGroup = context.opened.arrangement.group[context.rows.node[Number(target.dataset.row)]!]! >= 0;
      if (isGroup && target.matches(':focus-visible')) tell(target, target.getBoundingClientRect().x + 160);
    },
    onBlur: leave,
  };
}
