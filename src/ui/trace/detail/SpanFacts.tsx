import type { ReactNode } from 'react';
import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import type { SpanKind, StatusCode } from '../../../core/model/span-enums.ts';
import { stringAt } from '../../../core/lib/joined-strings.ts';
import { addNanos } from '../../../core/model/units.ts';
import { useAppState } from '../../app-context.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatShare, formatTime } from '../../parts/format.ts';
import { describeRank, kindWord, statusWord } from './span-words.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import styles from './SpanPanel.module.css';

interface SpanFactsProps {
  opened: OpenedTrace;
  span: number;
  /** null while it is on its way. */
  detail: SpanDetail | null;
  onSelect: (span: number) => void;
}

/** The numbers and names of a span. What the waterfall knows is there at once, the rest follows. */
export function SpanFacts({ opened, span, detail, onSelect }: SpanFactsProps) {
  const { trace, path } = opened;
  const { spans, resolution } = trace;
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const duration = spans.duration[span]!;
  const pathDuration = path.window.to - path.window.from;
  const critical = path.time[span]!;
  const kind = kindWord(spans.kind[span] as SpanKind);
  const spanId = stringAt(trace.spanIds, span);
  const status = statusWord(spans.status[span] as StatusCode);
  return (
    <dl className={styles.facts}>
      <Fact name="Duration">
        <strong>
          <DurationText nanos={duration} resolution={resolution} />
        </strong>{' '}
        {detail && <span className={styles.faint}>{describeRank(detail.rank)}</span>}
      </Fact>
      <Fact name="Self time">
        <DurationText nanos={spans.selfTime[span]!} />{' '}
        {duration > 0 && (
          <span className={styles.faint}>{formatShare(spans.selfTime[span]! / duration)} of it</span>
        )}
      </Fact>
      <Fact name="Critical path">
        {critical > 0 ? (
          <>
            <DurationText nanos={critical} />{' '}
            {pathDuration > 0 && (
              <span className={styles.faint}>{formatShare(critical / pathDuration)} of the path</span>
            )}
          </>
        ) : (
          'not on it'
        )}
      </Fact>
      <Fact name="Start">
        <DurationText nanos={spans.start[span]!} /> <span className={styles.faint}>after the trace’s</span>
        <br />
        {formatTime(addNanos(trace.origin, spans.start[span]!), timeZone, 9)}
      </Fact>
      {kind && <Fact name="Kind">{kind}</Fact>}
      {status && <Fact name="Status">{status}</Fact>}
      {detail?.statusMessage && <Fact name="Message">{detail.statusMessage}</Fact>}
      <Fact name="Span id">
        <code>{spanId || 'none'}</code>
        {spanId && <CopyButton text={spanId} label="Copy span id" />}
      </Fact>
      <ParentFact
        opened={opened}
        span={span}
        parentSpanId={detail?.parentSpanId ?? null}
        onSelect={onSelect}
      />
    </dl>
  );
}

interface ParentFactProps {
  opened: OpenedTrace;
  span: number;
  parentSpanId: string | null;
  onSelect: (span: number) => void;
}

function ParentFact({ opened, span, parentSpanId, onSelect }: ParentFactProps) {
  const parent = opened.trace.spans.parent[span]!;
  if (parent >= 0)
    return (
      <Fact name="Parent">
        <button type="button" className={styles.link} onClick={() => onSelect(parent)}>
          {serviceOf(opened, parent)} {operationOf(opened, parent)}
        </button>
      </Fact>
    );
  if (!parentSpanId) return null;
  return (
    <Fact name="Parent">
      <code>{parentSpanId}</code> <span className={styles.faint}>not in the opened files</span>
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
