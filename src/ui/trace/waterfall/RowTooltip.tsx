import { formatCount, formatCountOf, formatDuration } from '../../parts/format.ts';
import type { GroupFacts, HiddenFacts, RowFacts, SpanFacts } from './row-facts.ts';
import { concurrencyText, hiddenWords, REPEATED_HINT } from './row-name.ts';
import styles from './RowTooltip.module.css';

type Fact = readonly [name: string, value: string];

/** All that is to be known of a row without opening its details. */
export function RowTooltip({ facts }: { facts: RowFacts }) {
  const { title, note, list } = describe(facts);
  return (
    <div className={styles.tooltip}>
      <strong>{title}</strong>
      <dl className={styles.facts}>
        {list.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}

interface Description {
  readonly title: string;
  readonly list: readonly Fact[];
  readonly note: string | null;
}

function describe(facts: RowFacts): Description {
  switch (facts.kind) {
    case 'span':
      return { title: `${facts.service} ${facts.operation}`, list: listSpanFacts(facts), note: null };
    case 'group':
      return {
        title: `${formatCount(facts.count)} × ${facts.service} ${facts.operation}`,
        list: listGroupFacts(facts),
        note: facts.isRepeated ? REPEATED_HINT : null,
      };
    case 'hidden':
      return { title: hiddenWords(facts)[0]!, list: listHiddenFacts(facts), note: 'A click shows them.' };
  }
}

function listSpanFacts(facts: SpanFacts): Fact[] {
  const time = (nanos: number) => formatDuration(nanos, facts.resolution);
  const list: Fact[] = [
    ['Duration', facts.isUnfinished ? 'no end was recorded' : time(facts.duration)],
    ['Starts at', formatDuration(facts.offset)],
    ['Self time', time(facts.selfTime)],
    ...pathFact(facts),
  ];
  if (facts.slack > 0)
    list.push([
      'Slack',
      facts.slack === Infinity ? 'nobody waited for it' : `${time(facts.slack)} longer unnoticed`,
    ]);
  if (facts.isError) list.push(['Status', 'error']);
  if (facts.isMatch) list.push(['Found', 'matches what is looked for']);
  if (facts.eventCount > 0) list.push(['Events', formatCount(facts.eventCount)]);
  if (facts.isOrphan) list.push(['Parent', 'missing in the opened files']);
  if (facts.shift !== 0) list.push(['Clock', `moved by ${formatDuration(facts.shift)}`]);
  if (facts.descendantCount > 0) list.push(['Below it', formatCountOf(facts.descendantCount, 'span')]);
  if (facts.isCollapsed && facts.hiddenErrorCount > 0)
    list.push(['Hidden', formatCountOf(facts.hiddenErrorCount, 'error')]);
  if (facts.overhang.before > 0) list.push(['Below it begin', `${time(facts.overhang.before)} before it`]);
  if (facts.overhang.after > 0) list.push(['Below it end', `${time(facts.overhang.after)} after it`]);
  return list;
}

function listGroupFacts(facts: GroupFacts): Fact[] {
  const time = (nanos: number) => formatDuration(nanos, facts.resolution);
  return [
    ['At most', concurrencyText(facts.concurrency)],
    ['Sum', time(facts.sum)],
    ['Wall', `${time(facts.wall)} with at least one running`],
    ['Shortest', time(facts.min)],
    ['Median', time(facts.median)],
    ['Longest', time(facts.max)],
    ['Starts at', formatDuration(facts.offset)],
    ...pathFact(facts),
    ...(facts.errorCount > 0 ? [['Errors', formatCount(facts.errorCount)] as const] : []),
    ...(facts.matchCount > 0
      ? [['Found', formatCountOf(facts.matchCount, 'match', 'matches')] as const]
      : []),
  ];
}

function listHiddenFacts(facts: HiddenFacts): Fact[] {
  return [
    ...(facts.errorCount > 0 ? [['Errors', formatCount(facts.errorCount)] as const] : []),
    ...pathFact(facts),
  ];
}

function pathFact({ pathName, pathTime }: Pick<RowFacts, 'pathName' | 'pathTime'>): Fact[] {
  if (pathName === null || pathTime === 0) return [];
  return [[pathName === 'critical path' ? 'Critical path' : 'Longest path', formatDuration(pathTime)]];
}
