import { useMemo, type ReactNode } from 'react';
import type { GroupBy, SpanGroups } from '../../../core/engine/trace-answers.ts';
import { useAnswer, useAppState } from '../../app-context.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatCountOf } from '../../parts/format.ts';
import { SkeletonRows } from '../../parts/Skeleton.tsx';
import { Toolbar, ToolbarSpace } from '../../parts/Toolbar.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { CopyGroups } from './CopyGroups.tsx';
import { orderGroups } from './group-columns.ts';
import { groupByOf } from './group-name.ts';
import { GroupingControl } from './GroupingControl.tsx';
import { GroupTable } from './GroupTable.tsx';
import styles from './StatisticsView.module.css';

/** The spans of the trace in groups, measured side by side. */
export function StatisticsView() {
  const { trace, params } = useOpenedTrace();
  const grouping = useAppState((state) => state.view.look.groupBy);
  const { result, answered, isPending, error } = useAnswer('measureGroups', {
    ...params,
    groupBy: groupByOf(grouping),
  });
  const isOfThisTrace = answered?.params.traceId === trace.traceId;
  return (
    <section aria-label="Statistics of the trace" className={styles.view}>
      {result && isOfThisTrace ? (
        <Groups groups={result} groupBy={answered.params.groupBy} isStale={isPending} />
      ) : (
        <>
          <StatisticsToolbar />
          {error && !isPending ? (
            <EmptyState title="The spans could not be measured">{error.message}</EmptyState>
          ) : (
            <SkeletonRows count={12} />
          )}
        </>
      )}
    </section>
  );
}

function StatisticsToolbar({ children }: { children?: ReactNode }) {
  return (
    <Toolbar label="Statistics">
      <GroupingControl />
      <ToolbarSpace />
      {children}
    </Toolbar>
  );
}

interface GroupsProps {
  groups: SpanGroups;
  groupBy: GroupBy;
  isStale: boolean;
}

function Groups({ groups, groupBy, isStale }: GroupsProps) {
  const { trace } = useOpenedTrace();
  const sort = useAppState((state) => state.view.look.groupSort);
  const order = useMemo(() => orderGroups(groups, sort), [groups, sort]);
  return (
    <>
      <StatisticsToolbar>
        <span role="status" className={styles.count}>
          {formatCountOf(groups.length, 'group')}
          <span className={styles.spans}> · {formatCountOf(trace.spanCount, 'span')}</span>
        </span>
        <CopyGroups groups={groups} groupBy={groupBy} order={order} />
      </StatisticsToolbar>
      <GroupTable groups={groups} groupBy={groupBy} order={order} isStale={isStale} />
    </>
  );
}
