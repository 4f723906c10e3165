import { useState } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import type { FileState } from '../../state/app-state.ts';
import { FailureCard, FileCard, ProgressLine } from './FileCard.tsx';
import { isSettled, shareDone, sumProgress } from './loading.ts';
import { useLoadAnnouncements } from './use-load-announcements.ts';
import styles from './LoadingStrip.module.css';

/** Up to this many files have a card each. */
const MOST_CARDS = 6;
/** So many failures are shown here; all of them are in Data. */
const MOST_FAILURES = 3;

/**
 * Files on their way in, and those that failed until they are dismissed. A few files have a card each; many are summed up
 * in one, with the file being read.
 */
export function LoadingStrip() {
  const files = useAppState((state) => state.files);
  const isLoading = useAppState((state) => state.isLoading);
  const batch = useBatch(files, isLoading);
  const [dismissed, setDismissed] = useState<ReadonlySet<number>>(new Set());
  useLoadAnnouncements(batch, isLoading);
  const failures = files.filter(({ id, phase }) => phase === 'failed' && !dismissed.has(id));
  const dismiss = (ids: readonly FileState[]) =>
    setDismissed(new Set([...dismissed, ...ids.map(({ id }) => id)]));
  const shown = failures.slice(0, MOST_FAILURES);
  if (!isLoading && failures.length === 0) return null;
  return (
    <section aria-label="Opening files" className={styles.strip}>
      {isLoading && (batch.length > MOST_CARDS ? <BatchCard batch={batch} /> : <FileCards batch={batch} />)}
      {shown.map((file) => (
        <FailureCard key={file.id} file={file} onDismiss={() => dismiss([file])} />
      ))}
      {failures.length > shown.length && (
        <MoreFailures count={failures.length - shown.length} onDismiss={() => dismiss(failures)} />
      )}
    </section>
  );
}

/** The files that came in since nothing was being read. */
function useBatch(files: readonly FileState[], isLoading: boolean): readonly FileState[] {
  const [before, setBefore] = useState({ isLoading: false, lastSettled: -1 });
  if (before.isLoading !== isLoading) {
    const lastSettled = isLoading ? (files.findLast(isSettled)?.id ?? -1) : before.lastSettled;
    setBefore({ isLoading, lastSettled });
  }
  return files.filter(({ id }) => id > before.lastSettled);
}

function FileCards({ batch }: { batch: readonly FileState[] }) {
  return batch
    .filter(({ phase }) => phase !== 'failed')
    .map((file) => <FileCard key={file.id} file={file} />);
}

function BatchCard({ batch }: { batch: readonly FileState[] }) {
  const actions = useActions();
  const totals = sumProgress(batch);
  const current = batch.find(({ phase }) => phase === 'reading');
  const cancelAll = () => {
    for (const file of batch.toReversed()) if (!isSettled(file)) actions.cancelFile(file.id);
  };
  return (
    <>
      <div className={styles.batch}>
        <p className={styles.batchText}>
          <strong>
            {formatCount(totals.settledCount)} of {formatCount(totals.fileCount)} files
          </strong>
          <span>{formatCountOf(totals.spanCount, 'span')}</span>
          {totals.failedCount > 0 && <span>{formatCount(totals.failedCount)} could not be read</span>}
        </p>
        <ProgressLine label="All files" share={shareDone(totals)} />
        <Button onClick={cancelAll}>Cancel the rest</Button>
      </div>
      {current && <FileCard file={current} />}
    </>
  );
}

function MoreFailures({ count, onDismiss }: { count: number; onDismiss: () => void }) {
  const actions = useActions();
  return (
    <p className={styles.more}>
      {formatCountOf(count, 'more file')} could not be read.
      <Button variant="quiet" onClick={() => actions.show({ tab: 'data' })}>
        See Data
      </Button>
      <Button variant="quiet" onClick={onDismiss}>
        Dismiss all
      </Button>
    </p>
  );
}
