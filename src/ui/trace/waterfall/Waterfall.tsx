import { useMemo, useRef, type MouseEvent } from 'react';
import type { PathMode } from '../../../state/trace-look.ts';
import { formatCountOf, formatDuration } from '../../parts/format.ts';
import { contentHeight, type RowWindow } from '../../parts/row-window.ts';
import { useServiceStyle } from '../../parts/service-style.ts';
import { useElementSize } from '../../parts/use-element-size.ts';
import type { TimeScale } from '../time/time-scale.ts';
import { BarPatterns } from './BarPatterns.tsx';
import { Splitter, useKeptWidth } from '../../parts/Splitter.tsx';
import { LaneCursors } from '../time/LaneCursors.tsx';
import { LANE_PAD } from '../time/time-scale.ts';
import { Minimap } from '../time/Minimap.tsx';
import { StatusLine } from '../time/StatusLine.tsx';
import { TimeCursors } from '../time/TimeCursors.tsx';
import { TimeLines, TimeRuler } from '../time/TimeRuler.tsx';
import { useZoom } from '../time/use-zoom.ts';
import { ROW_HEIGHT, useWaterfall } from './use-waterfall.ts';
import { findRow } from './visible-rows.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { WaterfallRow } from './WaterfallRow.tsx';
import { WaterfallToolbar } from '../toolbar/WaterfallToolbar.tsx';
import styles from './Waterfall.module.css';

const LEAST_NAME_WIDTH = 120;
/** Rows that are scrolled away but hold the focus stand this far off, in px. */
const FAR_AWAY = 100_000;

interface WaterfallProps {
  opened: OpenedTrace;
  /** The selected span, or -1. */
  selected: number;
  path: PathMode;
  onSelect: (span: number) => void;
  onOpen: (span: number) => void;
}

/** The spans of a trace as a tree over time: a treegrid of which only the rows in sight are drawn. */
export function Waterfall({ opened, selected, path, onSelect, onOpen }: WaterfallProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller, { width: 960, height: 600 });
  const names = useKeptWidth('nameWidth', LEAST_NAME_WIDTH, Math.floor(width * (width < 560 ? 0.45 : 0.6)));
  const zoom = useZoom();
  const laneWidth = Math.max(1, width - names.value - 2 * LANE_PAD);
  const scale = useMemo<TimeScale>(
    () => ({ start: zoom.window.from, end: zoom.window.to, width: laneWidth }),
    [zoom.window, laneWidth],
  );
  const styleOf = useServiceStyle();
  const waterfall = useWaterfall({ opened, selected, onSelect, onOpen, scroller });
  const { visible, rows, collapsed, tabStop } = waterfall;
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>('[data-span]');
    if (!row) return;
    const span = Number(row.dataset.span);
    if (target.closest('[data-twisty]')) waterfall.toggle(span);
    else onSelect(span);
  };
  return (
    <TimeCursors>
      <div className={styles.frame}>
        <WaterfallToolbar onExpandAll={waterfall.expandAll} onCollapseAll={waterfall.collapseAll} />
        <BarPatterns />
        <Minimap left={names.value} laneWidth={laneWidth} />
        <div className={styles.body}>
          <div
            ref={scroller}
            role="treegrid"
            aria-label={gridName(opened)}
            aria-rowcount={visible.length + 1}
            aria-colcount={2}
            className={styles.scroller}
            tabIndex={-1}
            onScroll={waterfall.onScroll}
            onKeyDown={waterfall.onKeyDown}
            onClick={onClick}
            onDoubleClick={(event) => event.preventDefault()}
            onFocus={({ target }) => target.dataset.span && waterfall.onFocusRow(Number(target.dataset.span))}
          >
            <div role="row" aria-rowindex={1} className={styles.headings}>
              <div role="columnheader" className={styles.heading} style={{ width: names.value }}>
                Span
              </div>
              <TimeRuler scale={scale} />
            </div>
            <TimeLines scale={scale} left={names.value} />
            <div
              role="rowgroup"
              className={styles.content}
              style={{ height: contentHeight({ rowCount: visible.length, rowHeight: ROW_HEIGHT }) }}
            >
              <div
                role="presentation"
                className={styles.layer}
                style={{ transform: `translateY(${rows.layerTop}px)` }}
              >
                {listMountedRows(rows, findRow(visible, tabStop)).map((row) => {
                  const span = visible[row]!;
                  return (
                    <WaterfallRow
                      key={span}
                      opened={opened}
                      span={span}
                      row={row}
                      top={Math.max(-FAR_AWAY, Math.min((row - rows.base) * ROW_HEIGHT, 4 * FAR_AWAY))}
                      isCollapsed={collapsed[span] === 1}
                      isSelected={span === selected}
                      isTabStop={span === tabStop}
                      path={path}
                      scale={scale}
                      nameWidth={names.value}
                      look={styleOf(serviceOf(opened, span))}
                    />
                  );
                })}
              </div>
            </div>
          </div>
          <LaneCursors area={scroller} scale={scale} left={names.value} />
          <div className={styles.splitter} style={{ left: names.value }}>
            <Splitter label="Width of the names" side="left" {...names} />
          </div>
        </div>
        <StatusLine scale={scale} rowCount={visible.length} />
      </div>
    </TimeCursors>
  );
}

/** The rows in sight and the one that holds the focus, in order. */
function listMountedRows({ first, end }: RowWindow, focused: number): number[] {
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  if (focused < first) rows.unshift(focused);
  else if (focused >= end) rows.push(focused);
  return rows;
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
