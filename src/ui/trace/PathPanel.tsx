import { useMemo, useState } from 'react';
import type { PathMode } from '../../state/view.ts';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import table from '../parts/DataTable.module.css';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount, formatCountOf, formatDuration, formatShare } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { ServiceSwatch } from '../parts/ServiceLabel.tsx';
import { useServiceStyle, type ServiceStyle } from '../parts/service-style.ts';
import { describeAssumptions, listChainSteps, listPathSteps, type PathSteps } from './path-steps.ts';
import { operationOf, serviceOf, type WaterfallModel } from './waterfall-model.ts';
import styles from './PathPanel.module.css';

/** Steps drawn at first, and more at each request: a path may have as many as the trace has spans. */
const STEPS_AT_A_TIME = 100;

interface PathPanelProps {
  model: WaterfallModel;
  path: PathMode;
  selected: number;
  onSelect: (span: number) => void;
}

/** The marked path in words: who held the trace up, when, for how long. */
export function PathPanel({ model, path, selected, onSelect }: PathPanelProps) {
  const { trace } = model;
  const steps = useMemo(
    () => (path === 'longest' ? listChainSteps(trace) : listPathSteps(trace.criticalPath)),
    [trace, path],
  );
  if (path === 'off') return null;
  const assumptions = path === 'critical' ? describeAssumptions(trace.criticalPath) : '';
  const note =
    path === 'critical'
      ? formatCountOf(steps.length, 'step')
      : `${formatCountOf(steps.length, 'span')}, ${formatDuration(trace.longestPath.duration, trace.resolution)} in all`;
  return (
    <Panel title={path === 'critical' ? 'Critical path' : 'Longest path'} note={note}>
      {assumptions && <p className={styles.assumptions}>{assumptions}.</p>}
      <StepTable key={path} model={model} steps={steps} path={path} selected={selected} onSelect={onSelect} />
    </Panel>
  );
}

interface StepTableProps extends PathPanelProps {
  steps: PathSteps;
}

function StepTable({ model, steps, path, selected, onSelect }: StepTableProps) {
  const { trace } = model;
  const [shownCount, setShownCount] = useState(STEPS_AT_A_TIME);
  const styleOf = useServiceStyle();
  const shown = Math.min(shownCount, steps.length);
  const left = steps.length - shown;
  return (
    <>
      <DataTable label={path === 'critical' ? 'Steps of the critical path' : 'Spans of the longest path'}>
        <thead>
          <tr>
            <th className={table.number}>At</th>
            <th className={styles.stepColumn}>{path === 'critical' ? 'Step' : 'Span'}</th>
            <th className={table.number}>{path === 'critical' ? 'Time' : 'Duration'}</th>
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
      {steps.length === 0 && (
        <p className={styles.none}>
          It takes less time than the clock of its source can tell ({formatDuration(0, trace.resolution)}).
        </p>
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
      <td className={table.number}>{formatShare(shareOf(end - start))}</td>
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
