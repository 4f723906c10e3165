import { memo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { SkipLink } from '../parts/SkipLink.tsx';
import { useCommands } from '../parts/commands.ts';
import { Splitter, useKeptSize } from '../parts/Splitter.tsx';
import { tabId, tabPanelId } from '../parts/Tabs.tsx';
import { useElementSize } from '../parts/use-element-size.ts';
import { OpenedTraceContext, useOpenedTrace } from './opened/use-opened-trace.ts';
import { useSelection } from './opened/use-selection.ts';
import { useTraceAnswers } from './opened/use-trace-answers.ts';
import { focusView, useViewFocus } from './opened/view-focus.ts';
import { SpanPanel } from './detail/SpanPanel.tsx';
import { TraceChooser } from './TraceChooser.tsx';
import { TraceHeader } from './TraceHeader.tsx';
import { ActiveModes } from './toolbar/ActiveModes.tsx';
import { TraceToolbar } from './toolbar/TraceToolbar.tsx';
import { TraceSkeleton } from './TraceSkeleton.tsx';
import { TraceView } from './TraceView.tsx';
import styles from './TracePage.module.css';

/** One trace: what it is, its waterfall with the path that made it long, and the chosen span's details. */
export function TracePage() {
  const traceId = useAppState((state) => state.view.traceId);
  return traceId === null ? <TraceChooser opensOnlyTrace /> : <TraceLoader traceId={traceId} />;
}

function TraceLoader({ traceId }: { traceId: string }) {
  const { opened, error, isPending } = useTraceAnswers(traceId);
  if (opened)
    return (
      <OpenedTraceContext value={opened}>
        <LoadedTrace key={`${traceId} ${opened.trace.spanCount}`} />
      </OpenedTraceContext>
    );
  if (isPending || !error) return <TraceSkeleton />;
  if (error.code !== 'no-such-trace')
    return <EmptyState title="The trace could not be read">{error.message}</EmptyState>;
  return (
    <>
      <EmptyState title="This trace is not in the opened files">
        <code>{traceId}</code>
        <p>Open the file that holds it, or look at one of these.</p>
      </EmptyState>
      <TraceChooser />
    </>
  );
}

/** Not drawn again by a change of the look alone, as each frame of a zoom is one: its parts follow what they show of it. */
const LoadedTrace = memo(function LoadedTrace() {
  const opened = useOpenedTrace();
  const form = useAppState((state) => state.view.look.form);
  const { span: selected, isMissing, select } = useSelection();
  const page = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const { width } = useElementSize(page, { width: 1280, height: 800 });
  const panelWidth = useKeptSize('panelWidth', 280, Math.floor(width / 2));
  const isStacked = width < 860;
  const open = (span: number) => {
    flushSync(() => select(span)); // the panel must be there to take the focus
    panel.current?.focus();
  };
  const close = () => select(-1);
  useViewFocus(form, selected);
  useCommands('Span', [
    { id: 'close-span', label: 'Close the details', keys: ['Escape'], isDisabled: selected < 0, run: close },
  ]);
  return (
    <div ref={page} className={styles.page}>
      <SkipLink to={tabPanelId(form)} onSkip={() => focusView(form)}>
        Skip to the {form === 'waterfall' ? 'spans' : form}
      </SkipLink>
      <TraceHeader opened={opened} />
      <TraceToolbar />
      <ActiveModes />
      {isMissing && <MissingSpan onDismiss={() => select(-1)} />}
      <div
        role="tabpanel"
        id={tabPanelId(form)}
        aria-labelledby={tabId(form)}
        className={isStacked ? styles.stacked : styles.beside}
      >
        <div className={styles.main}>
          <TraceView onOpen={open} />
        </div>
        {selected >= 0 && (
          <>
            {!isStacked && <Splitter label="Width of the span's details" side="right" {...panelWidth} />}
            <div className={styles.side} style={isStacked ? undefined : { width: panelWidth.value }}>
              <SpanPanel ref={panel} opened={opened} span={selected} onClose={close} onSelect={select} />
            </div>
          </>
        )}
      </div>
    </div>
  );
});

function MissingSpan({ onDismiss }: { onDismiss: () => void }) {
  return (
    <p role="status" className={styles.missing}>
      The span of this link is not in the opened files.
      <Button variant="quiet" onClick={onDismiss}>
        Dismiss
      </Button>
    </p>
  );
}
