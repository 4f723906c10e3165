import { useMemo, useRef, type MouseEvent } from 'react';
import { useAppState } from '../../app-context.tsx';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import { contentHeight } from '../../parts/row-window.ts';
import { Splitter, useKeptWidth } from '../../parts/Splitter.tsx';
import { useElementSize } from '../../parts/use-element-size.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { LaneCursors } from '../time/LaneCursors.tsx';
import { Minimap } from '../time/Minimap.tsx';
import { StatusLine } from '../time/StatusLine.tsx';
import { LANE_PAD, type TimeScale } from '../time/time-scale.ts';
import { TimeCursors } from '../time/TimeCursors.tsx';
import { TimeLines, TimeRuler } from '../time/TimeRuler.tsx';
import { useZoom } from '../time/use-zoom.ts';
import { BarPatterns } from './BarPatterns.tsx';
import { ColorLegend } from './ColorLegend.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import { ROW_HEIGHT } from './lane-shapes.ts';
import { MountedRows } from './MountedRows.tsx';
import { spanAt } from './row-actions.ts';
import { RowMenu } from './RowMenu.tsx';
import { RowKind } from './row-list.ts';
import { useBarStyles } from './use-bar-styles.ts';
import { useColumns } from './use-columns.ts';
import { useRowMenu } from './use-row-menu.ts';
import { useRows } from './use-rows.ts';
import { useRowTooltip } from './use-row-tooltip.tsx';
import { useWaterfallCommands } from './use-waterfall-commands.ts';
import { useWaterfall } from './use-waterfall.ts';
import styles from './Waterfall.module.css';

const LEAST_NAME_WIDTH = 120;
/** Px under which names and bars share what there is, as on a phone. */
const NARROW = 560;

interface WaterfallProps {
  /** Selects the span and moves on to its details. */
  onOpen: (span: number) => void;
}

/** The spans of a trace as a tree over time: a treegrid of which only the rows in sight are drawn. */
export function Waterfall({ onOpen }: WaterfallProps) {
  const opened = useOpenedTrace();
  const { span: selected, select } = useSelection();
  const colorBy = useAppState((state) => state.view.look.colorBy);
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller, { width: 960, height: 600 });
  const names = useKeptWidth(
    'nameWidth',
    LEAST_NAME_WIDTH,
    Math.floor(width * (width < NARROW ? 0.45 : 0.6)),
  );
  const columns = useColumns(width, names.value);
  const left = names.value + columns.width;
  const zoom = useZoom();
  const scale = useMemo<TimeScale>(
    () => ({
      start: zoom.window.from,
      end: zoom.window.to,
      width: Math.max(1, width - left - 2 * LANE_PAD),
    }),
    [zoom.window, width, left],
  );
  const { styleOf, wordsOf, legend } = useBarStyles(opened, columns.colorValues);
  const context = useRows(opened);
  const { rows } = context;
  const waterfall = useWaterfall({
    context,
    selected,
    onSelect: select,
    onOpen,
    onMenu: (row) => menu.openAt(row),
    scroller,
  });
  const menu = useRowMenu(context, scroller, waterfall.toggle);
  const tooltip = useRowTooltip(context);
  const commands = useWaterfallCommands(context, waterfall.row, waterfall.revealSelected);

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const element = target.closest<HTMLElement>('[data-row]');
    if (!element) return;
    const row = Number(element.dataset.row);
    const span = spanAt(opened, rows, row);
    if (target.closest('[data-menu]')) menu.openBelow(row, target);
    else if (target.closest('[data-goto]')) zoom.fit(span);
    else if (target.closest('[data-twisty]') || rows.kind[row] !== RowKind.SPAN) waterfall.toggle(row);
    else select(span);
  };
  const onDoubleClick = ({ target }: MouseEvent) => {
    const element = (target as Element).closest<HTMLElement>('[data-row]');
    const isOnLane = (target as Element).closest('[data-lane]') !== null;
    if (element && isOnLane) zoom.fit(spanAt(opened, rows, Number(element.dataset.row)));
  };
  return (
    <TimeCursors>
      <div className={styles.frame}>
        <BarPatterns />
        <Minimap left={left} laneWidth={scale.width} styleOf={styleOf} />
        {colorBy !== null && legend && <ColorLegend attribute={colorBy} entries={legend} />}
        <div className={styles.body}>
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
            onClick={onClick}
            onDoubleClick={onDoubleClick}
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
            <HeaderRow
              nameWidth={names.value}
              columns={columns}
              onExpandAll={commands.expandAll}
              onCollapseAll={commands.collapseAll}
            >
              <TimeRuler scale={scale} />
            </HeaderRow>
            <TimeLines scale={scale} left={left} />
            <div
              role="rowgroup"
              className={styles.content}
              style={{ height: contentHeight({ rowCount: rows.length, rowHeight: ROW_HEIGHT }) }}
            >
              <MountedRows
                context={context}
                window={waterfall.rows}
                selected={selected}
                tabStop={waterfall.row}
                nameWidth={names.value}
                columns={columns.columns}
                scale={scale}
                styleOf={styleOf}
                wordsOf={wordsOf}
              />
            </div>
          </div>
          <LaneCursors area={scroller} scale={scale} left={left} />
          <div className={styles.splitter} style={{ left: names.value }}>
            <Splitter label="Width of the names" side="left" {...names} />
          </div>
        </div>
        <StatusLine scale={scale} rowCount={rows.length} />
        {menu.menu && <RowMenu {...menu.menu} />}
      </div>
    </TimeCursors>
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
