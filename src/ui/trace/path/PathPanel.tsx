import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useAppState } from '../../app-context.tsx';
import { formatCount, formatCountOf, formatDuration } from '../../parts/format.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { Panel } from '../../parts/Panel.tsx';
import type { PathMode } from '../../../state/trace-look.ts';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { AssumptionList } from './AssumptionList.tsx';
import { findBeside } from './beside-children.ts';
import { BesideActions } from './BesideActions.tsx';
import { BlockingControl } from './BlockingControl.tsx';
import { listAssumptions } from './path-assumptions.ts';
import { PathScope } from './PathScope.tsx';
import { StepTable } from './StepTable.tsx';
import { tellStep, useSteps, type Stepping } from './use-steps.ts';
import styles from './PathPanel.module.css';

/** The marked path in words: who held the trace up, when, for how long. */
export function PathPanel() {
  const mode = useAppState((state) => state.view.look.path);
  return mode === 'off' ? null : <MarkedPath key={mode} mode={mode} />;
}

function MarkedPath({ mode }: { mode: PathMode }) {
  const opened = useOpenedTrace();
  const { span: selected } = useSelection();
  const stepping = useSteps(mode);
  const isOpen = useAppState((state) => state.preferences.isPathOpen);
  const isCritical = mode === 'critical';
  const assumptions = useMemo(() => (isCritical ? listAssumptions(opened) : []), [isCritical, opened]);
  const { longestPath, resolution } = opened.trace;
  const stepCount = stepping.steps.span.length;
  return (
    <Panel
      title={isCritical ? 'Critical path' : 'Longest path'}
      note={
        isCritical ? (
          <PathScope />
        ) : (
          `${formatCountOf(stepCount, 'span')}, ${formatDuration(longestPath.duration, resolution)} in all`
        )
      }
      actions={<StepButtons stepping={stepping} />}
      className={styles.panel}
    >
      {isOpen && isCritical && selected >= 0 && <Narration stepping={stepping} span={selected} />}
      {isOpen && assumptions.length > 0 && <AssumptionList assumptions={assumptions} />}
      {isOpen && stepCount === 0 && (
        <p className={styles.empty}>No time passes here: there is nothing to follow.</p>
      )}
      {isOpen && stepCount > 0 && <StepTable stepping={stepping} mode={mode} />}
    </Panel>
  );
}

/** Which step it is, and the ways to its neighbours. */
function StepButtons({ stepping }: { stepping: Stepping }) {
  const { steps, current, next, previous, goTo } = stepping;
  const count = steps.span.length;
  return (
    <>
      <span className={styles.place}>
        {current < 0
          ? formatCountOf(count, 'step')
          : `${formatCount(current + 1)} of ${formatCountOf(count, 'step')}`}
      </span>
      <IconButton
        isSmall
        label="Step before"
        shortcut="p"
        icon={ChevronUp}
        disabled={previous < 0}
        onClick={() => goTo(previous)}
      />
      <IconButton
        isSmall
        label="Next step"
        shortcut="n"
        icon={ChevronDown}
        disabled={next < 0}
        onClick={() => goTo(next)}
      />
    </>
  );
}

/** The selected span's step as a sentence, and what a reviewer can do about it. */
function Narration({ stepping, span }: { stepping: Stepping; span: number }) {
  const opened = useOpenedTrace();
  const line = useRef<HTMLDivElement>(null);
  const { steps, current } = stepping;
  const beside = current >= 0 ? findBeside(opened, span, [steps.start[current]!, steps.end[current]!]) : null;
  const sentence =
    current >= 0
      ? tellStep(opened, steps, current, 'critical')
      : `${serviceOf(opened, span)}, ${operationOf(opened, span)} is not on this path`;
  return (
    <div ref={line} role="group" aria-label="The selected step" tabIndex={-1} className={styles.narration}>
      <span className={styles.sentence} title={sentence}>
        {sentence}
      </span>
      {beside ? (
        <BesideActions child={beside.longest} step={current} onLeave={() => line.current?.focus()} />
      ) : (
        <BlockingControl span={span} />
      )}
    </div>
  );
}
