import { useMemo } from 'react';
import type { Flame } from '../../../core/engine/trace-answers.ts';
import { classNames } from '../../parts/class-names.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatCountOf } from '../../parts/format.ts';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { SkeletonRows } from '../../parts/Skeleton.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { captionOf, describeFlame, type FlameSubject } from './flame-words.ts';
import { FlameTable } from './FlameTable.tsx';
import { MergedFlame } from './MergedFlame.tsx';
import { heaviestOf, listOperationRows } from './operation-rows.ts';
import { useSandwich, type SandwichAnswer } from './use-flames.ts';
import { usePickedOperation } from './use-picked-operation.ts';
import styles from './SandwichView.module.css';

interface SandwichViewProps {
  /** All call paths: the operations to choose from. */
  whole: FlameSubject;
  /** Whether callers and callees are shown as tables. */
  isTable: boolean;
}

/** One operation with all that called it above and all that it called below, beside the list of operations. */
export function SandwichView({ whole, isTable }: SandwichViewProps) {
  const { operation: picked, pick } = usePickedOperation();
  const heaviest = useMemo(
    () => heaviestOf(listOperationRows(whole.flame, whole.opened.trace.operations.length)),
    [whole],
  );
  const operation = picked < 0 ? heaviest : picked;
  const { answer, isPending, error } = useSandwich(operation, whole.measure);
  return (
    <div className={styles.sandwich}>
      <div className={styles.list}>
        <FlameTable isCompact subject={whole} label="to choose from" picked={operation} onSandwich={pick} />
      </div>
      <div aria-busy={isPending} className={classNames(styles.halves, isPending && answer && styles.stale)}>
        {answer ? (
          <Halves answer={answer} isTable={isTable} onSandwich={pick} />
        ) : error && !isPending ? (
          <EmptyState title="The sandwich could not be made">{error.message}</EmptyState>
        ) : (
          <SkeletonRows count={8} />
        )}
      </div>
    </div>
  );
}

interface HalvesProps {
  answer: SandwichAnswer;
  isTable: boolean;
  onSandwich: (operation: number) => void;
}

function Halves({ answer, isTable, onSandwich }: HalvesProps) {
  const opened = useOpenedTrace();
  const { sandwich, measure, service, operation } = answer;
  const { callers, callees, nestedCount, isCut } = sandwich;
  const subjects = useMemo(() => {
    const describe = (flame: Flame, kind: 'callers' | 'callees') =>
      describeFlame(opened, { flame, kind, measure });
    return [describe(callers, 'callers'), describe(callees, 'callees')] as const;
  }, [opened, callers, callees, measure]);
  const name = operation || 'unnamed';
  if (callees.length === 0)
    return (
      <EmptyState title={`No span of ${name} is shown`}>Choose another operation from the list.</EmptyState>
    );
  return (
    <>
      <header className={styles.head}>
        <ServiceLabel service={service} />
        <strong className={styles.name}>{name}</strong>
        <span>{captionOf('sandwich', measure, subjects[1].spanCount)}</span>
        {nestedCount > 0 && (
          <span>
            {formatCountOf(nestedCount, 'call')} of itself {nestedCount === 1 ? 'is' : 'are'} among the
            callees, counted once
          </span>
        )}
        {isCut && <span>The farthest callers are left out: there are too many chains</span>}
      </header>
      {subjects.map((subject) => (
        <Half
          key={subject.kind}
          title={subject.kind === 'callers' ? 'Callers' : 'Callees'}
          subject={subject}
          operation={name}
          isTable={isTable}
          onSandwich={onSandwich}
        />
      ))}
    </>
  );
}

interface HalfProps extends Omit<HalvesProps, 'answer'> {
  title: 'Callers' | 'Callees';
  subject: FlameSubject;
  operation: string;
}

function Half({ title, subject, operation, isTable, onSandwich }: HalfProps) {
  const picked = subject.flame.operation[0]!;
  return (
    <div className={classNames(styles.half, subject.kind === 'callers' && styles.callers)}>
      <h3 className={styles.title}>
        {title}
        {subject.flame.rowCount === 1 && ': none here'}
      </h3>
      {isTable ? (
        <FlameTable
          subject={subject}
          label={`among the ${title.toLowerCase()}`}
          picked={picked}
          onSandwich={onSandwich}
        />
      ) : (
        <MergedFlame subject={subject} label={`${title} of ${operation}`} onSandwich={onSandwich} />
      )}
    </div>
  );
}
