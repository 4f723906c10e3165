import { memo } from 'react';
import { classNames } from '../../parts/class-names.ts';
import type { TimeScale } from '../time/time-scale.ts';
import { attributeOf, type Column } from './columns.ts';
import { GroupBar, HiddenBar } from './GroupBar.tsx';
import { NameCell } from './NameCell.tsx';
import { rowFacts, type RowContext, type RowFacts } from './row-facts.ts';
import { coverEnd, NO_ROW, parentRow } from './row-list.ts';
import { rowName } from './row-name.ts';
import { RowBar } from './RowBar.tsx';
import type { BarStyles } from './use-bar-styles.ts';
import styles from './WaterfallRow.module.css';

interface WaterfallRowProps {
  context: RowContext;
  row: number;
  /** Where it stands in the layer of rows, in px. */
  top: number;
  isSelected: boolean;
  /** Whether Tab leads here: true of one row. */
  isTabStop: boolean;
  nameWidth: number;
  columns: readonly Column[];
  scale: TimeScale;
  styleOf: BarStyles['styleOf'];
  wordsOf: BarStyles['wordsOf'];
}

/** A span, a group of like siblings or a run of spans left out: its place in the tree, its facts and its bar. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { context, row, top, isSelected, isTabStop, nameWidth, columns, styleOf } = props;
  const facts = rowFacts(context, row);
  const span = context.opened.arrangement.span[context.rows.node[row]!]!;
  return (
    <div
      role="row"
      data-row={row}
      className={classNames(styles.row, facts.kind === 'span' && facts.isContext && styles.context)}
      style={{ top }}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={[rowName(facts), ...listWords(props, facts, span)].join(', ')}
      aria-level={facts.level}
      aria-posinset={facts.position}
      aria-setsize={facts.siblingCount}
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      aria-expanded={expandedOf(facts)}
    >
      <NameCell
        facts={facts}
        isNewService={isNewService(context, row)}
        width={nameWidth}
        look={styleOf(span)}
      />
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(styles.cell, column.isNumber && styles.number)}
          style={{ width: column.width }}
        >
          {column.textOf(facts, span)}
        </div>
      ))}
      <Lane {...props} facts={facts} span={span} />
    </div>
  );
});

/** What the colour and the attribute columns say, each once. */
function listWords(
  { columns, wordsOf }: WaterfallRowProps,
  facts: RowFacts,
  span: number,
): readonly string[] {
  if (facts.kind !== 'span') return [];
  const words = new Set<string>();
  const colored = wordsOf(span);
  if (colored !== null) words.add(colored);
  for (const { id, label, textOf } of columns) {
    const text = attributeOf(id) === null ? '' : textOf(facts, span);
    if (text !== '') words.add(`${label} ${text}`);
  }
  return [...words];
}

/** Whether what is below is shown; nothing where nothing is below. */
function expandedOf(facts: RowFacts): boolean | undefined {
  switch (facts.kind) {
    case 'span':
      return facts.descendantCount > 0 ? !facts.isCollapsed : undefined;
    case 'group':
      return !facts.isCollapsed;
    case 'hidden':
      return false;
  }
}

/** A span of the service of the row above it in the tree does not repeat the name: the swatch does. */
function isNewService({ opened, rows }: RowContext, row: number): boolean {
  const above = parentRow(rows, row);
  if (above === NO_ROW) return true;
  const { operations, spans } = opened.trace;
  const { span } = opened.arrangement;
  const serviceAt = (at: number) => operations[spans.operation[span[rows.node[at]!]!]!]!.service;
  return serviceAt(row) !== serviceAt(above);
}

function Lane({
  context,
  row,
  columns,
  scale,
  styleOf,
  facts,
  span,
}: WaterfallRowProps & { facts: RowFacts; span: number }) {
  const { opened, rows, path } = context;
  const siblings = { opened, from: rows.node[row]!, path, scale };
  const style = { look: styleOf(span), isTimed: columns.some(({ id }) => id === 'duration') };
  switch (facts.kind) {
    case 'span':
      return <RowBar opened={opened} span={span} facts={facts} path={path} scale={scale} {...style} />;
    case 'group':
      return (
        <GroupBar {...siblings} to={opened.arrangement.end[rows.node[row]!]!} facts={facts} {...style} />
      );
    case 'hidden':
      return <HiddenBar {...siblings} to={coverEnd(rows, row)} />;
  }
}
