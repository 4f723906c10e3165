import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import { SpanFlag } from '../../../core/model/span-enums.ts';
import { useActions } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { DurationText } from '../../parts/DurationText.tsx';
import { formatCountOf, formatShare } from '../../parts/format.ts';
import { hasFlag, pathTimeWithin, type OpenedTrace } from '../opened/opened-trace.ts';
import { formatSpanKey } from '../opened/span-key.ts';
import { BlockingControl } from '../path/BlockingControl.tsx';
import { Fact, Facts } from './Facts.tsx';
import { ShareBar } from './ShareBar.tsx';
import { describeErrors, describeRank } from './span-words.ts';
import { describeOnPath } from './why-words.ts';
import styles from './SpanPanel.module.css';

interface WhyItMattersProps {
  opened: OpenedTrace;
  span: number;
  /** null while it is on its way. */
  detail: SpanDetail | null;
}

/** What the span means for the whole: its part in the critical path, and how its time compares. */
export function WhyItMatters({ opened, span, detail }: WhyItMattersProps) {
  const { spans, resolution } = opened.trace;
  const duration = spans.duration[span]!;
  const self = spans.selfTime[span]!;
  const isUnfinished = hasFlag(opened, span, SpanFlag.UNFINISHED);
  return (
    <>
      <p className={styles.why}>{describeOnPath(opened, span)}</p>
      <Facts>
        <PathFact opened={opened} span={span} />
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
                {self < duration &&
                  `, the rest in ${formatCountOf(spans.childCount[span]!, 'child', 'children')}`}
              </span>
              <ShareBar share={self / duration} variant="self" />
            </>
          )}
        </Fact>
        {detail && detail.rank.errorCount > 0 && detail.rank.count > 1 && (
          <Fact name="Errors">{describeErrors(detail.rank)}</Fact>
        )}
      </Facts>
      <PathActions opened={opened} span={span} />
    </>
  );
}

/** Time on the critical path: the span's own, and that of all below it. */
function PathFact({ opened: { trace, path }, span }: Pick<WhyItMattersProps, 'opened' | 'span'>) {
  const whole = path.window.to - path.window.from;
  const own = path.time[span]!;
  const withBelow = pathTimeWithin(path, span, trace.spans.subtreeEnd[span]!);
  const below = withBelow - own;
  if (withBelow <= 0 || whole <= 0) return null;
  return (
    <Fact name="On the path">
      <strong>
        <DurationText nanos={own} />
      </strong>{' '}
      <span className={styles.faint}>
        {formatShare(own / whole)}
        {below > 0 && `, and ${formatShare(below / whole)} in what is below it`}
      </span>
      <ShareBar share={own / whole} withBelow={withBelow / whole} variant="path" />
    </Fact>
  );
}

/** Whose critical path is shown, and whether the span may be on it. */
function PathActions({ opened, span }: Pick<WhyItMattersProps, 'opened' | 'span'>) {
  const actions = useActions();
  const { trace, path, params } = opened;
  const isRoot = span === trace.root;
  const showOwn = () =>
    actions.look({ pathOf: isRoot ? null : formatSpanKey(trace.spanIds, span), path: 'critical' });
  return (
    <div className={styles.actions}>
      {path.of !== span && (
        <Button variant="quiet" className={styles.action} onClick={showOwn}>
          Path of this span
        </Button>
      )}
      {params.of !== null && !isRoot && (
        <Button variant="quiet" className={styles.action} onClick={() => actions.look({ pathOf: null })}>
          Path of the trace
        </Button>
      )}
      <BlockingControl span={span} />
    </div>
  );
}
