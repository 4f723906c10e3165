import { PanelBottomClose, PanelBottomOpen } from 'lucide-react';
import { useState } from 'react';
import type { OperationShare, ServiceShare } from '../../../core/engine/trace-answers.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { classNames } from '../../parts/class-names.ts';
import { useCommands } from '../../parts/commands.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import table from '../../parts/DataTable.module.css';
import { DurationText } from '../../parts/DurationText.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount, formatCountOf, formatShare } from '../../parts/format.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { SegmentedControl } from '../../parts/SegmentedControl.tsx';
import { ServiceLabel, ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { useServiceStyle } from '../../parts/service-style.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import styles from './PathShares.module.css';

/** Rows drawn at first, and more at each request. */
const ROWS_AT_A_TIME = 20;

const PARTS = [
  { value: 'services', label: 'Services' },
  { value: 'operations', label: 'Operations' },
] as const;
type Parts = (typeof PARTS)[number]['value'];

const MEANINGS = {
  sum: "The durations of its spans added up, and that as part of the trace's duration; spans overlap",
  self: 'Time in which no child of a span ran, added up over its spans',
  critical:
    'Time on the critical path: more than self where a span goes on while children run that are not on it',
};

/** Where the time of the trace went, service by service or operation by operation. The bar is the time on the critical path. */
export function PathShares() {
  const { services, operations, operationCount } = useOpenedTrace().path;
  const [parts, setParts] = useState<Parts>('services');
  const isOpen = useAppState((state) => state.preferences.isPathOpen);
  const isByService = parts === 'services';
  return (
    <Panel
      title="Where the time went"
      note={
        isByService
          ? formatCountOf(services.length, 'service')
          : `${formatCountOf(operationCount, 'operation')}${operations.length < operationCount ? `, the first ${formatCount(operations.length)}` : ''}`
      }
      actions={
        <>
          {isOpen && <SegmentedControl label="Shares by" options={PARTS} value={parts} onChange={setParts} />}
          <OpenButton isOpen={isOpen} />
        </>
      }
      className={styles.panel}
    >
      {isOpen && <ShareTable key={parts} parts={parts} shares={isByService ? services : operations} />}
    </Panel>
  );
}

/** Leaves the waterfall the room of the path and the shares, or takes it back. */
function OpenButton({ isOpen }: { isOpen: boolean }) {
  const actions = useActions();
  const label = isOpen ? 'Hide path and shares' : 'Show path and shares';
  const run = () => actions.setPreferences({ isPathOpen: !isOpen });
  useCommands('Critical path', [{ id: 'open-path', label, run }]);
  return (
    <IconButton
      isSmall
      label={label}
      icon={isOpen ? PanelBottomClose : PanelBottomOpen}
      className={styles.open}
      onClick={run}
    />
  );
}

interface ShareTableProps {
  parts: Parts;
  shares: readonly (ServiceShare | OperationShare)[];
}

function ShareTable({ parts, shares }: ShareTableProps) {
  const [limit, setLimit] = useState(ROWS_AT_A_TIME);
  const left = shares.length - limit;
  const label = parts === 'services' ? 'Services' : 'Operations';
  return (
    <ScrollRegion label={label} className={styles.scroller}>
      <DataTable label={`${label} of this trace`}>
        <thead>
          <tr>
            <th>{parts === 'services' ? 'Service' : 'Operation'}</th>
            <th className={classNames(table.number, styles.lesser)}>Spans</th>
            <th className={table.number}>Errors</th>
            <th className={classNames(table.number, styles.lesser)} title={MEANINGS.sum}>
              Sum <span className={styles.part}>of trace</span>
            </th>
            <th className={table.number} title={MEANINGS.self}>
              Self
            </th>
            <th className={table.number} title={MEANINGS.critical}>
              Critical
            </th>
            <th className={classNames(table.number, styles.barColumn)} title="Critical as part of the path">
              Of path
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.slice(0, limit).map((share) => (
            <ShareRow key={JSON.stringify(nameOf(share))} share={share} />
          ))}
        </tbody>
      </DataTable>
      {left > 0 && (
        <Button variant="quiet" className={styles.more} onClick={() => setLimit(limit + ROWS_AT_A_TIME)}>
          Show more ({formatCount(left)} left)
        </Button>
      )}
    </ScrollRegion>
  );
}

function nameOf(share: ServiceShare | OperationShare): readonly string[] {
  return 'operation' in share ? [share.service, share.operation] : [share.service];
}

function ShareRow({ share }: { share: ServiceShare | OperationShare }) {
  const { trace, path } = useOpenedTrace();
  const styleOf = useServiceStyle();
  const pathDuration = path.window.to - path.window.from;
  const [service, operation] = nameOf(share);
  return (
    <tr>
      <th scope="row" className={styles.name} title={nameOf(share).join(' ')}>
        {operation === undefined ? (
          <ServiceLabel service={service!} />
        ) : (
          <span className={styles.operation}>
            <ServiceSwatch look={styleOf(service!)} />
            <span className={styles.operationName}>
              <strong>{service}</strong> <span>{operation || 'unnamed'}</span>
            </span>
          </span>
        )}
      </th>
      <td className={classNames(table.number, styles.lesser)}>{formatCount(share.spanCount)}</td>
      <td className={table.number}>
        {share.errorCount > 0 ? <ErrorMark>{formatCount(share.errorCount)}</ErrorMark> : '0'}
      </td>
      <td className={classNames(table.number, styles.lesser)}>
        <DurationText nanos={share.duration} resolution={trace.resolution} />{' '}
        <span className={styles.part}>{formatShare(share.percentage / 100)}</span>
      </td>
      <td className={table.number}>
        <DurationText nanos={share.selfTime} />
      </td>
      <td className={table.number}>
        {share.criticalTime > 0 ? <DurationText nanos={share.criticalTime} /> : '–'}
      </td>
      <td>
        <ShareBar
          share={pathDuration > 0 ? share.criticalTime / pathDuration : 0}
          color={styleOf(share.service).color}
        />
      </td>
    </tr>
  );
}

function ShareBar({ share, color }: { share: number; color: string }) {
  return (
    <span className={styles.share}>
      <span className={styles.track}>
        <span className={styles.bar} style={{ width: `${share * 100}%`, background: color }} />
      </span>
      <span className={styles.shareText}>{formatShare(share)}</span>
    </span>
  );
}
