import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCountOf } from '../parts/format.ts';
import { keepFocus } from '../parts/keep-focus.ts';
import { FailureCard, groupFailures, type Failure } from './FailureCard.tsx';
import { FileTable } from './FileTable.tsx';
import { MemoryLine } from './MemoryLine.tsx';
import { ReadingLine } from './ReadingLine.tsx';
import { useLoadAnnouncements } from './use-load-announcements.ts';
import styles from './LoadingStrip.module.css';

/** So many reasons are shown; the list has all of them. */
const MOST_FAILURES = 3;
const NONE: ReadonlySet<number> = new Set();

/**
 * Below the views, so that nothing above it moves when it comes and goes: how far reading is, however many files there
 * are, and then what could not be read, until it is dismissed. It opens into the list of the files.
 */
export function LoadingStrip() {
  const files = useAppState((state) => state.files);
  const isLoading = useAppState((state) => state.isLoading);
  const isData = useAppState(({ view, revision }) => view.tab === 'data' && revision > 0);
  const [dismissed, setDismissed] = useState(NONE);
  const [isListed, setIsListed] = useState(false);
  useLoadAnnouncements();
  const failures = useMemo(
    () => groupFailures(files.filter(({ id }) => !dismissed.has(id))),
    [files, dismissed],
  );
  if (!isLoading && (failures.length === 0 || isData)) return null;
  const dismiss = () => setDismissed(new Set(files.map(({ id }) => id)));
  const listButton = files.length > 1 && (
    <Button
      variant="quiet"
      icon={isListed ? ChevronDown : ChevronUp}
      aria-expanded={isListed}
      onClick={() => setIsListed(!isListed)}
    >
      Files
    </Button>
  );
  return (
    <section ref={keepFocus} aria-label="Opening files" className={styles.strip}>
      {isLoading ? (
        <>
          <ReadingLine>{listButton}</ReadingLine>
          <MemoryLine />
        </>
      ) : (
        <div className={styles.failures}>
          <Failures failures={failures} />
          <span className={styles.buttons}>
            {listButton}
            <Button variant="quiet" onClick={dismiss}>
              Dismiss
            </Button>
          </span>
        </div>
      )}
      {isListed && files.length > 1 && (
        <div className={styles.list}>
          <FileTable files={files} />
        </div>
      )}
    </section>
  );
}

function Failures({ failures }: { failures: readonly Failure[] }) {
  const more = failures.slice(MOST_FAILURES).reduce((sum, { files }) => sum + files.length, 0);
  return (
    <div className={styles.cards}>
      {failures.slice(0, MOST_FAILURES).map((failure) => (
        <FailureCard key={failure.reason} failure={failure} />
      ))}
      {more > 0 && <p className={styles.more}>{formatCountOf(more, 'more file')} could not be read.</p>}
    </div>
  );
}
