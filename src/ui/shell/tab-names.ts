import type { Tab } from '../../state/view.ts';

/** What each tab is called, and the key that opens it after `g`. */
export const TAB_NAMES: Readonly<Record<Tab, { readonly name: string; readonly key: string }>> = {
  overview: { name: 'Overview', key: 'o' },
  traces: { name: 'Traces', key: 't' },
  trace: { name: 'Trace', key: 'w' },
  services: { name: 'Services', key: 's' },
  graph: { name: 'Graph', key: 'g' },
  data: { name: 'Data', key: 'i' },
};
