import { Route, X } from 'lucide-react';
import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import { SpanFlag } from '../../../core/model/span-enums.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatCountOf, formatShare } from '../../parts/format.ts';
import { hasFlag, pathTimeWithin, type OpenedTrace } from '../opened/opened-trace.ts';
import { formatSpanKey } from '../opened/span-key.ts';
import { Fact, Facts } from './Facts.tsx';
import { ShareBar } from './ShareBar.tsx';
import { describeErrors, describeRank } from './span-words.ts';
import { describeOnPath, wholeOf } from './why-words.ts';
import styles from './SpanPanel.module.css';

interface WhyItMattersProps {
  opened: OpenedTrace;
  span: number;
  /** null while it is on its way. */
  detail: SpanDetail | null;
}

/** What the span means for the whole: its part in the critical path, and how its time compares. */
export function WhyItMatters({ opened, span, detail }: WhyItMattersProps) {
  const { trace, path } = opened;
  const { spans, resolution } = trace;
  const duration = spans.duration[span]!;
  const self = spans.selfTime[span]!;
  const whole = path.window.to - path.window.from;
  const isUnfinished = hasFlag(opened, span, SpanFlag.UNFINISHED);
  return (
    <>
      <p className={styles.why}>{describeOnPath(path, span, wholeOf(opened))}</p>
      <Facts>
        {path.time[span]! > 0 && whole > 0 && (
          <Fact name="On the path">
            <strong>
              <DurationText nanos={path.time[span]!} />
            </strong>{' '}
            <span className={styles.faint}>{describeBelow(opened, span)}</span>
            <ShareBar share={path.time[span]! / whole} variant="path" />
          </Fact>
        )}
        <Fact name="Duration">
          <strong>
            {isUnfinished ? 'unknown' : <DurationText nanos={duration} resolution={resolution} />}
          </strong>{' '}
          {detail && !isUnfinished && <span className={styles.faint}>{describeRank(detail.rank)}</span>}
        </Fact>
        <Fact name="Self time">
          <DurationText nanos={self} />{' '}
          {duration > 0 && (
            <>
              <span className={styles.faint}>
                {formatShare(self / duration)} of it
                {spans.childCount[span]! > 0 &&
                  `, the rest in ${formatCountOf(spans.childCount[span]!, 'child', 'children')}`}
              </span>
              <ShareBar share={self / duration} variant="self" />
            </>
          )}
        </Fact>
        {detail && detail.rank.errorCount > 0 && <Fact name="Errors">{describeErrors(detail.rank)}</Fact>}
      </Facts>
      <PathActions opened={opened} span={span} />
    </>
  );
}

/** "of 570 ms with all below it"; '' where nothing is below. */
function describeBelow({ trace, path }: OpenedTrace, span: number): string {
  const whole = path.window.to - path.window.from;
  const withBelow = pathTimeWithin(path, span, trace.spans.subtreeEnd[span]!);
  if (withBelow <= path.time[span]!) return `${formatShare(path.time[span]! / whole)} of it`;
  return `${formatShare(path.time[span]! / whole)} of it; ${formatShare(withBelow / whole)} with all below`;
}

/** Whose critical path is shown. */
function PathActions({ opened, span }: Pick<WhyItMattersProps, 'opened' | 'span'>) {
  const pathOf = useAppState((state) => state.view.look.pathOf);
  const actions = useActions();
  const { trace, path } = opened;
  const isShown = path.of === span;
  return (
    <div className={styles.pathActions}>
      {!isShown && (
        <Button
          icon={Route}
          onClick={() => actions.look({ pathOf: formatSpanKey(trace.spanIds, span), path: 'critical' })}
        >
          Path of this span
        </Button>
      )}
      {pathOf !== null && (
        <Button icon={X} onClick={() => actions.look({ pathOf: null })}>
          Path of the trace
        </Button>
      )}
    </div>
  );
}
