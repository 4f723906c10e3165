import type { CSSProperties } from 'react';
import { useAppState } from '../app-context.tsx';
import { EventsView } from './events/EventsView.tsx';
import { FlameView } from './flame/FlameView.tsx';
import { useOpenedTrace } from './opened/use-opened-trace.ts';
import { StatisticsView } from './statistics/StatisticsView.tsx';
import { Summaries } from './Summaries.tsx';
import { Waterfall } from './waterfall/Waterfall.tsx';
import styles from './TracePage.module.css';

/** The opened trace in the form that is chosen. `onOpen` goes to the details of a span. */
export function TraceView({ onOpen }: { onOpen: (span: number) => void }) {
  const { trace } = useOpenedTrace();
  const form = useAppState((state) => state.view.look.form);
  switch (form) {
    case 'statistics':
      return <StatisticsView />;
    case 'events':
      return <EventsView />;
    case 'flame':
      return <FlameView />;
    case 'waterfall':
      return (
        <>
          <div className={styles.waterfall} style={rowCount(trace.spanCount)}>
            <Waterfall onOpen={onOpen} />
          </div>
          <Summaries />
        </>
      );
  }
}

/** More rows than any window shows. */
const MOST_ROWS = 500;

function rowCount(spanCount: number): CSSProperties {
  return { '--rows': Math.min(spanCount, MOST_ROWS) } as CSSProperties;
}
