import { useDeferredValue, useMemo, useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { TraceView } from '../../core/engine/protocol.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { findCommand } from '../parts/key-bindings.ts';
import { useElementSize } from '../parts/use-element-size.ts';
import { PathPanel } from './PathPanel.tsx';
import { TREE_KEYS } from './row-keys.ts';
import { ServiceBreakdown } from './ServiceBreakdown.tsx';
import { findSpan, formatSpanKey } from './span-key.ts';
import { SpanPanel } from './SpanPanel.tsx';
import { Splitter, useKeptWidth } from './Splitter.tsx';
import { TraceChooser } from './TraceChooser.tsx';
import { TraceHeader } from './TraceHeader.tsx';
import { TraceSkeleton } from './TraceSkeleton.tsx';
import { Waterfall } from './Waterfall.tsx';
import { buildWaterfallModel } from './waterfall-model.ts';
import styles from './TracePage.module.css';

/** One trace: what it is, its waterfall with the path that made it long, and the chosen span's details. */
export function TracePage() {
  const traceId = useAppState((state) => state.view.traceId);
  return traceId === null ? <TraceChooser /> : <OpenedTrace traceId={traceId} />;
}

function OpenedTrace({ traceId }: { traceId: string }) {
  const { result: latest, error, isPending } = useAnswer('getTrace', { traceId });
  const result = useDeferredValue(latest, null); // a large trace is drawn in a task of its own
  if (result?.traceId === traceId)
    return <LoadedTrace key={`${traceId} ${result.spanCount}`} trace={result} />;
  if (isPending || latest || !error) return <TraceSkeleton />;
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

function LoadedTrace({ trace }: { trace: TraceView }) {
  const model = useMemo(() => buildWaterfallModel(trace), [trace]);
  const path = useAppState((state) => state.view.path);
  const { selected, isMissing, select } = useSelectedSpan(trace);
  const page = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const { width } = useElementSize(page, { width: 1280, height: 800 });
  const panelWidth = useKeptWidth('panelWidth', 280, Math.floor(width / 2));
  const isStacked = width < 860;
  const open = (span: number) => {
    flushSync(() => select(span)); // the panel must be there to take the focus
    panel.current?.focus();
  };
  const close = () => {
    const hadFocus = panel.current?.contains(document.activeElement);
    select(-1);
    if (hadFocus) page.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (findCommand(TREE_KEYS, event) === 'close' && selected >= 0) close();
  };
  return (
    // Escape bubbles here from the waterfall and the panel
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={page} className={styles.page} onKeyDown={closeByKey}>
      <TraceHeader model={model} />
      {isMissing && <MissingSpan onDismiss={() => select(-1)} />}
      <div className={isStacked ? styles.stacked : styles.beside}>
        <div className={styles.main}>
          <Waterfall model={model} selected={selected} path={path} onSelect={select} onOpen={open} />
          <div className={styles.summaries}>
            <PathPanel model={model} path={path} selected={selected} onSelect={select} />
            <ServiceBreakdown trace={trace} />
          </div>
        </div>
        {selected >= 0 && (
          <>
            {!isStacked && <Splitter label="Width of the span's details" side="right" {...panelWidth} />}
            <div className={styles.side} style={isStacked ? undefined : { width: panelWidth.value }}>
              <SpanPanel ref={panel} model={model} span={selected} onClose={close} onSelect={select} />
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** The span the view names: -1 where it names none, `isMissing` where the trace has no such span. */
function useSelectedSpan(trace: TraceView) {
  const spanId = useAppState((state) => state.view.spanId);
  const actions = useActions();
  const selected = useMemo(() => (spanId === null ? -1 : findSpan(trace.spanIds, spanId)), [trace, spanId]);
  const select = (span: number) => {
    if (span === selected && spanId !== null) return;
    // opening and closing are steps for the Back button, going from span to span is not
    const isStep = span < 0 || selected < 0;
    actions.show({ spanId: span < 0 ? null : formatSpanKey(trace.spanIds, span) }, { replace: !isStep });
  };
  return { selected, isMissing: spanId !== null && selected < 0, select };
}

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
