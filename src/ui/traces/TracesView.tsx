import { TriangleAlert } from 'lucide-react';
import { useDeferredValue } from 'react';
import { isOutdated } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { NoMatch } from './NoMatch.tsx';
import type { TracePages } from './trace-pages.ts';
import { TraceTable } from './TraceTable.tsx';
import { usePageVersion, useTracePages } from './use-trace-pages.ts';
import styles from './TracesView.module.css';

/** Every trace that passes the filter, one row each. */
export function TracesView() {
  const { answer, pages: newest } = useTracePages();
  const pages = useDeferredValue(newest);
  if (answer.error) {
    return (
      <EmptyState icon={TriangleAlert} title="The traces could not be listed">
        {answer.error.message}
      </EmptyState>
    );
  }
  if (!pages) return <SkeletonRows count={20} />;
  if (pages.list.totalTraceCount === 0) {
    return (
      <EmptyState title="No traces are open">
        Open trace exports, or the sample, to list them here.
      </EmptyState>
    );
  }
  if (pages.list.traceCount === 0) return <NoMatch />;
  return (
    <div className={styles.view}>
      <MissingRows pages={pages} />
      <TraceTable pages={pages} isStale={isOutdated(answer)} />
    </div>
  );
}

/** Says that rows in sight could not be fetched. */
function MissingRows({ pages }: { pages: TracePages }) {
  usePageVersion(pages);
  if (!pages.error) return null;
  return (
    <p role="alert" className={styles.missing}>
      Some rows could not be fetched: {pages.error.message}
      <Button onClick={() => pages.retry()}>Try again</Button>
    </p>
  );
}
