import { useState } from 'react';
import type { Latency } from '../../core/engine/protocol.ts';
import { useActions, useAnswer, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Panel } from '../parts/Panel.tsx';
import { PartBasis } from '../parts/PartMark.tsx';
import { SegmentedControl } from '../parts/SegmentedControl.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { LatencyHistogram } from './LatencyHistogram.tsx';
import { LatencyTables } from './LatencyTables.tsx';
import { PercentileCurve } from './PercentileCurve.tsx';
import styles from './LatencyPanel.module.css';

const SCALES = [
  { value: 'log', label: 'Log' },
  { value: 'linear', label: 'Linear' },
] as const;

interface LatencyPanelProps {
  /** At least one, in the order they are drawn. */
  services: readonly string[];
  /** Whether somebody picked them. */
  isPicked: boolean;
}

/** The latency distributions of some services: as curves and histograms, or the same numbers as tables. */
export function LatencyPanel({ services, isPicked }: LatencyPanelProps) {
  const actions = useActions();
  const filter = useAppState((state) => state.view.filter);
  const scale = useAppState((state) => state.view.latencyScale);
  const [isTable, setIsTable] = useState(false);
  const { result, error } = useAnswer('measureLatency', { filter, services, scale });
  return (
    <Panel
      title="Latency"
      note={
        <>
          {isPicked ? 'of the services picked' : 'of the slowest by p95; tick services to compare them'}{' '}
          <PartBasis />
        </>
      }
      actions={
        <>
          <SegmentedControl
            label="Scale"
            showLabel
            options={SCALES}
            value={scale}
            onChange={(latencyScale) => actions.show({ latencyScale }, { replace: true })}
          />
          <Button aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            Show as {isTable ? 'chart' : 'table'}
          </Button>
        </>
      }
      className={styles.panel}
    >
      {error && <EmptyState title="The latencies could not be measured">{error.message}</EmptyState>}
      {!result && !error && <Skeleton height="240px" />}
      {result && (isTable ? <LatencyTables latency={result} /> : <LatencyCharts latency={result} />)}
    </Panel>
  );
}

function LatencyCharts({ latency }: { latency: Latency }) {
  const scale = useAppState((state) => state.view.latencyScale);
  return (
    <div className={styles.charts}>
      <PercentileCurve latency={latency} scale={scale} />
      <LatencyHistogram latency={latency} scale={scale} />
    </div>
  );
}
