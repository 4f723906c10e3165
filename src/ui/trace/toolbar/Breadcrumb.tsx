import { useCommands } from '../../parts/commands.ts';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { useTop } from '../opened/use-top.ts';
import styles from './Breadcrumb.module.css';

/** Ancestors that are named; those between them and the root are three dots. */
const NAMED_ANCESTORS = 2;

/** Where in the trace the subtree is that alone is shown, and the way back; nothing while all is shown. */
export function Breadcrumb() {
  const opened = useOpenedTrace();
  const top = useTop();
  const { parent } = opened.trace.spans;
  useTopCommands();
  if (top.span < 0) return null;
  const ancestors: number[] = [];
  let above = parent[top.span]!;
  for (; above >= 0 && ancestors.length < NAMED_ANCESTORS; above = parent[above]!) ancestors.unshift(above);
  const nameOf = (span: number) => `${serviceOf(opened, span)} ${operationOf(opened, span)}`;
  return (
    <nav aria-label="Part of the trace that is shown" className={styles.trail}>
      <ol className={styles.list}>
        <Step name="Whole trace" onShow={() => top.show(-1)} />
        {above >= 0 && <li className={styles.dots}>…</li>}
        {ancestors.map((span) => (
          <Step key={span} name={nameOf(span)} onShow={() => top.show(span)} />
        ))}
        <li aria-current="true" className={styles.current} title={nameOf(top.span)}>
          {nameOf(top.span)}
        </li>
      </ol>
    </nav>
  );
}

function Step({ name, onShow }: { name: string; onShow: () => void }) {
  return (
    <li className={styles.step}>
      <button type="button" className={styles.button} title={name} onClick={onShow}>
        {name}
      </button>
    </li>
  );
}

function useTopCommands(): void {
  const { trace } = useOpenedTrace();
  const { span: selected } = useSelection();
  const top = useTop();
  useCommands('Trace', [
    {
      id: 'show-subtree',
      label: 'Show only the selected span and what is below it',
      keys: ['r'],
      isDisabled: selected < 0 || selected === top.span,
      run: () => top.show(selected),
    },
    {
      id: 'show-above',
      label: 'Up one level, to the whole trace at last',
      keys: ['u'],
      isDisabled: top.span < 0,
      run: () => top.show(trace.spans.parent[top.span]!),
    },
  ]);
}
