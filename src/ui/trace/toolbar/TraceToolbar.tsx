import type { TraceForm } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { useCommands } from '../../parts/commands.ts';
import { Tabs } from '../../parts/Tabs.tsx';
import { focusView, isFocusFree } from '../opened/view-focus.ts';
import { ClockSwitch } from './ClockSwitch.tsx';
import { FindBox } from './FindBox.tsx';
import { PathSwitch } from './PathSwitch.tsx';
import { ShowMenu } from './ShowMenu.tsx';
import { TRACE_FORM_TABS } from './trace-forms.ts';
import { useErrorCommands } from './use-error-commands.ts';
import { ViewMenu } from './ViewMenu.tsx';
import styles from './TraceToolbar.module.css';

const TABS = TRACE_FORM_TABS.map(({ form, name }) => ({ value: form, label: name }));

/** The ways to look at the trace, finding in it, and how the waterfall shows it. */
export function TraceToolbar() {
  const actions = useActions();
  const form = useAppState((state) => state.view.look.form);
  const show = (next: TraceForm) => actions.look({ form: next });
  useErrorCommands();
  useCommands(
    'Trace',
    TRACE_FORM_TABS.map(({ form: next, name, key }) => ({
      id: `show-${next}`,
      label: `${name} of the trace`,
      keys: [key],
      run: () => (next === form && isFocusFree() ? focusView(form) : show(next)),
    })),
  );
  return (
    <div className={styles.toolbar}>
      <Tabs
        label="Ways to look at the trace"
        items={TABS}
        value={form}
        onSelect={show}
        className={styles.tabs}
      />
      <FindBox />
      <div role="group" aria-label="What is shown" className={styles.controls}>
        {form === 'waterfall' && (
          <>
            <PathSwitch />
            <ShowMenu />
            <ViewMenu />
          </>
        )}
        <ClockSwitch />
      </div>
    </div>
  );
}
