import { createContext, useContext } from 'react';
import type { ServiceRow } from '../../core/engine/protocol.ts';
import { useActions, useAppState } from '../app-context.tsx';
import table from '../parts/DataTable.module.css';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { ViewLink } from '../parts/ViewLink.tsx';
import { VisuallyHidden } from '../parts/VisuallyHidden.tsx';
import { MOST_CHARTED } from './charted-services.ts';
import { isMaximum } from './percentile-axis.ts';
import styles from './ServiceCells.module.css';

/** The services drawn in the charts. */
export const ChartedContext = createContext<readonly string[]>([]);

/** Draws a service in the charts, or takes it out. */
export function PickCell({ service }: { service: string }) {
  const actions = useActions();
  const picked = useAppState((state) => state.view.pickedServices);
  const isDrawn = useContext(ChartedContext).includes(service);
  const isPicked = picked.includes(service);
  const isFull = !isPicked && picked.length >= MOST_CHARTED;
  const toggle = () =>
    actions.show(
      { pickedServices: isPicked ? picked.filter((other) => other !== service) : [...picked, service] },
      { replace: true },
    );
  return (
    <label
      className={styles.pick}
      title={isFull ? `At most ${MOST_CHARTED} services can be compared` : `Compare ${service}`}
    >
      <input
        type="checkbox"
        aria-label={`Compare ${service}`}
        checked={isPicked}
        disabled={isFull}
        onChange={toggle}
        data-drawn={isDrawn}
      />
    </label>
  );
}

/** The service as the link to its traces. */
export function ServiceCell({ row: { service, traceCount } }: { row: ServiceRow }) {
  const filter = useAppState((state) => state.view.filter);
  return (
    <ViewLink
      to={{ tab: 'traces', filter: { ...filter, service } }}
      className={table.rowAction}
      title={`Show its ${formatCountOf(traceCount, 'trace')}`}
    >
      <ServiceLabel service={service} />
    </ViewLink>
  );
}

/** How many spans there are; where some never ended, that the durations rest on fewer. */
export function SpanCountCell({ row: { count, finishedCount } }: { row: ServiceRow }) {
  if (finishedCount === count) return formatCount(count);
  const caution = `${formatCount(count - finishedCount)} unfinished: in no duration`;
  return (
    <span title={caution}>
      {formatCount(count)}
      <VisuallyHidden>, {caution}</VisuallyHidden>
    </span>
  );
}

interface DurationCellProps {
  nanos: number;
  /** The service whose durations it was measured from. */
  of: ServiceRow;
}

export function DurationCell({ nanos, of }: DurationCellProps) {
  return of.finishedCount === 0 ? '–' : <DurationText nanos={nanos} />;
}

interface PercentileCellProps extends DurationCellProps {
  /** 0 to 100. */
  p: number;
}

/** A percentile; fainter where it is only the largest of few. */
export function PercentileCell({ p, nanos, of }: PercentileCellProps) {
  if (of.finishedCount === 0 || !isMaximum(of.finishedCount, p))
    return <DurationCell nanos={nanos} of={of} />;
  const caution = `p${p} of ${formatCount(of.finishedCount)} is the largest of them`;
  return (
    <span className={styles.faint} title={caution}>
      <DurationText nanos={nanos} />
      <VisuallyHidden>, {caution}</VisuallyHidden>
    </span>
  );
}
