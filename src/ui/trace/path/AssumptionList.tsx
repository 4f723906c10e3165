import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatCount } from '../../parts/format.ts';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { BlockingControl } from './BlockingControl.tsx';
import type { Assumption } from './path-assumptions.ts';
import styles from './AssumptionList.module.css';

/** Spans listed at first, and more at each request: there may be as many as the trace has. */
const SPANS_AT_A_TIME = 20;

/**
 * What the path took for granted, in a line that opens to one for each; those open to the spans they are about, where a
 * reviewer can say otherwise.
 */
export function AssumptionList({ assumptions }: { assumptions: readonly Assumption[] }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.assumptions}>
      <Opener isOpen={isOpen} opens={id} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'Taken for granted' : assumptions.map(sentenceOf).join('; ')}
      </Opener>
      {isOpen && (
        <ul id={id} aria-label="What the path takes for granted" className={styles.list}>
          {assumptions.map((assumption) => (
            <li key={assumption.kind}>
              {assumption.spans.length === 0 ? (
                <span className={styles.plain}>{sentenceOf(assumption)}</span>
              ) : (
                <AssumedSpans assumption={assumption} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sentenceOf({ subject, consequence }: Assumption): string {
  return `${subject}: ${consequence}`;
}

interface OpenerProps {
  isOpen: boolean;
  /** The id of what it opens. */
  opens: string;
  onClick: () => void;
  children: ReactNode;
}

function Opener({ isOpen, opens, onClick, children }: OpenerProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={styles.opener}
      aria-expanded={isOpen}
      aria-controls={isOpen ? opens : undefined}
      onClick={onClick}
    >
      <Chevron size={14} aria-hidden />
      <span className={styles.text}>{children}</span>
    </button>
  );
}

function AssumedSpans({ assumption }: { assumption: Assumption }) {
  const { spans, tell } = assumption;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [limit, setLimit] = useState(SPANS_AT_A_TIME);
  const left = spans.length - limit;
  return (
    <>
      <Opener isOpen={isOpen} opens={id} onClick={() => setIsOpen(!isOpen)}>
        {sentenceOf(assumption)}
      </Opener>
      {isOpen && (
        <ul id={id} className={styles.spans}>
          {Array.from(spans.subarray(0, limit), (span) => (
            <AssumedSpan key={span} span={span} note={tell(span)} />
          ))}
          {left > 0 && (
            <li>
              <Button
                variant="quiet"
                className={styles.more}
                onClick={() => setLimit(limit + SPANS_AT_A_TIME)}
              >
                Show more ({formatCount(left)} left)
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function AssumedSpan({ span, note }: { span: number; note: string }) {
  const opened = useOpenedTrace();
  const { span: selected, select } = useSelection();
  return (
    <li className={styles.span}>
      <button
        type="button"
        className={styles.go}
        aria-current={span === selected || undefined}
        onClick={() => select(span)}
      >
        {serviceOf(opened, span)} {operationOf(opened, span)}
      </button>
      <DurationText nanos={opened.trace.spans.duration[span]!} resolution={opened.trace.resolution} />
      {note}
      <BlockingControl span={span} />
    </li>
  );
}
