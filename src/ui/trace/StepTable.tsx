import { useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import table from '../parts/DataTable.module.css';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount, formatShare } from '../parts/format.ts';
import { ServiceSwatch } from '../parts/ServiceLabel.tsx';
import { useServiceStyle, type ServiceStyle } from '../parts/service-style.ts';
import type { PathSteps } from './path-steps.ts';
import { operationOf, serviceOf, type WaterfallModel } from './waterfall-model.ts';
import styles from './StepTable.module.css';

/** Steps drawn at first, and more at each request: a path may have as many as the trace has spans. */
const STEPS_AT_A_TIME = 100;

/** A step that holds this much of the root's time is set in bold. */
const LARGE_SHARE = 0.1;

interface StepTableProps {
  model: WaterfallModel;
  steps: PathSteps;
  /** Whether each step is a whole span, and not a stretch of one. */
  isWhole: boolean;
  /** The selected span, or -1. */
  selected: number;
  onSelect: (span: number) => void;
}

/** The steps of a path in order of time: when, who, how long, and how much of the root's time that is. */
export function StepTable({ model, steps, isWhole, selected, onSelect }: StepTableProps) {
  const [shownCount, setShownCount] = useState(STEPS_AT_A_TIME);
  const styleOf = useServiceStyle();
  const shown = Math.min(shownCount, steps.length);
  const left = steps.length - shown;
  return (
    <>
      <DataTable label={isWhole ? 'Spans of the longest path' : 'Steps of the critical path'}>
        <thead>
          <tr>
            <th className={table.number}>At</th>
            <th className={styles.stepColumn}>{isWhole ? 'Span' : 'Step'}</th>
            <th className={table.number}>{isWhole ? 'Duration' : 'Time'}</th>
            <th className={table.number}>Share</th>
            <th className={styles.laneColumn} aria-label="When" />
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, at) => (
            <Step
              key={at}
              model={model}
              span={steps.span[at]!}
              start={steps.start[at]!}
              end={steps.end[at]!}
              isSelected={steps.span[at] === selected}
              look={styleOf(serviceOf(model, steps.span[at]!))}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </DataTable>
      {left > 0 && (
        <Button
          className={styles.more}
          variant="quiet"
          onClick={() => setShownCount(shownCount + STEPS_AT_A_TIME)}
        >
          Show more ({formatCount(left)} left)
        </Button>
      )}
    </>
  );
}

interface StepProps {
  model: WaterfallModel;
  span: number;
  start: number;
  end: number;
  isSelected: boolean;
  look: ServiceStyle;
  onSelect: (span: number) => void;
}

function Step({ model, span, start, end, isSelected, look, onSelect }: StepProps) {
  const { trace } = model;
  const rootStart = trace.spans.start[trace.root]!;
  const rootDuration = trace.spans.duration[trace.root]!;
  const shareOf = (nanos: number) => (rootDuration > 0 ? nanos / rootDuration : 0);
  return (
    <tr className={table.link} data-selected={isSelected || undefined}>
      <td className={table.number}>
        <DurationText nanos={start - trace.start} />
      </td>
      <td className={table.truncate}>
        <StepButton
          service={serviceOf(model, span)}
          operation={operationOf(model, span)}
          isSelected={isSelected}
          look={look}
          onClick={() => onSelect(span)}
        />
      </td>
      <td className={table.number}>
        <DurationText nanos={end - start} resolution={trace.resolution} />
      </td>
      <td className={classNames(table.number, shareOf(end - start) >= LARGE_SHARE && styles.large)}>
        {formatShare(shareOf(end - start))}
      </td>
      <td>
        <StretchBar from={shareOf(start - rootStart)} to={shareOf(end - rootStart)} color={look.color} />
      </td>
    </tr>
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
