import type { Summary } from '../../core/engine/protocol.ts';
import { DurationText } from '../parts/DurationText.tsx';
import { ErrorMark } from '../parts/ErrorMark.tsx';
import { Figures } from '../parts/Figures.tsx';
import { PartMark } from '../parts/PartMark.tsx';
import { formatCount, formatCountOf, formatShare } from '../parts/format.ts';

/** The summary statistics; their places are kept until they are known. */
export function SummaryFigures({ summary }: { summary: Summary | null }) {
  const count = (value: number | undefined) => (value === undefined ? null : formatCount(value));
  const duration = (nanos: number | undefined) =>
    nanos === undefined ? null : <DurationText nanos={nanos} />;
  const n = summary && `n = ${formatCount(summary.traceCount)}`;
  return (
    <Figures
      label="Summary"
      figures={[
        { label: 'Traces', value: count(summary?.traceCount), note: <PartMark /> },
        { label: 'Spans', value: count(summary?.spanCount), note: summary && spansPerTrace(summary) },
        { label: 'Services', value: count(summary?.serviceCount) },
        {
          label: 'Error traces',
          value: summary && <ErrorCount count={summary.errorTraceCount} />,
          note: summary && shareOfTraces(summary),
        },
        { label: 'Error spans', value: count(summary?.errorCount) },
        { label: 'Mean duration', value: duration(summary?.meanDuration), note: n },
        { label: 'Median', value: duration(summary?.p50Duration), note: n },
        { label: 'p95', value: duration(summary?.p95Duration), note: n },
        { label: 'p99', value: duration(summary?.p99Duration), note: n },
      ]}
    />
  );
}

function ErrorCount({ count }: { count: number }) {
  return count > 0 ? <ErrorMark>{formatCount(count)}</ErrorMark> : '0';
}

function spansPerTrace({ spanCount, traceCount }: Summary): string {
  return `${formatCountOf(Math.round(spanCount / Math.max(1, traceCount)), 'span')} a trace`;
}

function shareOfTraces({ errorTraceCount, traceCount }: Summary): string {
  return `${formatShare(errorTraceCount / Math.max(1, traceCount))} of traces`;
}
