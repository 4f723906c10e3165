import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import { stringAt } from '../../../core/lib/joined-strings.ts';
import type { SpanKind, StatusCode } from '../../../core/model/span-enums.ts';
import { addNanos } from '../../../core/model/units.ts';
import { useAppState } from '../../app-context.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatDuration, formatTime } from '../../parts/format.ts';
import { isError, operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { Fact, Facts } from './Facts.tsx';
import { kindWord, statusWord } from './span-words.ts';
import styles from './SpanPanel.module.css';

interface SpanFactsProps {
  opened: OpenedTrace;
  span: number;
  /** null while it is on its way. */
  detail: SpanDetail | null;
  onSelect: (span: number) => void;
}

/** When and what a span is, and what it is part of. What the waterfall knows is there at once, the rest follows. */
export function SpanFacts({ opened, span, detail, onSelect }: SpanFactsProps) {
  const { trace } = opened;
  const { spans } = trace;
  const timeZone = useAppState((state) => state.preferences.timeZone);
  const kind = kindWord(spans.kind[span] as SpanKind);
  const status = statusWord(spans.status[span] as StatusCode);
  const spanId = stringAt(trace.spanIds, span);
  const shift = spans.shift[span] ?? 0;
  return (
    <Facts>
      <Fact name="Start">
        <DurationText nanos={spans.start[span]!} /> <span className={styles.faint}>after the trace’s</span>
        <br />
        {formatTime(addNanos(trace.origin, spans.start[span]!), timeZone, 9)}
        {shift !== 0 && (
          <>
            <br />
            <span className={styles.faint}>
              its clock moved {shift > 0 ? 'forward' : 'back'} by {formatDuration(Math.abs(shift))}
            </span>
          </>
        )}
      </Fact>
      {kind && <Fact name="Kind">{kind}</Fact>}
      {status && <Fact name="Status">{status}</Fact>}
      {detail?.statusMessage && !isError(opened, span) && <Fact name="Message">{detail.statusMessage}</Fact>}
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
    </Facts>
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
