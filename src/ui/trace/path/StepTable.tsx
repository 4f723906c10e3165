import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import table from '../../parts/DataTable.module.css';
import { formatCount, formatCountOf } from '../../parts/format.ts';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { useServiceStyle, type ServiceStyle } from '../../parts/service-style.ts';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import { foldShortSteps, shortStepLimit, type PathSteps, type StepRun } from './path-steps.ts';
import { StepRow } from './StepRow.tsx';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import styles from './StepTable.module.css';

/** Rows drawn at first, and more at each request: a path may have as many steps as the trace has spans. */
const ROWS_AT_A_TIME = 200;

/** Neighbouring steps that each hold less than this of the root's time are folded into one row … */
const SHORT_SHARE = 0.01;
/** … but the longest so many never are. */
const UNFOLDED_COUNT = 8;

interface StepTableProps {
  opened: OpenedTrace;
  steps: PathSteps;
  /** Whether each step is a whole span, and not a stretch of one. */
  isWhole: boolean;
  /** The selected span, or -1. */
  selected: number;
  onSelect: (span: number) => void;
}

/** The steps of a path in order of time: when, who, how long, and how much of the root's time that is. */
export function StepTable({ opened, steps, isWhole, selected, onSelect }: StepTableProps) {
  const { trace } = opened;
  const [rowLimit, setRowLimit] = useState(ROWS_AT_A_TIME);
  const [openRunStarts, setOpenRunStarts] = useState<ReadonlySet<number>>(new Set());
  const styleOf = useServiceStyle();
  const rootDuration = trace.spans.duration[trace.root]!;
  const folded = useMemo(() => {
    const limit = isWhole ? 0 : shortStepLimit(steps, rootDuration, SHORT_SHARE, UNFOLDED_COUNT);
    return foldShortSteps(steps, limit);
  }, [steps, isWhole, rootDuration]);
  const runs = useMemo(() => openRuns(folded, openRunStarts), [folded, openRunStarts]);
  const left = runs.length - rowLimit;
  const toggle = (from: number) => {
    const next = new Set(openRunStarts);
    if (!next.delete(from)) next.add(from);
    setOpenRunStarts(next);
  };
  return (
    <>
      <DataTable label={isWhole ? 'Spans of the longest path' : 'Steps of the critical path'}>
        <thead>
          <tr>
            <th className={table.number}>At</th>
            <th className={styles.stepColumn}>{isWhole ? 'Span' : 'Step'}</th>
            <th className={table.number}>{isWhole ? 'Duration' : 'Time'}</th>
            <th className={table.number} title="The time as part of the root's duration">
              Of root
            </th>
            <th className={styles.laneColumn}>
              <VisuallyHidden>When</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.slice(0, rowLimit).map(({ from, to }) => {
            const span = steps.span[from]!;
            const place = { start: steps.start[from]!, end: steps.end[to - 1]! };
            if (to - from > 1)
              return (
                <StepRow key={`${from}–${to}`} trace={trace} {...place} color="var(--line-strong)">
                  <RunButton
                    count={to - from}
                    isOpen={openRunStarts.has(from)}
                    onClick={() => toggle(from)}
                  />
                </StepRow>
              );
            const look = styleOf(serviceOf(opened, span));
            return (
              <StepRow key={from} trace={trace} {...place} color={look.color} isSelected={span === selected}>
                <StepButton
                  service={serviceOf(opened, span)}
                  operation={operationOf(opened, span)}
                  isSelected={span === selected}
                  look={look}
                  onClick={() => onSelect(span)}
                />
              </StepRow>
            );
          })}
        </tbody>
      </DataTable>
      {left > 0 && (
        <Button
          className={styles.more}
          variant="quiet"
          onClick={() => setRowLimit(rowLimit + ROWS_AT_A_TIME)}
        >
          Show more ({formatCount(left)} left)
        </Button>
      )}
    </>
  );
}

/** `runs` with the steps of those in `opened` (by their first step) below them. */
function openRuns(runs: readonly StepRun[], opened: ReadonlySet<number>): StepRun[] {
  const rows: StepRun[] = [];
  for (const run of runs) {
    rows.push(run);
    if (run.to - run.from > 1 && opened.has(run.from))
      for (let step = run.from; step < run.to; step++) rows.push({ from: step, to: step + 1 });
  }
  return rows;
}

interface RunButtonProps {
  count: number;
  isOpen: boolean;
  onClick: () => void;
}

function RunButton({ count, isOpen, onClick }: RunButtonProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button type="button" className={table.rowAction} aria-expanded={isOpen} onClick={onClick}>
      <span className={styles.run}>
        <Chevron size={14} aria-hidden />
        {formatCountOf(count, 'short step')}
      </span>
    </button>
  );
}

interface StepButtonProps {
  service: string;
  operation: string;
  isSelected: boolean;
  look: ServiceStyle;
  onClick: () => void;
}

function StepButton({ service, operation, isSelected, look, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      className={table.rowAction}
      title={`${service} ${operation}`}
      aria-current={isSelected || undefined}
      onClick={onClick}
    >
      <span className={styles.step}>
        <ServiceSwatch look={look} />
        <span className={styles.name}>
          <strong>{service}</strong> {operation}
        </span>
      </span>
    </button>
  );
}
