import type { RefObject } from 'react';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { TimeLines, TimeRuler } from '../time/TimeRuler.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import { MountedRows } from './MountedRows.tsx';
import type { RowContext } from './row-facts.ts';
import { RowMenu } from './RowMenu.tsx';
import type { BarStyles } from './use-bar-styles.ts';
import type { LaneLayout } from './use-lane-layout.ts';
import { useRowMenu } from './use-row-menu.ts';
import { useRowPointing } from './use-row-pointing.ts';
import { useRowTooltip } from './use-row-tooltip.tsx';
import { useWaterfallCommands } from './use-waterfall-commands.ts';
import { useWaterfall } from './use-waterfall.ts';
import styles from './Waterfall.module.css';

interface WaterfallGridProps {
  /** The element that scrolls: its width is what the layout shares out. */
  scroller: RefObject<HTMLDivElement | null>;
  context: RowContext;
  layout: LaneLayout;
  barStyles: BarStyles;
  /** Selects the span and moves on to its details. */
  onOpen: (span: number) => void;
}

/** The treegrid: headings, and those rows that are in sight. */
export function WaterfallGrid({ scroller, context, layout, barStyles, onOpen }: WaterfallGridProps) {
  const { opened, rows } = context;
  const { names, columns, left, scale } = layout;
  const { span: selected, select: onSelect } = useSelection();
  const onMenu = (row: number) => menu.openAt(row);
  const waterfall = useWaterfall({ context, selected, onSelect, onOpen, onMenu, scroller });
  const menu = useRowMenu(context, scroller, waterfall.toggle);
  const pointing = useRowPointing(context, { toggle: waterfall.toggle, openMenu: menu.openBelow });
  const tooltip = useRowTooltip(context);
  const commands = useWaterfallCommands(context, waterfall.row, waterfall.revealSelected);
  return (
    <>
      <div
        ref={scroller}
        role="treegrid"
        aria-label={gridName(opened)}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.columns.length + 2}
        className={styles.scroller}
        tabIndex={-1}
        onScroll={() => {
          waterfall.onScroll();
          tooltip.onScroll();
        }}
        onKeyDown={waterfall.onKeyDown}
        {...pointing}
        onContextMenu={menu.onContextMenu}
        onPointerMove={tooltip.onPointerMove}
        onPointerLeave={tooltip.onPointerLeave}
        onPointerDown={tooltip.onPointerDown}
        onFocus={(event) => {
          if (event.target.dataset.row === undefined) return;
          waterfall.onFocusRow(Number(event.target.dataset.row));
          tooltip.onFocus(event);
        }}
        onBlur={() => {
          waterfall.onBlurRow();
          tooltip.onBlur();
        }}
      >
        <HeaderRow nameWidth={names.value} columns={columns} {...commands}>
          <TimeRuler scale={scale} />
        </HeaderRow>
        <TimeLines scale={scale} left={left} />
        <div role="rowgroup" className={styles.content} style={{ height: waterfall.height }}>
          <MountedRows
            context={context}
            window={waterfall.rows}
            selected={selected}
            tabStop={waterfall.row}
            nameWidth={names.value}
            columns={columns.columns}
            scale={scale}
            styleOf={barStyles.styleOf}
            wordsOf={barStyles.wordsOf}
          />
        </div>
      </div>
      {menu.menu && <RowMenu {...menu.menu} />}
    </>
  );
}

function gridName(opened: OpenedTrace): string {
  const { trace } = opened;
  const parts = [
    `Trace ${serviceOf(opened, trace.root)} ${operationOf(opened, trace.root)}`,
    formatDuration(trace.duration, trace.resolution),
    formatCountOf(trace.spanCount, 'span'),
    formatCountOf(trace.errorCount, 'error'),
  ];
  return parts.join(', ');
}
