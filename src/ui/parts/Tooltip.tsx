import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import styles from './Tooltip.module.css';

/** A rectangle of the window, and the element it is a part of (a mark of a chart, say). */
interface Place {
  readonly of: Element;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a tooltip points: an element, or a part of one. */
export type TooltipAnchor = Element | Place;

export interface TooltipControl {
  readonly show: (anchor: TooltipAnchor, content: ReactNode) => void;
  /** After a moment, in which the pointer may move onto the tooltip and keep it. */
  readonly hide: () => void;
  /** Id of the tooltip, for `aria-describedby`. */
  readonly id: string;
}

const SHOW_DELAY = 350;
const HIDE_DELAY = 120;
const GAP = 6;
const TooltipContext = createContext<TooltipControl>({ show: () => {}, hide: () => {}, id: '' });

/** The page's one tooltip, for marks that are no elements; elements wrap themselves in `<Tooltip>`. */
export function useTooltip(): TooltipControl {
  return useContext(TooltipContext);
}

/**
 * Holds the page's one tooltip. Escape and scrolling dismiss it, and so does the end of what it points at: an element that
 * leaves the page, or is disabled, sends no event of its own. It stays while the pointer is on it.
 */
export function TooltipLayer({ children }: { children: ReactNode }) {
  const id = useId();
  const [shown, setShown] = useState<{ anchor: TooltipAnchor; content: ReactNode } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = useCallback(() => clearTimeout(timer.current), []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(null), HIDE_DELAY);
  }, []);
  const control = useMemo<TooltipControl>(
    () => ({
      id,
      hide,
      show: (anchor, content) => {
        clearTimeout(timer.current);
        setShown({ anchor, content });
      },
    }),
    [id, hide],
  );
  const element = shown && elementOf(shown.anchor);
  useEffect(() => {
    if (!element) return;
    const dismiss = () => setShown(null);
    const dismissOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && dismiss();
    document.addEventListener('keydown', dismissOnEscape, true);
    document.addEventListener('scroll', dismiss, true);
    const observer = new MutationObserver(() => !isUsable(element) && dismiss());
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      document.removeEventListener('keydown', dismissOnEscape, true);
      document.removeEventListener('scroll', dismiss, true);
    };
  }, [element]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TooltipContext value={control}>
      {children}
      {shown && (
        <Bubble id={id} anchor={shown.anchor} onPointerEnter={keep} onPointerLeave={hide}>
          {shown.content}
        </Bubble>
      )}
    </TooltipContext>
  );
}

function elementOf(anchor: TooltipAnchor): Element {
  return anchor instanceof Element ? anchor : anchor.of;
}

/** Whether the pointer and the focus can be on `element`. */
function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled');
}

interface BubbleProps {
  id: string;
  anchor: TooltipAnchor;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  children: ReactNode;
}

function Bubble({ id, anchor, children, ...pointer }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    element.showPopover?.();
    const at = anchor instanceof Element ? anchor.getBoundingClientRect() : anchor;
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(at.x + at.width / 2 - width / 2, window.innerWidth - width - GAP));
    const below = at.y + at.height + GAP;
    const top = below + height > window.innerHeight - GAP ? Math.max(GAP, at.y - height - GAP) : below;
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  });
  return (
    <div ref={bubble} id={id} role="tooltip" popover="manual" className={styles.bubble} {...pointer}>
      {children}
    </div>
  );
}

interface TooltipProps {
  content: ReactNode;
  /** The content only repeats the accessible name: it is not announced a second time. */
  isName?: boolean;
  children: ReactNode;
}

/** Shows `content` while the pointer or the focus is on `children`. Nothing may be said in a tooltip alone. */
export function Tooltip({ content, isName = false, children }: TooltipProps) {
  const { show, hide, id } = useTooltip();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const open = (wrapper: Element) => {
    const anchor = wrapper.firstElementChild ?? wrapper;
    if (!isUsable(anchor)) return;
    if (!isName) anchor.setAttribute('aria-describedby', id);
    show(anchor, content);
  };
  const close = (wrapper: Element) => {
    clearTimeout(timer.current);
    wrapper.firstElementChild?.removeAttribute('aria-describedby');
    hide();
  };
  return (
    <span
      className={styles.anchor}
      onPointerEnter={({ currentTarget, pointerType }) => {
        if (pointerType === 'touch') return;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => open(currentTarget), SHOW_DELAY);
      }}
      onPointerLeave={(event) => close(event.currentTarget)}
      onPointerDown={(event) => close(event.currentTarget)}
      onFocus={({ currentTarget, target }) => target.matches(':focus-visible') && open(currentTarget)}
      onBlur={(event) => close(event.currentTarget)}
    >
      {children}
    </span>
  );
}
