import { useMemo } from 'react';
import type { PathMode } from '../../state/view.ts';
import { formatCountOf, formatDuration } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { AssumptionList } from './AssumptionList.tsx';
import { listAssumptions, listChainSteps, listPathSteps } from './path-steps.ts';
import { StepTable } from './StepTable.tsx';
import type { WaterfallModel } from './waterfall-model.ts';
import styles from './PathPanel.module.css';

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
  const assumptions = path === 'critical' ? listAssumptions(trace) : [];
  const note =
    path === 'critical'
      ? formatCountOf(steps.length, 'step')
      : `${formatCountOf(steps.length, 'span')}, ${formatDuration(trace.longestPath.duration, trace.resolution)} in all`;
  return (
    <Panel
      title={path === 'critical' ? 'Critical path' : 'Longest path'}
      note={note}
      className={styles.panel}
    >
      {assumptions.length > 0 && (
        <AssumptionList assumptions={assumptions} selected={selected} onSelect={onSelect} />
      )}
      {steps.length === 0 ? (
        <p className={styles.empty}>The root takes no time: there is nothing to follow.</p>
      ) : (
        <div className={styles.scroller}>
          <StepTable
            key={path}
            model={model}
            steps={steps}
            isWhole={path === 'longest'}
            selected={selected}
            onSelect={onSelect}
          />
        </div>
      )}
    </Panel>
  );
}
