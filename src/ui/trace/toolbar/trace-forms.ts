import type { TraceForm } from '../../../state/trace-look.ts';

interface TraceFormTab {
  readonly form: TraceForm;
  readonly name: string;
  readonly key: string;
}

/** The ways to look at a trace, in their order: what each is called, and its key. */
export const TRACE_FORM_TABS: readonly TraceFormTab[] = [
  { form: 'waterfall', name: 'Waterfall', key: '1' },
  { form: 'flame', name: 'Flame', key: '2' },
  { form: 'statistics', name: 'Statistics', key: '3' },
  { form: 'events', name: 'Events', key: '4' },
];
