import type { ReactNode } from 'react';
import type { TraceView } from '../../../core/engine/trace-answers.ts';
import { classNames } from '../../parts/class-names.ts';
import table from '../../parts/DataTable.module.css';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatShare } from '../../parts/format.ts';
import styles from './StepTable.module.css';

/** A step that holds this much of the root's time is set in bold. */
const LARGE_SHARE = 0.1;

interface StepRowProps {
  trace: TraceView;
  /** Nanoseconds after the trace's origin. */
  start: number;
  end: number;
  /** CSS colour of the stretch. */
  color: string;
  isSelected?: boolean;
  /** The button that names the row. */
  children: ReactNode;
}

/** One row of a path's list: when, what, how long, its share of the root's time, and the stretch drawn. */
export function StepRow({ trace, start, end, color, isSelected = false, children }: StepRowProps) {
  const rootStart = trace.spans.start[trace.root]!;
  const rootDuration = trace.spans.duration[trace.root]!;
  const shareOf = (nanos: number) => (rootDuration > 0 ? nanos / rootDuration : 0);
  const share = shareOf(end - start);
  return (
    <tr className={table.link} data-selected={isSelected || undefined}>
      <td className={table.number}>
        <DurationText nanos={start} />
      </td>
      <td className={table.truncate}>{children}</td>
      <td className={table.number}>
        <DurationText nanos={end - start} resolution={trace.resolution} />
      </td>
      <td className={classNames(table.number, share >= LARGE_SHARE && styles.large)}>{formatShare(share)}</td>
      <td className={styles.laneCell}>
        <StretchBar from={shareOf(start - rootStart)} to={shareOf(end - rootStart)} color={color} />
      </td>
    </tr>
  );
}

/** A stretch of the root's time; `from` and `to` as shares of it. */
function StretchBar({ from, to, color }: { from: number; to: number; color: string }) {
  const left = Math.max(0, Math.min(1, from));
  const right = Math.max(left, Math.min(1, to));
  return (
    <span className={styles.lane}>
      <span
        className={styles.stretch}
        style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%`, background: color }}
      />
    </span>
  );
}
