import type { TraceForm } from '../../../state/trace-look.ts';

/** The ways to look at a trace, in their order: what each is called, and its key. */
export const TRACE_FORM_TABS: readonly {
  readonly form: TraceForm;
  readonly name: string;
  readonly key: string;
}[] = [{ form: 'waterfall', name: 'Waterfall', key: '1' }];
