import { Clock, ClockAlert } from 'lucide-react';
import { useActions, useAppState } from '../../app-context.tsx';
import { Check } from '../../parts/Check.tsx';
import { formatCount } from '../../parts/format.ts';
import { Popover } from '../../parts/Popover.tsx';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { describeEvidence, formatClock, formatShift } from './clock-words.ts';
import styles from './ClockSwitch.module.css';

/** Pairs of clocks listed; beyond these a list explains nothing. */
const SHOWN = 20;

/** Where clocks of the trace seem to differ: by how much, what says so, and whether times are shown aligned. */
export function ClockSwitch() {
  const actions = useActions();
  const isAligned = useAppState((state) => state.view.look.alignClocks);
  const { clocks } = useOpenedTrace().trace;
  if (clocks.length === 0 && !isAligned) return null;
  return (
    <Popover
      label={isAligned ? 'Clocks aligned' : 'Clocks differ'}
      icon={isAligned ? Clock : ClockAlert}
      isActive={isAligned}
    >
      <div className={styles.clocks}>
        <p>
          Some calls begin before their caller, or end after it: the clocks of these services seem to differ.
          Aligned, the spans of the one that is called are moved by as little as makes its calls fit. Stored
          times stay as they are.
        </p>
        <Check
          checked={isAligned}
          onChange={(next) => actions.look({ alignClocks: next }, { replace: true })}
        >
          Align clocks
        </Check>
        <ul className={styles.list}>
          {clocks.slice(0, SHOWN).map((clock, at) => (
            <li key={`${formatClock(clock.caller)} ${formatClock(clock.callee)} ${String(at)}`}>
              <p className={styles.pair}>
                <ServiceLabel service={clock.callee.service} />
                <strong>{formatShift(clock.offset)}</strong>
                <span className={styles.against}>
                  {clock.callee.place !== '' && `on ${clock.callee.place}, `}against{' '}
                  {formatClock(clock.caller)}
                </span>
              </p>
              <p className={styles.evidence}>{describeEvidence(clock)}</p>
            </li>
          ))}
          {clocks.length > SHOWN && <li>{formatCount(clocks.length - SHOWN)} more pairs</li>}
        </ul>
      </div>
    </Popover>
  );
}
