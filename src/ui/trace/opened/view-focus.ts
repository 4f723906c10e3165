import { useEffect, useRef } from 'react';
import type { TraceForm } from '../../../state/trace-look.ts';
import { tabPanelId } from '../../parts/Tabs.tsx';

/** The row that Tab leads to, or the flame graph. */
const TAB_STOP = '[role=row][tabindex="0"], [role=tree], [data-row][tabindex="0"]';
const SELECTED_ROW = '[role=row][aria-selected=true]';

/** Gives the focus to the rows or the graph that the trace is shown as; false where they are not drawn. */
export function focusView(form: TraceForm, target = TAB_STOP): boolean {
  const element = document.getElementById(tabPanelId(form))?.querySelector<HTMLElement>(target);
  element?.focus({ preventScroll: true });
  return Boolean(element);
}

/** Whether no control has the focus: it may go along with what is selected and shown. */
export function isFocusFree(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null ||
    activeElement.matches('body, main') ||
    activeElement.closest('[role=treegrid]') !== null
  );
}

/**
 * Where the focus is free, it goes into the form that is switched to, and to the row of a span that is selected from
 * elsewhere, as soon as these are drawn. A trace that is just opened leaves it where it is.
 */
export function useViewFocus(form: TraceForm, selected: number): void {
  const last = useRef({ form, selected });
  useEffect(() => {
    if (last.current.form === form && last.current.selected === selected) return;
    last.current = { form, selected };
    const target = form === 'waterfall' && selected >= 0 ? SELECTED_ROW : TAB_STOP;
    const isDone = () => !isFocusFree() || focusView(form, target);
    const view = document.getElementById(tabPanelId(form));
    if (!view || isDone()) return;
    const observer = new MutationObserver(() => isDone() && observer.disconnect());
    observer.observe(view, { subtree: true, childList: true, attributeFilter: ['aria-selected'] });
    return () => observer.disconnect();
  }, [form, selected]);
}
