import { memo } from 'react';
import { SpanFlag } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { classNames } from '../../parts/class-names.ts';
import { formatCount } from '../../parts/format.ts';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import type { ServiceStyle } from '../../parts/service-style.ts';
import type { TimeScale } from '../time/time-scale.ts';
import { indentOf } from './indent.ts';
import { rowFacts } from './row-facts.ts';
import { rowName } from './row-name.ts';
import { RowBar } from './RowBar.tsx';
import {
  descendantCount,
  errorsBelow,
  hasFlag,
  isError,
  operationOf,
  serviceOf,
  type OpenedTrace,
} from '../opened/opened-trace.ts';
import styles from './WaterfallRow.module.css';

interface WaterfallRowProps {
  opened: OpenedTrace;
  span: number;
  /** Among the visible rows, from 0. */
  row: number;
  /** Where it stands in the layer of rows, in px. */
  top: number;
  isCollapsed: boolean;
  isSelected: boolean;
  /** Whether Tab leads here: true of one row. */
  isTabStop: boolean;
  path: PathMode;
  scale: TimeScale;
  nameWidth: number;
  look: ServiceStyle;
}

/** One span: its place in the tree, its names, and its bar. The row's name says all of it. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { opened, span, row, top, isCollapsed, isSelected, isTabStop, path, scale, nameWidth, look } = props;
  const facts = rowFacts(opened, span, isCollapsed, path);
  return (
    <div
      role="row"
      data-span={span}
      className={styles.row}
      style={{ top }}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={rowName(facts)}
      aria-level={facts.level}
      aria-posinset={facts.position}
      aria-setsize={facts.siblingCount}
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      aria-expanded={facts.descendantCount > 0 ? !isCollapsed : undefined}
    >
      <NameCell opened={opened} span={span} isCollapsed={isCollapsed} width={nameWidth} look={look} />
      <RowBar opened={opened} span={span} isCollapsed={isCollapsed} path={path} scale={scale} look={look} />
    </div>
  );
});

/** Px under which a service is named by its letters. */
const NARROW_COLUMN = 240;

/** A span of its parent's service does not repeat the name: the swatch and the letters at its bar do. */
function isNewService(opened: OpenedTrace, span: number): boolean {
  const parent = opened.trace.spans.parent[span]!;
  return parent < 0 || serviceOf(opened, parent) !== serviceOf(opened, span);
}

interface NameCellProps {
  opened: OpenedTrace;
  span: number;
  isCollapsed: boolean;
  width: number;
  look: ServiceStyle;
}

function NameCell({ opened, span, isCollapsed, width, look }: NameCellProps) {
  const service = serviceOf(opened, span);
  const operation = operationOf(opened, span);
  const hidden = descendantCount(opened, span);
  const hiddenErrors = isCollapsed ? errorsBelow(opened, span) : 0;
  const depth = opened.trace.spans.depth[span]!;
  const indent = indentOf(depth, width);
  return (
    <div
      role="gridcell"
      className={styles.name}
      style={{ width, paddingLeft: indent.width, backgroundSize: `${indent.width}px 100%` }}
    >
      {indent.isCut && <span className={styles.depth}>{formatCount(depth)}</span>}
      <span
        data-twisty={hidden > 0 || undefined}
        className={hidden > 0 ? (isCollapsed ? styles.closed : styles.open) : styles.leaf}
      />
      <ServiceSwatch look={look} />
      <span className={styles.text} title={`${service}\n${operation}`}>
        {isNewService(opened, span) && (
          <span className={styles.service}>{width < NARROW_COLUMN ? look.monogram : service} </span>
        )}
        {operation}
      </span>
      {isCollapsed && hidden > 0 && <span className={styles.count}>+{formatCount(hidden)}</span>}
      {hiddenErrors > 0 && (
        <ErrorMark variant="below">
          <span className={styles.errorCount}>{formatCount(hiddenErrors)}</span>
        </ErrorMark>
      )}
      {hasFlag(opened, span, SpanFlag.ORPHAN) && (
        <span className={classNames(styles.note)}>parent missing</span>
      )}
      {isError(opened, span) && <ErrorMark />}
    </div>
  );
}
