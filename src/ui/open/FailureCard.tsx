import { FileX } from 'lucide-react';
import type { FileState } from '../../state/app-state.ts';
import styles from './FailureCard.module.css';

/** A file that could not be read, and why. */
export function FailureCard({ file }: { file: FileState }) {
  return (
    <article aria-label={file.name} className={styles.failure}>
      <FileX size={16} aria-hidden />
      <p>
        <strong>{file.name}</strong> could not be read. {file.report?.failure}
      </p>
    </article>
  );
}
