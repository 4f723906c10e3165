import { memo, type KeyboardEvent } from 'react';
import { classNames } from '../parts/class-names.ts';
import { dashEnd } from './call-path.ts';
import type { CallMark } from './draw-graph.ts';
import styles from './GraphPicture.module.css';

export interface CallEvents {
  readonly onPoint: (key: string | null) => void;
  readonly onPick: (key: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

interface GraphCallMarkProps {
  mark: CallMark;
  /** What screen readers say. */
  name: string;
  isPicked: boolean;
  /** In focus, while others may not be. */
  isNear: boolean;
  events: CallEvents;
}

const SMALLEST_TARGET = 12;

/** A call's line and arrow head; the share that failed is dashed in red at the callee's end. */
export const GraphCallMark = memo(function GraphCallMark(props: GraphCallMarkProps) {
  const { mark, name, isPicked, isNear, events } = props;
  const { call, path, width } = mark;
  return (
    <g
      role="button"
      tabIndex={-1}
      aria-label={name}
      aria-pressed={isPicked}
      className={classNames(styles.call, isPicked && styles.picked, isNear && styles.near)}
      onPointerEnter={() => events.onPoint(call.key)}
      onPointerLeave={() => events.onPoint(null)}
      onClick={() => events.onPick(call.key)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') events.onPick(call.key);
        else events.onKey(event);
      }}
    >
      <path d={path.line} className={styles.target} strokeWidth={SMALLEST_TARGET + width} data-screen-only />
      <path d={path.line} className={styles.line} strokeWidth={width} />
      {call.errorRate > 0 && <FailedShare mark={mark} />}
      <path d={path.head} className={styles.head} />
    </g>
  );
});

/** Over the line's end: first its ground, then the dashes, so that they do not show on the line's own colour. */
function FailedShare({ mark: { call, path, width } }: { mark: CallMark }) {
  const { dashes, whole } = dashEnd(path.length, call.errorRate);
  return (
    <>
      <path d={path.line} className={styles.ground} strokeWidth={width + 2} strokeDasharray={whole} />
      <path d={path.line} className={styles.failedLine} strokeWidth={width + 1} strokeDasharray={dashes} />
    </>
  );
}
