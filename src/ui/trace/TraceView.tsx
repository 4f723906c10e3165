import { useAppState } from '../app-context.tsx';
import { EventsView } from './events/EventsView.tsx';
import { PathPanel } from './path/PathPanel.tsx';
import { PathShares } from './path/PathShares.tsx';
import { StatisticsView } from './statistics/StatisticsView.tsx';
import { Waterfall } from './waterfall/Waterfall.tsx';
import styles from './TracePage.module.css';

/** The opened trace in the form that is chosen. `onOpen` goes to the details of a span. */
export function TraceView({ onOpen }: { onOpen: (span: number) => void }) {
  const form = useAppState((state) => state.view.look.form);
  switch (form) {
    case 'statistics':
      return <StatisticsView />;
    case 'events':
      return <EventsView />;
    case 'flame':
    case 'waterfall':
      return (
        <>
          <Waterfall onOpen={onOpen} />
          <div className={styles.summaries}>
            <PathPanel />
            <PathShares />
          </div>
        </>
      );
  }
}
