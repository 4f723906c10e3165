import { useMemo } from 'react';
import type { PathMode } from '../../../state/trace-look.ts';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import { Panel } from '../../parts/Panel.tsx';
import { AssumptionList } from './AssumptionList.tsx';
import { listAssumptions, listChainSteps, listPathSteps } from './path-steps.ts';
import { StepTable } from './StepTable.tsx';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import styles from './PathPanel.module.css';

interface PathPanelProps {
  opened: OpenedTrace;
  mode: PathMode;
  selected: number;
  onSelect: (span: number) => void;
}

/** The marked path in words: who held the trace up, when, for how long. */
export function PathPanel({ opened, mode, selected, onSelect }: PathPanelProps) {
  const { trace, path } = opened;
  const steps = useMemo(
    () => (mode === 'longest' ? listChainSteps(trace) : listPathSteps(path)),
    [trace, path, mode],
  );
  if (mode === 'off') return null;
  const assumptions = mode === 'critical' ? listAssumptions(opened) : [];
  const note =
    mode === 'critical'
      ? formatCountOf(steps.length, 'step')
      : `${formatCountOf(steps.length, 'span')}, ${formatDuration(trace.longestPath.duration, trace.resolution)} in all`;
  return (
    <Panel
      title={mode === 'critical' ? 'Critical path' : 'Longest path'}
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
            key={mode}
            opened={opened}
            steps={steps}
            isWhole={mode === 'longest'}
            selected={selected}
            onSelect={onSelect}
          />
        </div>
      )}
    </Panel>
  );
}
