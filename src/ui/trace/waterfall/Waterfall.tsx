import { useRef } from 'react';
import { useAppState } from '../../app-context.tsx';
import { Splitter } from '../../parts/Splitter.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { LaneCursors } from '../time/LaneCursors.tsx';
import { Minimap } from '../time/Minimap.tsx';
import { StatusLine } from '../time/StatusLine.tsx';
import { TimeCursors } from '../time/TimeCursors.tsx';
import { BarPatterns } from './BarPatterns.tsx';
import { ColorLegend } from './ColorLegend.tsx';
import { useBarStyles } from './use-bar-styles.ts';
import { useLaneLayout } from './use-lane-layout.ts';
import { useRows } from './use-rows.ts';
import { WaterfallGrid } from './WaterfallGrid.tsx';
import styles from './Waterfall.module.css';

interface WaterfallProps {
  /** Selects the span and moves on to its details. */
  onOpen: (span: number) => void;
}

/** The spans of a trace as a tree over time, between the whole trace in small and the figures of what is in sight. */
export function Waterfall({ onOpen }: WaterfallProps) {
  const opened = useOpenedTrace();
  const colorBy = useAppState((state) => state.view.look.colorBy);
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useLaneLayout(scroller);
  const { names, columns, left, scale } = layout;
  const barStyles = useBarStyles(opened, columns.colorValues);
  const { legend } = barStyles;
  const context = useRows(opened);
  return (
    <TimeCursors>
      <div className={styles.frame}>
        <BarPatterns />
        <Minimap left={left} laneWidth={scale.width} styleOf={barStyles.styleOf} />
        {colorBy !== null && legend && <ColorLegend attribute={colorBy} entries={legend} />}
        <div className={styles.body}>
          <WaterfallGrid
            scroller={scroller}
            context={context}
            layout={layout}
            barStyles={barStyles}
            onOpen={onOpen}
          />
          <LaneCursors area={scroller} scale={scale} left={left} />
          <div className={styles.splitter} style={{ left: names.value }}>
            <Splitter label="Width of the names" side="left" {...names} />
          </div>
        </div>
        <StatusLine scale={scale} rowCount={context.rows.length} />
      </div>
    </TimeCursors>
  );
}
