import { useId, useMemo } from 'react';
import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import { DurationText } from '../../parts/DurationText.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { listExceptions, type SpanException } from './exceptions.ts';
import { LongText } from './LongText.tsx';
import { ShowMore, useShown } from './ShowMore.tsx';
import { StackTrace } from './StackTrace.tsx';
import { keyOf } from './stable-keys.ts';
import styles from './ErrorPart.module.css';

interface ErrorPartProps {
  detail: SpanDetail;
  /** Whether the span's status is ERROR. */
  isError: boolean;
}

/** What went wrong: the message of the status, and each exception with its stack. Nothing where all went well. */
export function ErrorPart({ detail, isError }: ErrorPartProps) {
  const heading = useId();
  const exceptions = useMemo(() => listExceptions(detail), [detail]);
  const { shown, showMore } = useShown(exceptions.length);
  const message = isError ? detail.statusMessage : null;
  const isTold = exceptions.some((exception) => exception.message === message);
  if (!isError && exceptions.length === 0) return null;
  return (
    <section aria-labelledby={heading} className={styles.part}>
      <h3 id={heading} className={styles.title}>
        <ErrorMark>{isError ? 'Error' : 'Exception, though the span did not fail'}</ErrorMark>
      </h3>
      {message && !isTold && (
        <p className={styles.message}>
          <LongText text={message} />
        </p>
      )}
      {isError && !message && exceptions.length === 0 && (
        <p className={styles.faint}>The file gives no message.</p>
      )}
      {exceptions.slice(0, shown).map((exception) => (
        <Exception key={keyOf(exception)} exception={exception} />
      ))}
      <ShowMore shown={shown} count={exceptions.length} noun="exceptions" onMore={showMore} />
    </section>
  );
}

function Exception({ exception: { type, message, stack, offset } }: { exception: SpanException }) {
  return (
    <>
      <p className={styles.message}>
        <strong>{type || 'Exception'}</strong>
        {message && (
          <>
            {': '}
            <LongText text={message} folded={1000} />
          </>
        )}
        {offset !== null && (
          <span className={styles.faint}>
            {' '}
            after <DurationText nanos={offset} />
          </span>
        )}
      </p>
      {stack && <StackTrace stack={stack} />}
    </>
  );
}
