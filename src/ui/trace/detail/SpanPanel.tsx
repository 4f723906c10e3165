import { X } from 'lucide-react';
import { useEffect, useId, useRef, type Ref } from 'react';
import { stringAt } from '../../../core/lib/joined-strings.ts';
import { useAnswer } from '../../app-context.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { SpanDetails } from './SpanDetails.tsx';
import { SpanFacts } from './SpanFacts.tsx';
import { isError, operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import styles from './SpanPanel.module.css';

interface SpanPanelProps {
  /** The element that takes the focus when the panel is opened by key. */
  ref: Ref<HTMLElement>;
  opened: OpenedTrace;
  span: number;
  onClose: () => void;
  onSelect: (span: number) => void;
}

/** Everything known of one span: why it matters here first, then what the file says of it. */
export function SpanPanel({ ref, opened, span, onClose, onSelect }: SpanPanelProps) {
  const heading = useId();
  const { traceId, spanIds } = opened.trace;
  const { alignClocks } = opened.params;
  const { result, isPending, error } = useAnswer('getSpan', { traceId, alignClocks, span });
  const header = useRef<HTMLElement>(null);
  useEffect(() => {
    header.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const isOfThisSpan = result?.traceId === traceId && result.spanId === stringAt(spanIds, span);
  return (
    <section ref={ref} aria-labelledby={heading} tabIndex={-1} className={styles.panel}>
      <header ref={header} className={styles.header}>
        <span className={styles.service}>
          <ServiceLabel service={serviceOf(opened, span)} />
        </span>
        <CopyButton text={() => location.href} label="Copy link to this span" />
        <IconButton isSmall label="Close" shortcut="Esc" icon={X} onClick={onClose} />
        <h2 id={heading} className={styles.name}>
          {operationOf(opened, span)} {isError(opened, span) && <ErrorMark />}
        </h2>
      </header>
      <SpanFacts opened={opened} span={span} detail={isOfThisSpan ? result : null} onSelect={onSelect} />
      {error && <p className={styles.failure}>{error.message}</p>}
      <div aria-busy={isPending}>{isOfThisSpan && <SpanDetails detail={result} />}</div>
    </section>
  );
}
