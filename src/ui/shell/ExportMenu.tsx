import { Download, X } from 'lucide-react';
import { useState } from 'react';
import { ALL_TRACES, type TraceFilter } from '../../core/model/filter.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { useAnnounce } from '../parts/Announcer.tsx';
import { formatCountOf, formatShare } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { exportTraces, type ExportOutcome } from './export-traces.ts';
import { Menu } from './Menu.tsx';
import { openSaveTarget } from './save-target.ts';
import styles from './ExportMenu.module.css';

interface Running {
  readonly stop: AbortController;
  readonly share: number;
}

/** Saves all or the filtered traces as TracAgg JSON; while it does, shows how far it is instead. */
export function ExportMenu({ title, traceCount }: { title: string; traceCount: number }) {
  const filter = useAppState((state) => state.view.filter);
  const { result: summary } = useAnswer('getSummary', { filter });
  const { running, failure, save, dismiss } = useExport(title);
  if (running) {
    return (
      <span className={styles.running}>
        Exporting {formatShare(running.share)}
        <IconButton isSmall icon={X} label="Cancel the export" onClick={() => running.stop.abort()} />
      </span>
    );
  }
  if (failure !== null) {
    return (
      <span role="alert" className={styles.failure}>
        Export failed: {failure}
        <IconButton isSmall icon={X} label="Dismiss" onClick={dismiss} />
      </span>
    );
  }
  const all = {
    label: 'Export all traces',
    hint: `${formatCountOf(traceCount, 'trace')} as TracAgg JSON`,
    run: () => save(ALL_TRACES),
  };
  const passing = summary?.traceCount ?? traceCount;
  const filtered = {
    label: 'Export filtered traces',
    hint: `${formatCountOf(passing, 'trace')} as TracAgg JSON`,
    run: () => save(filter),
  };
  return <Menu label="Export" icon={Download} items={passing < traceCount ? [filtered, all] : [all]} />;
}

function useExport(title: string) {
  const actions = useActions();
  const announce = useAnnounce();
  const [running, setRunning] = useState<Running | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const finish = (outcome: ExportOutcome) => {
    setRunning(null);
    if (outcome.kind === 'saved') announce(`${formatCountOf(outcome.traceCount, 'trace')} exported`);
    if (outcome.kind === 'failed') setFailure(outcome.message);
  };
  const run = async (filter: TraceFilter) => {
    const target = await openSaveTarget(exportNameOf(title));
    if (!target) return;
    const stop = new AbortController();
    setRunning({ stop, share: 0 });
    const onProgress = (done: number, total: number) =>
      setRunning({ stop, share: done / Math.max(1, total) });
    finish(await exportTraces(actions, { filter, target, signal: stop.signal, onProgress }));
  };
  return {
    running,
    failure,
    save: (filter: TraceFilter) => void run(filter),
    dismiss: () => setFailure(null),
  };
}

/** "shop.json + 2 files" as "shop.tracagg.json", "exports (150 files)" as "exports.tracagg.json". */
export function exportNameOf(title: string): string {
  const first = title
    .replace(/ (?:\+ [\d,]+ files?|\([\d,]+ files\))$/, '')
    .replace(/(\.(json|jsonl|ndjson|gz))+$/i, '');
  return `${first.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'traces'}.tracagg.json`;
}
