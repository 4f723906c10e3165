import type { RowWindow } from '../../parts/row-window.ts';
import type { TimeScale } from '../time/time-scale.ts';
import type { Column } from './columns.ts';
import { ROW_HEIGHT } from './lane-shapes.ts';
import { spanAt } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { RowKind } from './row-list.ts';
import type { BarStyles } from './use-bar-styles.ts';
import { WaterfallRow } from './WaterfallRow.tsx';
import styles from './Waterfall.module.css';

/** Rows that are scrolled away but hold the focus stand this far off, in px. */
const FAR_AWAY = 100_000;

interface MountedRowsProps {
  context: RowContext;
  window: RowWindow;
  /** The selected span, or -1. */
  selected: number;
  /** The row that Tab leads to. */
  tabStop: number;
  nameWidth: number;
  columns: readonly Column[];
  scale: TimeScale;
  styleOf: BarStyles['styleOf'];
  wordsOf: BarStyles['wordsOf'];
}

/** The rows in sight, and the one that holds the focus wherever it is. */
export function MountedRows({ context, window, selected, tabStop, ...shared }: MountedRowsProps) {
  const { opened, rows } = context;
  return (
    <div
      role="presentation"
      className={styles.layer}
      style={{ transform: `translateY(${window.layerTop}px)` }}
    >
      {listMounted(window, tabStop).map((row) => {
        const span = spanAt(opened, rows, row);
        const kind = rows.kind[row]!;
        return (
          <WaterfallRow
            key={`${kind} ${span}`}
            context={context}
            row={row}
            top={Math.max(-FAR_AWAY, Math.min((row - window.base) * ROW_HEIGHT, 4 * FAR_AWAY))}
            isSelected={kind === RowKind.SPAN && span === selected}
            isTabStop={row === tabStop}
            {...shared}
          />
        );
      })}
    </div>
  );
}

/** In order of the rows. */
function listMounted({ first, end }: RowWindow, focused: number): number[] {
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  if (focused < 0) return rows;
  if (focused < first) rows.unshift(focused);
  else if (focused >= end) rows.push(focused);
  return rows;
}
