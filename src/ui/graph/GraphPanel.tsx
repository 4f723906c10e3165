import { X } from 'lucide-react';
import type { DurationStatistics, ServiceNode } from '../../core/engine/protocol.ts';
import { Button } from '../parts/Button.tsx';
import { formatCount, formatCountOf, formatDuration, formatShare } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { Panel } from '../parts/Panel.tsx';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { SPAN_COUNT_MEANING } from '../parts/span-count.ts';
import { CallList } from './CallList.tsx';
import type { Call, GraphModel, Target } from './graph-model.ts';
import styles from './GraphPanel.module.css';

interface GraphPanelProps {
  model: GraphModel;
  picked: Target | null;
  onPick: (target: Target | null) => void;
  /** Leads to the traces a service takes part in. */
  onShowTraces: (service: string) => void;
  /** Puts a moved service back where the layout has it; null for one that was not moved. */
  onRelease: ((service: string) => void) | null;
}

/** What is known of the picked service or call; of the whole graph while none is. */
export function GraphPanel(props: GraphPanelProps) {
  const { model, picked } = props;
  const node = picked?.kind === 'service' ? model.nodeOf.get(picked.service) : undefined;
  const call = picked?.kind === 'call' ? model.callOf.get(picked.key) : undefined;
  return (
    <aside aria-label="Details" className={styles.panel}>
      {node ? (
        <ServicePart {...props} node={node} />
      ) : call ? (
        <CallPart {...props} call={call} />
      ) : (
        <WholePart {...props} />
      )}
    </aside>
  );
}

function ServicePart({
  model,
  node,
  onPick,
  onShowTraces,
  onRelease,
}: GraphPanelProps & { node: ServiceNode }) {
  const { service } = node;
  return (
    <>
      <Panel title={service} actions={<CloseButton onPick={onPick} />}>
        <Numbers statistics={node} counted="Spans" />
        <p className={styles.note}>{SPAN_COUNT_MEANING}</p>
        <div className={styles.buttons}>
          <Button variant="primary" onClick={() => onShowTraces(service)}>
            Show its traces
          </Button>
          {onRelease && <Button onClick={() => onRelease(service)}>Put back</Button>}
        </div>
      </Panel>
      <CallList title="Called by" end="caller" calls={model.callsTo.get(service)!} onPick={onPick} />
      <CallList title="Calls" end="callee" calls={model.callsFrom.get(service)!} onPick={onPick} />
    </>
  );
}

function CallPart({ call, onPick, onShowTraces }: GraphPanelProps & { call: Call }) {
  const { callerService, calleeService } = call;
  return (
    <Panel title={`${callerService} → ${calleeService}`} actions={<CloseButton onPick={onPick} />}>
      <Numbers statistics={call} counted="Calls" />
      <p className={styles.note}>Durations are those of {calleeService}, as it saw these calls.</p>
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => onShowTraces(calleeService)}>
          Show traces through {calleeService}
        </Button>
      </div>
      <p className={styles.note}>The traces are all in which {calleeService} takes part, whoever calls it.</p>
      <ul className={styles.ends}>
        {[callerService, calleeService].map((service) => (
          <li key={service}>
            <Button variant="quiet" onClick={() => onPick({ kind: 'service', service })}>
              <ServiceLabel service={service} />
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const LISTED = 5;

function WholePart({ model, onPick }: GraphPanelProps) {
  const failing = model.calls
    .filter(({ errorCount }) => errorCount > 0)
    .sort((a, b) => b.errorCount - a.errorCount)
    .slice(0, LISTED);
  const slowest = [...model.calls].sort((a, b) => b.p95 - a.p95).slice(0, LISTED);
  return (
    <>
      <Panel title={formatCountOf(model.graph.nodes.length, 'service')}>
        <p className={styles.note}>
          {formatCountOf(model.callCount, 'call')} over {formatCountOf(model.calls.length, 'connection')}.
          Pick a service or a line for its numbers and traces.
        </p>
      </Panel>
      {failing.length > 0 && <CallList title="Failing most" end="both" calls={failing} onPick={onPick} />}
      {slowest.length > 0 && <CallList title="Slowest" end="both" calls={slowest} onPick={onPick} />}
    </>
  );
}

function CloseButton({ onPick }: Pick<GraphPanelProps, 'onPick'>) {
  return <IconButton isSmall label="Close" icon={X} onClick={() => onPick(null)} />;
}

function Numbers({ statistics, counted }: { statistics: DurationStatistics; counted: string }) {
  const { count, errorCount, errorRate, mean, p50, p90, p95, p99, max } = statistics;
  const durations = { Mean: mean, p50, p90, p95, p99, Max: max };
  return (
    <dl className={styles.numbers}>
      <Number name={counted}>{formatCount(count)}</Number>
      <Number name="Errors" isError={errorCount > 0}>
        {formatCount(errorCount)}
      </Number>
      <Number name="Error rate" isError={errorCount > 0}>
        {formatShare(errorRate)}
      </Number>
      {Object.entries(durations).map(([name, nanos]) => (
        <Number key={name} name={name}>
          {formatDuration(nanos)}
        </Number>
      ))}
    </dl>
  );
}

function Number({ name, isError = false, children }: { name: string; isError?: boolean; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isError ? styles.errors : undefined}>{children}</dd>
    </div>
  );
}
