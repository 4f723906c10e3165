import { FileX } from 'lucide-react';
import type { FileState } from '../../state/app-state.ts';
import { formatCountOf } from '../parts/format.ts';
import styles from './FailureCard.module.css';

/** Files that could not be read for one and the same reason. */
export interface Failure {
  readonly reason: string;
  /** At least one. */
  readonly files: readonly FileState[];
}

/** The files that could not be read, by reason, so that a thousand login pages are one line. */
export function groupFailures(files: readonly FileState[]): Failure[] {
  const groups = new Map<string, FileState[]>();
  for (const file of files) {
    if (file.phase !== 'failed') continue;
    const reason = file.report?.failure ?? '';
    const group = groups.get(reason);
    if (group) group.push(file);
    else groups.set(reason, [file]);
  }
  return Array.from(groups, ([reason, failed]) => ({ reason, files: failed }));
}

/** Which files could not be read, and why. */
export function FailureCard({ failure: { reason, files } }: { failure: Failure }) {
  const name = files[0]?.name ?? '';
  return (
    <article aria-label={name} className={styles.failure}>
      <FileX size={16} aria-hidden />
      <p>
        <strong>{name}</strong>
        {files.length > 1 && ` and ${formatCountOf(files.length - 1, 'other file')}`} could not be read.{' '}
        {reason}
      </p>
    </article>
  );
}
