import { CircleStop } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { LoadState } from '../../state/app-state.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatBytes, formatCount, formatCountOf } from '../parts/format.ts';
import { ofFiles } from '../parts/of-files.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { StopChoice } from './StopChoice.tsx';
import { formatTimeLeft, shareDone } from './load-words.ts';
import styles from './ReadingLine.module.css';

/** A file smaller than this, in bytes, is read before its name could be. */
const READABLE = 8e6;

const findReading = ofFiles((files) => files.find(({ phase }) => phase === 'reading'));
const hasReadable = ofFiles((files) => files.some(({ size }) => size >= READABLE));

/** How far reading is: one line and a bar, whose places stay as numbers grow. `children` stand before its button. */
export function ReadingLine({ children }: { children: ReactNode }) {
  const load = useAppState((state) => state.load);
  const name = useAppState(findReading)?.name;
  const [isAsking, setIsAsking] = useState(false);
  const stop = useRef<HTMLButtonElement>(null);
  if (!load) return null;
  const isMany = load.fileCount > 1;
  const goOn = () => {
    setIsAsking(false);
    stop.current?.focus();
  };
  return (
    <>
      <ProgressBar label={isMany ? 'All files' : (name ?? 'The file')} share={shareDone(load)} />
      <div className={styles.line}>
        <Subject load={load} />
        <Facts load={load} />
        <span className={styles.buttons}>
          {children}
          <Button
            ref={stop}
            icon={CircleStop}
            aria-expanded={isAsking}
            disabled={load.ending !== null}
            onClick={() => (isAsking ? goOn() : setIsAsking(true))}
          >
            Stop
          </Button>
        </span>
        {isAsking && load.ending === null && <StopChoice fileCount={load.fileCount} onGoOn={goOn} />}
      </div>
      {isMany && <CurrentFile />}
    </>
  );
}

/** What is read, of many files how many are done. */
function Subject({ load: { fileCount, settledCount, failedCount, ending } }: { load: LoadState }) {
  const name = useAppState(findReading)?.name;
  if (ending !== null) return <strong>{ending === 'keep' ? 'Finishing' : 'Discarding'}…</strong>;
  if (fileCount === 1) {
    return (
      <strong className={styles.name} title={name}>
        Reading {name ?? '…'}
      </strong>
    );
  }
  return (
    <strong className={styles.name}>
      {formatCount(settledCount)} of {formatCount(fileCount)} files
      {failedCount > 0 && (
        <span className={styles.failed}>, {formatCount(failedCount)} could not be read</span>
      )}
    </strong>
  );
}

/** Each in a place of its own width: what grows moves nothing beside it. */
function Facts({ load }: { load: LoadState }) {
  const { doneBytes, totalBytes, spanCount, secondsLeft, detail, ending } = load;
  const share = shareDone(load);
  const left =
    ending !== null || share === 1
      ? 'laying out traces'
      : secondsLeft === null
        ? ''
        : formatTimeLeft(secondsLeft);
  return (
    <span className={styles.facts}>
      {ending === null && <span className={styles.share}>{Math.floor(share * 100)} %</span>}
      {totalBytes > 0 && ending === null && (
        <span className={styles.bytes}>
          {formatBytes(doneBytes)} of {formatBytes(totalBytes)}
        </span>
      )}
      <span className={styles.spans}>
        {detail === 'sample' && spanCount === 0 ? 'choosing a sample' : formatCountOf(spanCount, 'span')}
      </span>
      <span className={styles.left}>{left}</span>
    </span>
  );
}

/** The file under way, where any takes long enough to be read about; its place is kept between them. */
function CurrentFile() {
  const file = useAppState(findReading);
  const hasLong = useAppState(hasReadable);
  if (!hasLong) return null;
  if (!file || file.size < READABLE) return <p className={styles.current} />;
  const done = file.progress?.done ?? 0;
  return (
    <p className={styles.current}>
      <span className={styles.name} title={file.name}>
        {file.name}
      </span>
      <span className={styles.bytes}>
        {formatBytes(done)} of {formatBytes(file.size)}
      </span>
      <ProgressBar label={file.name} share={Math.min(1, done / file.size)} />
    </p>
  );
}
