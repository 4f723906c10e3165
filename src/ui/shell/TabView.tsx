import type { Tab } from '../../state/view.ts';
import { DataPage } from '../data/DataPage.tsx';
import { Overview } from '../overview/Overview.tsx';

/** The view of a tab. */
export function TabView({ tab }: { tab: Tab }) {
  switch (tab) {
    case 'overview':
      return <Overview />;
    case 'traces':
      return null;
    case 'trace':
      return null;
    case 'services':
      return null;
    case 'graph':
      return null;
    case 'data':
      return <DataPage />;
  }
}
