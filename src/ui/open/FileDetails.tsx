import { RotateCcw, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { titleOf } from '../../core/model/diagnostics.ts';
import type { SourceReport } from '../../core/model/source.ts';
import type { FileState } from '../../state/app-state.ts';
import { useActions } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatBytes, formatCount, formatCountOf } from '../parts/format.ts';
import { keepFocus } from '../parts/keep-focus.ts';
import { DETAIL_WORDS, describePhase, isOpen } from './file-words.ts';
import styles from './FileDetails.module.css';

interface FileDetailsProps {
  file: FileState;
  /** Spans that closing lays out anew, where that is to be asked for; null where it was not. */
  costOfClosing: number | null;
  onClose: () => void;
  /** Called when the question is answered with no. */
  onKeep: () => void;
}

/** Everything known of one file, and what can be done with it. */
export function FileDetails({ file, costOfClosing, onClose, onKeep }: FileDetailsProps) {
  const heading = useId();
  const { name, report } = file;
  return (
    <section ref={keepFocus} aria-labelledby={heading} className={styles.details}>
      <h3 id={heading} className={styles.title}>
        {name}
      </h3>
      {report?.failure != null && <p className={styles.failure}>{report.failure}</p>}
      <dl className={styles.facts}>
        {listFacts(file).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report && report.diagnostics.length > 0 && <Notes report={report} />}
      {costOfClosing === null ? (
        <FileButtons file={file} onClose={onClose} />
      ) : (
        <CloseQuestion spanCount={costOfClosing} onClose={onClose} onKeep={onKeep} />
      )}
    </section>
  );
}

function listFacts(file: FileState): (readonly [label: string, value: string])[] {
  const { size, report } = file;
  const facts: (readonly [string, string])[] = [['Read', describePhase(file)]];
  if (size > 0) facts.push(['Size', formatBytes(size)]);
  if (!report) return facts;
  const { formats, evidence, encoding, innerFileCount, textLength, recordCount, spanCount, detail } = report;
  if (formats.length > 0) facts.push(['Format', `${formats.join(', ')} (${evidence})`]);
  if (size > 0) facts.push(['Encoding', encoding || 'UTF-8']);
  if (encoding !== '' && textLength > 0) facts.push(['Text in it', formatBytes(textLength)]);
  if (innerFileCount > 0) facts.push(['Files in it', formatCount(innerFileCount)]);
  facts.push(['Records', formatCount(recordCount)], ['Spans', formatCount(spanCount)]);
  if (spanCount > 0) facts.push(['Held in memory', DETAIL_WORDS[detail]]);
  return facts;
}

function Notes({ report }: { report: SourceReport }) {
  return (
    <ul aria-label="Notes" className={styles.notes}>
      {report.diagnostics.map(({ code, count, example }) => (
        <li key={code}>
          <strong>
            {formatCount(count)} {titleOf(code, count)}
          </strong>{' '}
          <code>{example}</code>
        </li>
      ))}
    </ul>
  );
}

function FileButtons({ file, onClose }: { file: FileState; onClose: () => void }) {
  const actions = useActions();
  const { id, phase, report } = file;
  if (phase === 'waiting' || phase === 'reading') {
    return (
      <p className={styles.buttons}>
        {phase === 'reading' && (
          <Button onClick={() => actions.finishFile(id)}>Stop here, keep what was read</Button>
        )}
        <Button icon={X} onClick={() => actions.cancelFile(id)}>
          Cancel
        </Button>
      </p>
    );
  }
  if (phase === 'closing') return null;
  const isLess = isOpen(file) && report !== null && report.detail !== 'all';
  return (
    <p className={styles.buttons}>
      {(!isOpen(file) || phase === 'stopped') && (
        <Button icon={RotateCcw} onClick={() => actions.reopenFile(id)}>
          Open again
        </Button>
      )}
      {phase === 'lost' && (
        <Button onClick={() => actions.reopenFile(id, 'no-attributes')}>Open without attributes</Button>
      )}
      {isLess && <Button onClick={() => actions.openAlone(id)}>Open this file alone</Button>}
      <Button icon={X} onClick={onClose}>
        {isOpen(file) ? 'Close' : 'Take off the list'}
      </Button>
    </p>
  );
}

function CloseQuestion({
  spanCount,
  onClose,
  onKeep,
}: {
  spanCount: number;
  onClose: () => void;
  onKeep: () => void;
}) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div ref={keepFocus} role="group" aria-label="Close this file?" className={styles.question}>
      <p>
        Its spans go, and the other {formatCountOf(spanCount, 'span')} are laid out anew, which takes a while.
      </p>
      <p className={styles.buttons}>
        <Button ref={keep} onClick={onKeep}>
          Keep it
        </Button>
        <Button variant="primary" onClick={onClose}>
          Close it
        </Button>
      </p>
    </div>
  );
}
