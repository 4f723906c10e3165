import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import type { PathMode } from '../../../state/trace-look.ts';
import { classNames } from '../../parts/class-names.ts';
import table from '../../parts/DataTable.module.css';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatCountOf, formatShare } from '../../parts/format.ts';
import { LongTable, type RowFocus } from '../../parts/LongTable.tsx';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { useServiceStyle } from '../../parts/service-style.ts';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { kindOfStep, type StepKind } from './narrate-step.ts';
import { foldShortSteps, lineOf, shortStepLimit } from './path-steps.ts';
import type { Stepping } from './use-steps.ts';
import styles from './StepTable.module.css';

/** Neighbouring steps that each hold less than this of the path are folded into one line … */
const SHORT_SHARE = 0.01;
/** … but the longest so many never are. */
const UNFOLDED_COUNT = 8;
/** Rows in sight where the views stand one below the other, and the page scrolls. */
const MOST_ROWS_STACKED = 10;
/** A step that holds this much of the path is set in bold. */
const LARGE_SHARE = 0.1;

const KIND_MEANINGS: Readonly<Record<StepKind, string>> = {
  self: 'The service was busy itself',
  beside: 'The service went on while children ran that the next step did not wait for',
  wait: 'A caller waited; nothing more was recorded below',
};

/** The steps of a path in order of time: when, who, how long, how much of the path that is, and how long until then. */
export function StepTable({ stepping, mode }: { stepping: Stepping; mode: PathMode }) {
  const { steps, current, goTo } = stepping;
  const { path, trace } = useOpenedTrace();
  const isChain = mode === 'longest';
  const rootStart = trace.spans.start[trace.root]!;
  const whole = isChain
    ? { from: rootStart, to: rootStart + trace.spans.duration[trace.root]! }
    : path.window;
  const [openRuns, setOpenRuns] = useState<ReadonlySet<number>>(new Set());
  const limit = useMemo(
    () => (isChain ? 0 : shortStepLimit(steps, whole.to - whole.from, SHORT_SHARE, UNFOLDED_COUNT)),
    [isChain, steps, whole.to, whole.from],
  );
  const lines = useMemo(() => foldShortSteps(steps, limit, openRuns), [steps, limit, openRuns]);
  const line = lineOf(lines, current);
  const toggle = (first: number) => {
    const next = new Set(openRuns);
    if (!next.delete(first)) next.add(first);
    setOpenRuns(next);
  };
  return (
    <div className={styles.frame} style={heightOf(lines.length)}>
      <LongTable
        label={isChain ? 'Spans of the longest path' : 'Steps of the critical path'}
        rowCount={lines.length}
        revealed={{ row: line, for: current }}
        className={classNames(styles.steps, isChain && styles.chain)}
        isSelected={(row) => row === line}
        head={<Head isChain={isChain} />}
        renderRow={(row, focus) => {
          const from = lines.from[row]!;
          const to = lines.to[row]!;
          const place = { start: steps.start[from]!, end: steps.end[to - 1]!, whole, isChain };
          return to - from > 1 ? (
            <Cells {...place} kind={null} color="var(--line-strong)">
              <RunButton
                count={to - from}
                isOpen={openRuns.has(from)}
                focus={focus}
                onClick={() => toggle(from)}
              />
            </Cells>
          ) : (
            <StepCells
              {...place}
              span={steps.span[from]!}
              isCurrent={from === current}
              focus={focus}
              onGo={() => goTo(from)}
            />
          );
        }}
      />
    </div>
  );
}

/** How many rows there is room for where the page scrolls. */
function heightOf(lineCount: number): CSSProperties {
  return { '--rows': Math.min(lineCount, MOST_ROWS_STACKED) } as CSSProperties;
}

function Head({ isChain }: { isChain: boolean }) {
  return (
    <>
      <th className={classNames(table.number, styles.at)}>At</th>
      <th>{isChain ? 'Span' : 'Step'}</th>
      {!isChain && (
        <th
          className={styles.kind}
          title="Whether the service was busy itself, went on beside its children, or a caller waited"
        >
          How
        </th>
      )}
      <th className={table.number}>{isChain ? 'Duration' : 'Time'}</th>
      <th className={table.number} title={isChain ? "As part of the root's duration" : 'As part of the path'}>
        Share
      </th>
      {!isChain && (
        <th
          className={classNames(table.number, styles.total)}
          title="The time of this step and all before it"
        >
          Total
        </th>
      )}
      <th className={styles.when}>
        <VisuallyHidden>When</VisuallyHidden>
      </th>
    </>
  );
}

interface Place {
  /** Nanoseconds after the trace's origin. */
  start: number;
  end: number;
  /** What the lane stands for, and the shares are parts of. */
  whole: { readonly from: number; readonly to: number };
  isChain: boolean;
}

interface StepCellsProps extends Place {
  span: number;
  isCurrent: boolean;
  focus: RowFocus;
  onGo: () => void;
}

function StepCells({ span, isCurrent, focus, onGo, ...place }: StepCellsProps) {
  const opened = useOpenedTrace();
  const service = serviceOf(opened, span);
  const operation = operationOf(opened, span);
  const look = useServiceStyle()(service);
  const { start, end, isChain } = place;
  const kind = useMemo(
    () => (isChain ? null : kindOfStep(opened, span, [start, end])),
    [opened, span, start, end, isChain],
  );
  return (
    <Cells {...place} kind={kind} color={look.color}>
      <button
        type="button"
        {...focus}
        className={table.rowAction}
        title={`${service} ${operation}`}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={onGo}
      >
        <span className={styles.step}>
          <ServiceSwatch look={look} />
          <span className={styles.name}>
            <strong>{service}</strong> <span>{operation}</span>
          </span>
        </span>
      </button>
    </Cells>
  );
}

interface CellsProps extends Place {
  /** null of a run of short steps, and of whole spans. */
  kind: StepKind | null;
  /** CSS colour of the stretch. */
  color: string;
  /** The button that names the row. */
  children: ReactNode;
}

function Cells({ start, end, whole, isChain, kind, color, children }: CellsProps) {
  const { resolution } = useOpenedTrace().trace;
  const length = whole.to - whole.from;
  const shareOf = (nanos: number) => (length > 0 ? nanos / length : 0);
  const share = shareOf(end - start);
  return (
    <>
      <td className={classNames(table.number, styles.at)}>
        <DurationText nanos={start} />
      </td>
      <td>{children}</td>
      {!isChain && (
        <td className={styles.kind} title={kind ? KIND_MEANINGS[kind] : undefined}>
          {kind}
        </td>
      )}
      <td className={table.number}>
        <DurationText nanos={end - start} resolution={resolution} />
      </td>
      <td className={classNames(table.number, share >= LARGE_SHARE && styles.large)}>{formatShare(share)}</td>
      {!isChain && (
        <td className={classNames(table.number, styles.total)}>
          <DurationText nanos={end - whole.from} />
        </td>
      )}
      <td className={styles.when}>
        <StretchBar from={shareOf(start - whole.from)} to={shareOf(end - whole.from)} color={color} />
      </td>
    </>
  );
}

/** A stretch of the path's time; `from` and `to` as shares of it. */
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

interface RunButtonProps {
  count: number;
  isOpen: boolean;
  focus: RowFocus;
  onClick: () => void;
}

function RunButton({ count, isOpen, focus, onClick }: RunButtonProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button type="button" {...focus} className={table.rowAction} aria-expanded={isOpen} onClick={onClick}>
      <span className={styles.run}>
        <Chevron size={14} aria-hidden />
        {formatCountOf(count, 'short step')}
      </span>
    </button>
  );
}
