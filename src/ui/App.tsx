import { useState } from 'react';
import './tokens.css';
import './base.css';
import { OpenProvider } from './open/OpenProvider.tsx';
import { Announcer } from './parts/Announcer.tsx';
import { CommandRegistry, CommandsContext } from './parts/commands.ts';
import { ServiceStyles } from './parts/ServiceStyles.tsx';
import { TooltipLayer } from './parts/Tooltip.tsx';
import { Shell } from './shell/Shell.tsx';

/** The whole page, inside an `<AppProvider>`. */
export function App() {
  const [commands] = useState(() => new CommandRegistry());
  return (
    <Announcer>
      <TooltipLayer>
        <OpenProvider>
          <CommandsContext value={commands}>
            <ServiceStyles>
              <Shell />
            </ServiceStyles>
          </CommandsContext>
        </OpenProvider>
      </TooltipLayer>
    </Announcer>
  );
}
