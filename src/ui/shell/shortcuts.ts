import { TABS, type Tab } from '../../state/view.ts';
import { TAB_NAMES } from './tab-names.ts';

/** What a key of the frame can do. */
export type ShortcutAction =
  | { readonly kind: 'show-tab'; readonly tab: Tab }
  | { readonly kind: 'focus-filter' | 'open-files' | 'show-help' };

/** Keys pressed one after the other, and what they do. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly label: string;
  readonly action: ShortcutAction;
}

/** The one table of the frame's keys: it binds them, and the help is made of it. */
export const SHORTCUTS: readonly Shortcut[] = [
  ...TABS.map((tab): Shortcut => {
    const { name, key } = TAB_NAMES[tab];
    return { keys: ['g', key], label: `Go to ${name}`, action: { kind: 'show-tab', tab } };
  }),
  { keys: ['/'], label: 'Search and filter', action: { kind: 'focus-filter' } },
  { keys: ['o'], label: 'Open files', action: { kind: 'open-files' } },
  { keys: ['?'], label: 'Show the keys', action: { kind: 'show-help' } },
];

/** The shortcut that `pressed` keys spell; 'begun' where more may come, null where none begins like this. */
export function findShortcut(pressed: readonly string[]): Shortcut | 'begun' | null {
  const alike = SHORTCUTS.filter(({ keys }) => pressed.every((key, at) => keys[at] === key));
  return alike.find(({ keys }) => keys.length === pressed.length) ?? (alike.length > 0 ? 'begun' : null);
}
