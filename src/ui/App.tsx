import './tokens.css';
import './base.css';
import { OpenProvider } from './open/OpenProvider.tsx';
import { Announcer } from './parts/Announcer.tsx';
import { TooltipLayer } from './parts/Tooltip.tsx';
import { Shell } from './shell/Shell.tsx';

/** The whole page, inside an `<AppProvider>`. */
export function App() {
  return (
    <Announcer>
      <TooltipLayer>
        <OpenProvider>
          <Shell />
        </OpenProvider>
      </TooltipLayer>
    </Announcer>
  );
}
