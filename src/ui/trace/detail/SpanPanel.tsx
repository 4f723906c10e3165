import { useEffect, useId, useRef, useState, type Ref } from 'react';
import { useAnswer } from '../../app-context.tsx';
import { isError, type OpenedTrace } from '../opened/opened-trace.ts';
import { ErrorPart } from './ErrorPart.tsx';
import { SpanDetails, useSectionFolds } from './SpanDetails.tsx';
import { SpanFacts } from './SpanFacts.tsx';
import { SpanHeader } from './SpanHeader.tsx';
import { WhyItMatters } from './WhyItMatters.tsx';
import styles from './SpanPanel.module.css';

interface SpanPanelProps {
  /** The element that takes the focus when the panel is opened by key. */
  ref: Ref<HTMLElement>;
  opened: OpenedTrace;
  span: number;
  onClose: () => void;
  onSelect: (span: number) => void;
}

/** Everything known of one span: why it matters here first, then what failed, then what the file says of it. */
export function SpanPanel({ ref, opened, span, onClose, onSelect }: SpanPanelProps) {
  const heading = useId();
  const { traceId, alignClocks } = opened.params;
  const params = { traceId, alignClocks, span };
  const { result, answered, isPending, error } = useAnswer('getSpan', params);
  const [query, setQuery] = useState('');
  const folds = useSectionFolds();
  const header = useRef<HTMLElement>(null);
  useEffect(() => {
    header.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const isOfThisSpan =
    answered?.params.traceId === traceId &&
    answered.params.alignClocks === alignClocks &&
    answered.params.span === span;
  const detail = isOfThisSpan ? result : null;
  return (
    <section ref={ref} aria-labelledby={heading} tabIndex={-1} className={styles.panel}>
      <SpanHeader ref={header} id={heading} opened={opened} span={span} detail={detail} onClose={onClose} />
      <WhyItMatters opened={opened} span={span} detail={detail} />
      {error && <p className={styles.failure}>{error.message}</p>}
      <div aria-busy={isPending}>
        {detail && <ErrorPart detail={detail} isError={isError(opened, span)} />}
        <div className={styles.divided}>
          <SpanFacts opened={opened} span={span} detail={detail} onSelect={onSelect} />
        </div>
        {detail && (
          <SpanDetails detail={detail} params={params} folds={folds} query={query} onQuery={setQuery} />
        )}
      </div>
    </section>
  );
}
