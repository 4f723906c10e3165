import { useMemo } from 'react';
import { X } from 'lucide-react';
import { formatCount, formatCountOf, formatDuration, formatShare } from '../../parts/format.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { useCursors, useCursorStore } from './cursors.ts';
import { formatEdge } from './time-ruler.ts';
import { timeAt, type TimeScale } from './time-scale.ts';
import { stretchOf } from './time-window.ts';
import { useZoomLimits } from './use-zoom.ts';
import { lengthOf } from './zoom-window.ts';
import styles from './StatusLine.module.css';

interface StatusLineProps {
  scale: TimeScale;
  /** Rows that there are, in sight or scrolled away. */
  rowCount: number;
}

/** In figures: what is in sight, what is measured, the selected span, what is found. Not announced: rows say it of themselves. */
export function StatusLine({ scale, rowCount }: StatusLineProps) {
  const opened = useOpenedTrace();
  const { span } = useSelection();
  const { spanCount } = opened.trace;
  const { bounds } = useZoomLimits();
  const inSight = scale.end - scale.start;
  const all = lengthOf(bounds);
  return (
    <div role="group" aria-label="Figures" className={styles.line}>
      <span className={styles.whole}>
        In sight{' '}
        {inSight < all ? (
          <>
            <b>{formatDuration(inSight)}</b> of {formatDuration(all)}
          </>
        ) : (
          <b>all {formatDuration(all)}</b>
        )}
      </span>
      <Measured opened={opened} span={span} scale={scale} />
      {span >= 0 && <Selected opened={opened} span={span} />}
      <span className={styles.counts}>
        {opened.found && <span>{formatCountOf(opened.found.spans.length, 'match', 'matches')}</span>}
        <span>
          {rowCount === spanCount
            ? formatCountOf(spanCount, 'span')
            : `${formatCountOf(rowCount, 'row')} of ${formatCount(spanCount)} spans`}
        </span>
      </span>
    </div>
  );
}

interface OfSpan {
  opened: OpenedTrace;
  span: number;
}

/** From the mark to the pointer or, while that is elsewhere, to the selected span. */
function Measured({ opened, span, scale }: OfSpan & { scale: TimeScale }) {
  const mark = useCursors((cursors) => cursors.mark);
  const x = useCursors(({ pointerX }) => pointerX);
  const cursors = useCursorStore();
  if (mark === null) return null;
  const window = { from: scale.start, to: scale.end };
  const target = x !== null ? timeAt(scale, x) : span >= 0 ? stretchOf(opened, span) : null;
  return (
    <span className={styles.measured}>
      <span>
        From <b>{formatEdge(window, mark)}</b>
        {typeof target === 'number' && (
          <>
            {' '}
            to <b>{formatEdge(window, target)}</b> is <b>{formatDuration(Math.abs(target - mark))}</b>
          </>
        )}
        {target !== null && typeof target === 'object' && (
          <>
            {' '}
            to its start <b>{formatDuration(Math.abs(target.from - mark))}</b>, to its end{' '}
            <b>{formatDuration(Math.abs(target.to - mark))}</b>
          </>
        )}
      </span>
      <IconButton
        isSmall
        label="Stop measuring"
        icon={X}
        shortcut="Esc"
        onClick={() => cursors.setState({ mark: null })}
      />
    </span>
  );
}

function Selected({ opened, span }: OfSpan) {
  const { spans, resolution } = opened.trace;
  const { path } = opened;
  const sum = useMemo(() => sumOfSubtree(opened, span), [opened, span]);
  const count = spans.subtreeEnd[span]! - span;
  const share = path.time[span]! / lengthOf(path.window);
  return (
    <span className={styles.selected}>
      <span className={styles.name}>
        {serviceOf(opened, span)} {operationOf(opened, span)}
      </span>{' '}
      <b>{formatDuration(spans.duration[span]!, resolution)}</b>
      {count > 1 && (
        <>
          , {formatCount(count)} spans add up to <b>{formatDuration(sum, resolution)}</b>
        </>
      )}
      , self <b>{formatDuration(spans.selfTime[span]!, resolution)}</b>,{' '}
      {share > 0 ? <b>{formatShare(share)} of the critical path</b> : 'off the critical path'}
    </span>
  );
}

/** The durations of the span and of all below it added up, in nanoseconds. */
function sumOfSubtree({ trace }: OpenedTrace, top: number): number {
  const { duration, subtreeEnd } = trace.spans;
  let sum = 0;
  for (let span = top; span < subtreeEnd[top]!; span++) sum += duration[span]!;
  return sum;
}
