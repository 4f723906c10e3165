import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { isOutdated, useAnswer, useAppState } from '../app-context.tsx';
import { classNames } from '../parts/class-names.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { PartNote } from '../parts/PartMark.tsx';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { SPAN_COUNT_MEANING } from '../parts/span-count.ts';
import { NoMatch } from '../traces/NoMatch.tsx';
import { chartedServices } from './charted-services.ts';
import { LatencyPanel } from './LatencyPanel.tsx';
import { ChartedContext } from './ServiceCells.tsx';
import { ServiceTable } from './ServiceTable.tsx';
import styles from './ServicesView.module.css';

const NO_ROWS: readonly never[] = [];

/** How each service fares in the traces that pass the filter: in numbers, and drawn. */
export function ServicesView() {
  const filter = useAppState((state) => state.view.filter);
  const picked = useAppState((state) => state.view.pickedServices);
  const answer = useAnswer('listServices', { filter });
  const { result, isPending, error } = answer;
  const rows = result?.rows ?? NO_ROWS;
  const charted = useMemo(() => chartedServices(rows, picked), [rows, picked]);
  if (error) {
    return (
      <EmptyState icon={TriangleAlert} title="The services could not be measured">
        {error.message}
      </EmptyState>
    );
  }
  if (!result) return <SkeletonRows count={12} />;
  if (rows.length === 0) return <NoMatch />;
  return (
    <ChartedContext value={charted}>
      <div className={classNames(styles.view, isOutdated(answer) && styles.stale)} aria-busy={isPending}>
        <Panel
          title="Services"
          note={
            <PartNote>
              {`${formatCountOf(rows.length, 'service')}. ${SPAN_COUNT_MEANING} Fainter: so few that the percentile is the largest.`}
            </PartNote>
          }
        >
          <ServiceTable rows={rows} />
        </Panel>
        <LatencyPanel services={charted} isPicked={picked.some((service) => charted.includes(service))} />
      </div>
    </ChartedContext>
  );
}
