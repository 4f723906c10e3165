import { ChevronDown, ChevronUp, Info, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { keepFocus } from '../parts/keep-focus.ts';
import { FailureCard, groupFailures, type Failure } from './FailureCard.tsx';
import { FileTable } from './FileTable.tsx';
import { MemoryLine } from './MemoryLine.tsx';
import { useRemark } from './OpenProvider.tsx';
import { ReadingLine } from './ReadingLine.tsx';
import { useLoadAnnouncements } from './use-load-announcements.ts';
import styles from './LoadingStrip.module.css';

/** So many reasons are shown; the list has all of them. */
const MOST_FAILURES = 3;
const NONE: ReadonlySet<number> = new Set();

/**
 * Below the views, so that nothing above it moves when it comes and goes: how far reading is, however many files there
 * are, and then what could not be read or was left out, until it is dismissed. It opens into the list of the files, which the
 * page of data shows anyhow.
 */
export function LoadingStrip() {
  const files = useAppState((state) => state.files);
  const isLoading = useAppState((state) => state.isLoading);
  const isData = useAppState(({ view, revision }) => view.tab === 'data' && revision > 0);
  const [dismissed, setDismissed] = useState(NONE);
  const [isListed, setIsListed] = useState(false);
  const remark = useRemark();
  useLoadAnnouncements();
  const failures = useMemo(
    () => groupFailures(files.filter(({ id }) => !dismissed.has(id))),
    [files, dismissed],
  );
  const hasFailures = !isLoading && !isData && failures.length > 0;
  if (!isLoading && !hasFailures && remark.text === null) return null;
  const dismiss = () => setDismissed(new Set(files.map(({ id }) => id)));
  const hasList = files.length > 1 && !isData;
  const listButton = hasList && (
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
      {isLoading && (
        <>
          <ReadingLine>{listButton}</ReadingLine>
          <MemoryLine />
        </>
      )}
      {remark.text !== null && (
        <p className={styles.remark}>
          <Info size={14} aria-hidden />
          {remark.text}
          <IconButton isSmall icon={X} label="Dismiss this" onClick={remark.dismiss} />
        </p>
      )}
      {hasFailures && (
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
      {isListed && hasList && (isLoading || hasFailures) && (
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
