import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FileState } from '../../state/app-state.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCountOf } from '../parts/format.ts';
import { keepFocus } from '../parts/keep-focus.ts';
import { FailureCard } from './FailureCard.tsx';
import { FileTable } from './FileTable.tsx';
import { MemoryLine } from './MemoryLine.tsx';
import { ReadingLine } from './ReadingLine.tsx';
import { useLoadAnnouncements } from './use-load-announcements.ts';
import styles from './LoadingStrip.module.css';

/** So many failures are shown with their reasons; the list has all of them. */
const MOST_FAILURES = 3;
const NONE: ReadonlySet<number> = new Set();

/**
 * Below the views, so that nothing above it moves when it comes and goes: how far reading is, however many files there
 * are, and what could not be read until it is dismissed. It opens into the list of the files.
 */
export function LoadingStrip() {
  const files = useAppState((state) => state.files);
  const isLoading = useAppState((state) => state.isLoading);
  const [dismissed, setDismissed] = useState<ReadonlySet<number>>(NONE);
  const [isListed, setIsListed] = useState(false);
  useLoadAnnouncements();
  const failures = files.filter(({ id, phase }) => phase === 'failed' && !dismissed.has(id));
  if (!isLoading && failures.length === 0) return null;
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
      {isLoading && <ReadingLine>{listButton}</ReadingLine>}
      {isLoading && <MemoryLine />}
      {failures.length > 0 && (
        <Failures
          failures={failures}
          onDismiss={() => setDismissed(new Set([...dismissed, ...failures.map(({ id }) => id)]))}
        >
          {!isLoading && listButton}
        </Failures>
      )}
      {isListed && files.length > 1 && (
        <div className={styles.list}>
          <FileTable files={files} />
        </div>
      )}
    </section>
  );
}

interface FailuresProps {
  failures: readonly FileState[];
  onDismiss: () => void;
  children: ReactNode;
}

function Failures({ failures, onDismiss, children }: FailuresProps) {
  const shown = failures.slice(0, MOST_FAILURES);
  return (
    <div className={styles.failures}>
      {shown.map((file) => (
        <FailureCard key={file.id} file={file} />
      ))}
      <p className={styles.more}>
        {failures.length > shown.length &&
          `${formatCountOf(failures.length - shown.length, 'more file')} could not be read.`}
        {children}
        <Button variant="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      </p>
    </div>
  );
}
