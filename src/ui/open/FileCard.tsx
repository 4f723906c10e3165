import { FileX, X } from 'lucide-react';
import type { FileState } from '../../state/app-state.ts';
import { useActions } from '../app-context.tsx';
import { formatBytes, formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import styles from './FileCard.module.css';

/** One file on its way in. */
export function FileCard({ file }: { file: FileState }) {
  const actions = useActions();
  const { name, phase, progress, report } = file;
  const format = report?.formats.join(', ') || progress?.format;
  const spanCount = report?.spanCount ?? progress?.spanCount ?? 0;
  return (
    <article aria-label={name} className={styles.card}>
      <p className={styles.line}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.format}>{format ?? ''}</span>
      </p>
      <ProgressLine label={name} share={shareRead(file)} />
      <p className={styles.line}>
        <span className={styles.fact}>{describePhase(file)}</span>
        <span className={styles.fact}>{spanCount > 0 && formatCountOf(spanCount, 'span')}</span>
      </p>
      {phase === 'waiting' || phase === 'reading' ? (
        <IconButton
          isSmall
          icon={X}
          label={`Cancel ${name}`}
          className={styles.cancel}
          onClick={() => actions.cancelFile(file.id)}
        />
      ) : null}
    </article>
  );
}

/** 0 to 1; null where it is not known how much there is. */
function shareRead({ phase, size, progress }: FileState): number | null {
  if (phase === 'done') return 1;
  if (phase === 'waiting' || (!progress && size > 0)) return 0;
  return progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
}

function describePhase({ phase, size, progress }: FileState): string {
  switch (phase) {
    case 'waiting':
      return size > 0 ? `${formatBytes(size)}, waiting` : 'waiting';
    case 'reading':
      return size > 0 ? `${formatBytes(progress?.done ?? 0)} of ${formatBytes(size)}` : 'reading';
    case 'done':
      return size > 0 ? formatBytes(size) : 'done';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
    case 'lost':
      return 'lost';
  }
}

/** A progress bar; `share` (0 to 1) is null where it is not known how much there is. */
export function ProgressLine({ label, share }: { label: string; share: number | null }) {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles.progress}
    >
      <span className={share === null ? styles.endless : styles.bar} style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}

/** A file that could not be read, and why. */
export function FailureCard({ file, onDismiss }: { file: FileState; onDismiss: () => void }) {
  return (
    <article aria-label={file.name} className={styles.failure}>
      <FileX size={16} aria-hidden />
      <p>
        <strong>{file.name}</strong> could not be read. {file.report?.failure}
      </p>
      <IconButton isSmall icon={X} label={`Dismiss ${file.name}`} onClick={onDismiss} />
    </article>
  );
}
