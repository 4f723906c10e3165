import type { Tab } from '../../state/view.ts';
import { DataPage } from '../data/DataPage.tsx';
import { GraphView } from '../graph/GraphView.tsx';
import { Overview } from '../overview/Overview.tsx';
import { ServicesView } from '../services/ServicesView.tsx';
import { TracePage } from '../trace/TracePage.tsx';
import { TracesView } from '../traces/TracesView.tsx';

/** The view of a tab. */
export function TabView({ tab }: { tab: Tab }) {
  switch (tab) {
    case 'overview':
      return <Overview />;
    case 'traces':
      return <TracesView />;
    case 'trace':
      return <TracePage />;
    case 'services':
      return <ServicesView />;
    case 'graph':
      return <GraphView />;
    case 'data':
      return <DataPage />;
  }
}
