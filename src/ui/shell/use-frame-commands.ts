import { TABS, type Tab } from '../../state/view.ts';
import { useActions } from '../app-context.tsx';
import { useOpening } from '../open/OpenProvider.tsx';
import { useCommands, type Command } from '../parts/commands.ts';
import { TAB_NAMES } from './tab-names.ts';

interface FrameState {
  readonly hasTraces: boolean;
  /** Whether the filter is in sight. */
  readonly hasFilter: boolean;
  readonly showHelp: () => void;
  readonly showPalette: () => void;
}

/** What the frame of the page can do. */
export function useFrameCommands({ hasTraces, hasFilter, showHelp, showPalette }: FrameState): void {
  const actions = useActions();
  const { chooseFiles } = useOpening();
  const goTo = (tab: Tab): Command => ({
    id: `go-to-${tab}`,
    label: `Go to ${TAB_NAMES[tab].name}`,
    keys: ['g', TAB_NAMES[tab].key],
    isDisabled: !hasTraces,
    run: () => actions.show({ tab }),
  });
  const filter: Command = {
    id: 'filter',
    label: 'Search and filter',
    keys: ['/'],
    run: () => document.getElementById('filter-text')?.focus(),
  };
  useCommands('Anywhere', [
    ...TABS.map(goTo),
    ...(hasFilter ? [filter] : []),
    { id: 'open-files', label: 'Open files', keys: ['o'], run: chooseFiles },
    {
      id: 'show-palette',
      label: 'Find a command, service, operation, trace or span',
      keys: ['Mod+k'],
      run: showPalette,
    },
    { id: 'show-help', label: 'Show the keys', keys: ['?'], run: showHelp },
  ]);
}
