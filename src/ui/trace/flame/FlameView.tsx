import { useMemo, useState } from 'react';
import { FLAME_FORMS } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { classNames } from '../../parts/class-names.ts';
import { useCommands } from '../../parts/commands.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatCountOf } from '../../parts/format.ts';
import { SkeletonRows } from '../../parts/Skeleton.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useZoom } from '../time/use-zoom.ts';
import { captionOf, describeFlame, FORM_NAMES, type FlameSubject } from './flame-words.ts';
import { FlamePane } from './FlamePane.tsx';
import { FlameTable } from './FlameTable.tsx';
import { FlameToolbar } from './FlameToolbar.tsx';
import { MergedFlame } from './MergedFlame.tsx';
import { SandwichView } from './SandwichView.tsx';
import { useFlame } from './use-flames.ts';
import { usePickedOperation } from './use-picked-operation.ts';
import styles from './FlameView.module.css';

/** The opened trace as a flame graph: in order of time, by call paths, or one operation between callers and callees. */
export function FlameView() {
  const opened = useOpenedTrace();
  const form = useAppState((state) => state.view.look.flameForm);
  const flameMeasure = useAppState((state) => state.view.look.flameMeasure);
  const measure = form === 'time' ? 'self' : flameMeasure;
  const { answer, isPending, error } = useFlame(form === 'time' ? 'time' : 'left-heavy', measure);
  const [isTable, setIsTable] = useState(false);
  const subject = useMemo(
    () => answer && describeFlame(opened, { ...answer, kind: answer.order === 'time' ? 'time' : 'merged' }),
    [opened, answer],
  );
  useFormCommands();
  const isSandwich = form === 'sandwich' && subject?.kind === 'merged';
  return (
    <section aria-label="Flame graph" aria-busy={isPending} className={styles.view}>
      <FlameToolbar
        form={form}
        measure={measure}
        caption={subject && !isSandwich ? captionOf(form, subject.measure, subject.spanCount) : null}
        isTable={isTable}
        onTable={setIsTable}
      />
      {subject ? (
        <div className={classNames(styles.body, isPending && styles.stale)}>
          {isSandwich ? (
            <SandwichView whole={subject} isTable={isTable} />
          ) : (
            <WholeFlame subject={subject} isTable={isTable} />
          )}
        </div>
      ) : error && !isPending ? (
        <EmptyState title="The flame graph could not be made">{error.message}</EmptyState>
      ) : (
        <SkeletonRows count={12} />
      )}
    </section>
  );
}

/** All spans that are shown, as a graph or as a table. */
function WholeFlame({ subject, isTable }: { subject: FlameSubject; isTable: boolean }) {
  const { pick } = usePickedOperation();
  const zoom = useZoom();
  const spans = formatCountOf(subject.spanCount, 'span');
  if (isTable)
    return <FlameTable subject={subject} label="of the flame graph" picked={-1} onSandwich={pick} />;
  return subject.kind === 'time' ? (
    <FlamePane subject={subject} zoom={zoom} label={`${spans} in order of time`} onSandwich={pick} />
  ) : (
    <MergedFlame subject={subject} label={`${spans} by call path, the heaviest first`} onSandwich={pick} />
  );
}

/** The palette offers the orders too. */
function useFormCommands(): void {
  const actions = useActions();
  useCommands(
    'Flame graph',
    FLAME_FORMS.map((flameForm) => ({
      id: `flame-${flameForm}`,
      label: `Flame graph: ${FORM_NAMES[flameForm].toLowerCase()}`,
      run: () => actions.look({ flameForm }),
    })),
  );
}
