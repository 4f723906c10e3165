import { memo, useRef, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react';
import { classNames } from '../parts/class-names.ts';
import type { ServiceMark } from './draw-graph.ts';
import type { Point } from './layout-graph.ts';
import styles from './GraphPicture.module.css';

export interface ServiceEvents {
  readonly onPoint: (service: string | null) => void;
  /** `isVisible`: the focus came by keyboard and is shown. */
  readonly onFocus: (service: string, isVisible: boolean) => void;
  readonly onBlur: () => void;
  readonly onPick: (service: string) => void;
  /** The service's centre while it is dragged, in the layout's px. */
  readonly onMove: (service: string, to: Point) => void;
  readonly onKey: (service: string, event: KeyboardEvent) => void;
}

interface GraphServiceMarkProps {
  mark: ServiceMark;
  /** What screen readers say. */
  name: string;
  /** Step of the ramp. */
  step: number;
  isPicked: boolean;
  /** In focus, while others may not be. */
  isNear: boolean;
  isTabStop: boolean;
  isMoved: boolean;
  events: ServiceEvents;
}

const SMALLEST_TARGET = 14;
const CLICK_SLACK = 4;

/** A service's circle: filled by the measure, focusable, and moved by dragging. */
export const GraphServiceMark = memo(function GraphServiceMark(props: GraphServiceMarkProps) {
  const { mark, name, step, isPicked, isNear, isTabStop, isMoved, events } = props;
  const { node, at, radius, isEntry } = mark;
  const drag = useDrag(mark, events);
  return (
    <g
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={name}
      aria-pressed={isPicked}
      data-service={node.service}
      data-draggable
      transform={`translate(${at.x},${at.y})`}
      className={classNames(styles.service, isPicked && styles.picked, isNear && styles.near)}
      onPointerEnter={() => events.onPoint(node.service)}
      onPointerLeave={() => events.onPoint(null)}
      onFocus={({ currentTarget }: FocusEvent<SVGGElement>) =>
        events.onFocus(node.service, currentTarget.matches(':focus-visible'))
      }
      onBlur={events.onBlur}
      onKeyDown={(event) => events.onKey(node.service, event)}
      {...drag}
    >
      <circle r={Math.max(radius + 4, SMALLEST_TARGET)} className={styles.target} data-screen-only />
      <circle r={radius + 4} className={styles.ring} data-screen-only />
      {isEntry && <path d={drawEntry(radius)} className={styles.entry} />}
      <circle r={radius} className={classNames(styles.circle, styles[`step${step}`])} />
      {isMoved && <circle r={2.5} className={styles.pin} data-screen-only />}
    </g>
  );
});

/** A short arrow into the circle from its left. */
function drawEntry(radius: number): string {
  const tip = -radius - 4;
  return `M${tip - 18},0H${tip - 4}M${tip},0l-7,-4v8Z`;
}

/** Tells a click from a drag, and gives a drag's steps in the layout's px. */
function useDrag({ node, at }: ServiceMark, { onMove, onPick }: ServiceEvents) {
  const start = useRef<{ pointer: Point; center: Point } | null>(null);
  const isDragged = useRef(false);
  return {
    onPointerDown: (event: PointerEvent<SVGGElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture?.(event.pointerId);
      start.current = { pointer: { x: event.clientX, y: event.clientY }, center: at };
      isDragged.current = false;
    },
    onPointerMove: ({ currentTarget, clientX, clientY }: PointerEvent<SVGGElement>) => {
      if (!start.current) return;
      const { pointer, center } = start.current;
      const dx = clientX - pointer.x;
      const dy = clientY - pointer.y;
      if (Math.hypot(dx, dy) > CLICK_SLACK) isDragged.current = true;
      if (!isDragged.current) return;
      const zoom = currentTarget.getScreenCTM()?.a ?? 1;
      onMove(node.service, { x: center.x + dx / zoom, y: center.y + dy / zoom });
    },
    onPointerUp: () => (start.current = null),
    onPointerCancel: () => (start.current = null),
    onClick: () => {
      if (!isDragged.current) onPick(node.service);
      isDragged.current = false;
    },
  };
}
