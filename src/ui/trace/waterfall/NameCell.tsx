import { Clock, Unlink, type LucideIcon } from 'lucide-react';
import { classNames } from '../../parts/class-names.ts';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount } from '../../parts/format.ts';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { monogramOf, type ServiceStyle } from '../../parts/service-style.ts';
import { indentOf } from './indent.ts';
import type { GroupFacts, HiddenFacts, RowFacts, SpanFacts } from './row-facts.ts';
import { hiddenWords } from './row-name.ts';
import styles from './NameCell.module.css';

/** Px under which a service is named by its letters, and notes are signs: the name needs the room. */
const NARROW_COLUMN = 240;

interface NameCellProps {
  facts: RowFacts;
  /** Whether its service is another than that of the row above it in the tree. */
  isNewService: boolean;
  width: number;
  look: ServiceStyle;
}

/** Where a row stands in the tree, what it is called, and what is to be known of it at a glance. */
export function NameCell({ facts, isNewService, width, look }: NameCellProps) {
  const isNarrow = width < NARROW_COLUMN;
  const indent = indentOf(facts.level - 1, width);
  return (
    <div
      role="gridcell"
      className={classNames(styles.name, isMatching(facts) && styles.match)}
      style={{ width, paddingLeft: indent.width, backgroundSize: `${indent.width}px 100%` }}
    >
      {indent.isCut && <span className={styles.depth}>{formatCount(facts.level - 1)}</span>}
      <span data-twisty={isParent(facts) || undefined} className={twistyOf(facts)} />
      {facts.kind === 'hidden' ? (
        <HiddenName facts={facts} />
      ) : (
        <>
          <ServiceSwatch look={look} />
          <span className={classNames(styles.text, isNarrow && styles.kept)}>
            {facts.kind === 'group' && <strong>{formatCount(facts.count)} × </strong>}
            {isNewService && (
              <span className={styles.service}>{isNarrow ? monogramOf(facts.service) : facts.service} </span>
            )}
            <span className={styles.operation}>{facts.operation}</span>
          </span>
          {facts.kind === 'group' ? (
            <GroupNotes facts={facts} isNarrow={isNarrow} />
          ) : (
            <SpanNotes facts={facts} isNarrow={isNarrow} />
          )}
        </>
      )}
      <button type="button" data-menu tabIndex={-1} aria-label="Row menu" className={styles.menu}>
        ⋯
      </button>
    </div>
  );
}

function isMatching(facts: RowFacts): boolean {
  return facts.kind === 'span' ? facts.isMatch : facts.kind === 'group' && facts.matchCount > 0;
}

function isParent(facts: RowFacts): boolean {
  return facts.kind !== 'span' || facts.descendantCount > 0;
}

function twistyOf(facts: RowFacts): string | undefined {
  if (facts.kind === 'hidden') return styles.closed;
  if (!isParent(facts)) return styles.leaf;
  return facts.isCollapsed ? styles.closed : styles.open;
}

function SpanNotes({ facts, isNarrow }: { facts: SpanFacts; isNarrow: boolean }) {
  const hiddenErrors = facts.isCollapsed ? facts.hiddenErrorCount : 0;
  return (
    <>
      {facts.isCollapsed && facts.descendantCount > 0 && (
        <span className={styles.count}>+{formatCount(facts.descendantCount)}</span>
      )}
      {hiddenErrors > 0 && <ErrorsBelow count={hiddenErrors} />}
      {facts.shift !== 0 && (
        <span className={styles.count} title="clock moved">
          {isNarrow ? <Sign icon={Clock} /> : 'clock moved'}
        </span>
      )}
      {facts.isOrphan && (
        <span className={styles.note} title="parent missing">
          {isNarrow ? <Sign icon={Unlink} /> : 'parent missing'}
        </span>
      )}
      {facts.isError && <ErrorMark />}
    </>
  );
}

/** A note for which there is no room: the name of the row says it in words. */
function Sign({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon size={12} aria-hidden />;
}

function GroupNotes({ facts, isNarrow }: { facts: GroupFacts; isNarrow: boolean }) {
  return (
    <>
      {facts.isRepeated && <span className={styles.note}>{isNarrow ? 'N+1' : 'looks like N+1'}</span>}
      {facts.errorCount > 0 && <ErrorsBelow count={facts.errorCount} />}
    </>
  );
}

function HiddenName({ facts }: { facts: HiddenFacts }) {
  const [count, ...rest] = hiddenWords({ ...facts, errorCount: 0 });
  return (
    <span className={styles.hidden}>
      {count}
      {facts.errorCount > 0 && (
        <>
          {' · '}
          <ErrorsBelow count={facts.errorCount} />
        </>
      )}
      {rest.map((words) => ` · ${words}`)}
    </span>
  );
}

function ErrorsBelow({ count }: { count: number }) {
  return (
    <ErrorMark variant="below">
      <span className={styles.errorCount}>{formatCount(count)}</span>
    </ErrorMark>
  );
}
