import { useActions, useAppState } from '../../app-context.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { listActiveModes } from './active-modes.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { useTop } from '../opened/use-top.ts';
import styles from './ActiveModes.module.css';

/** All that keeps the trace from being shown whole and as stored, each with a way to take it off; nothing while it is. */
export function ActiveModes() {
  const actions = useActions();
  const opened = useOpenedTrace();
  const look = useAppState((state) => state.view.look);
  const { span: top } = useTop();
  const { of, blocking, nonBlocking } = opened.params;
  const pathOf = of === null ? null : `${serviceOf(opened, of)} ${operationOf(opened, of)}`;
  const modes = listActiveModes(look, {
    clocks: opened.trace.clocks,
    pathOf,
    overrideCount: blocking.length + nonBlocking.length,
  });
  return (
    <div className={modes.length > 0 || top >= 0 ? styles.modes : undefined}>
      <Breadcrumb />
      {modes.length > 0 && (
        <ul aria-label="What is not shown whole or as stored" className={styles.chips}>
          {modes.map(({ key, text, off }) => (
            <li key={key}>
              <Chip text={text} action="Take off" onRemove={() => actions.look(off)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
