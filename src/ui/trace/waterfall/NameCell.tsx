import { classNames } from '../../parts/class-names.ts';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount } from '../../parts/format.ts';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { monogramOf, type ServiceStyle } from '../../parts/service-style.ts';
import { indentOf } from './indent.ts';
import type { GroupFacts, HiddenFacts, RowFacts, SpanFacts } from './row-facts.ts';
import { hiddenWords } from './row-name.ts';
import styles from './NameCell.module.css';

/** Px under which a service is named by its letters. */
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
          <span className={styles.text}>
            {facts.kind === 'group' && <strong>{formatCount(facts.count)} × </strong>}
            {isNewService && (
              <span className={styles.service}>
                {width < NARROW_COLUMN ? monogramOf(facts.service) : facts.service}{' '}
              </span>
            )}
            <span className={styles.operation}>{facts.operation}</span>
          </span>
          {facts.kind === 'group' ? <GroupNotes facts={facts} /> : <SpanNotes facts={facts} />}
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

function SpanNotes({ facts }: { facts: SpanFacts }) {
  const hiddenErrors = facts.isCollapsed ? facts.hiddenErrorCount : 0;
  return (
    <>
      {facts.isCollapsed && facts.descendantCount > 0 && (
        <span className={styles.count}>+{formatCount(facts.descendantCount)}</span>
      )}
      {hiddenErrors > 0 && <ErrorsBelow count={hiddenErrors} />}
      {facts.shift !== 0 && <span className={styles.count}>clock moved</span>}
      {facts.isOrphan && <span className={styles.note}>parent missing</span>}
      {facts.isError && <ErrorMark />}
    </>
  );
}

function GroupNotes({ facts }: { facts: GroupFacts }) {
  return (
    <>
      {facts.isRepeated && <span className={styles.note}>looks like N+1</span>}
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
