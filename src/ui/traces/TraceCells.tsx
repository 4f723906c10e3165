import { createContext, useContext } from 'react';
import type { TraceRow } from '../../core/engine/protocol.ts';
import { useAppState } from '../app-context.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { ErrorMark } from '../parts/ErrorMark.tsx';
import {
  formatClock,
  formatCount,
  formatCountOf,
  formatDate,
  formatDuration,
  formatTime,
} from '../parts/format.ts';
import { ServiceSwatch } from '../parts/ServiceLabel.tsx';
import { useServiceStyle } from '../parts/service-style.ts';
import { Skeleton } from '../parts/Skeleton.tsx';
import { ViewLink } from '../parts/ViewLink.tsx';
import type { TraceEntry } from './trace-pages.ts';
import styles from './TraceCells.module.css';

export interface TraceCellProps {
  row: TraceRow;
  /** Its duration as a share (0 to 1) of the longest in the list. */
  share: number;
}

/** The row whose link is the table's one tab stop. */
export const ActiveRowContext = createContext(0);

/** Service and operation of the root, as the link to the trace. The element stays the same while its trace is fetched. */
export function RootCell({ entry: { index, row } }: { entry: TraceEntry }) {
  const isActive = useContext(ActiveRowContext) === index;
  return (
    <ViewLink
      to={row ? { tab: 'trace', traceId: row.traceId, spanId: null } : {}}
      data-row={index}
      tabIndex={isActive ? 0 : -1}
      aria-label={row ? nameOf(row) : 'Loading'}
      className={styles.link}
    >
      {row ? <Root row={row} /> : <Skeleton width={`${55 - ((index * 17) % 31)}%`} height="10px" />}
    </ViewLink>
  );
}

function Root({ row: { rootService, rootOperation, hasRoot } }: { row: TraceRow }) {
  return (
    <>
      <ServiceSwatch look={useServiceStyle()(rootService)} />
      <span className={styles.service}>{rootService}</span>
      <span className={styles.operation} title={rootOperation}>
        {rootOperation}
      </span>
      {!hasRoot && (
        <span className={styles.partial} title="The root span is missing; its earliest orphan stands in">
          (partial)
        </span>
      )}
    </>
  );
}

/** What a screen reader says of a row reached by arrow keys. */
function nameOf({ rootService, rootOperation, hasRoot, duration, spanCount, errorCount }: TraceRow): string {
  const parts = [
    `${rootService} ${rootOperation}`,
    hasRoot ? '' : 'partial, its root is missing',
    formatDuration(duration),
    formatCountOf(spanCount, 'span'),
    errorCount > 0 ? formatCountOf(errorCount, 'error') : '',
  ];
  return parts.filter(Boolean).join(', ');
}

export function StartHeader() {
  const zone = useAppState((state) => state.preferences.timeZone);
  return zone === 'utc' ? 'Start (UTC)' : 'Start (local time)';
}

export function StartCell({ row: { start } }: TraceCellProps) {
  const zone = useAppState((state) => state.preferences.timeZone);
  return (
    <span className={styles.start} title={formatTime(start, zone, 9)}>
      <span className={styles.date}>{formatDate(start, zone)}</span> {formatClock(start, zone)}
    </span>
  );
}

export function DurationCell({ row: { duration }, share }: TraceCellProps) {
  return (
    <span className={styles.duration}>
      <DurationText nanos={duration} />
      <span className={styles.track}>
        <span className={styles.bar} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}

export function SpansCell({ row }: TraceCellProps) {
  return (
    <span className={styles.spans} data-unit={row.spanCount === 1 ? 'span' : 'spans'}>
      {formatCount(row.spanCount)}
    </span>
  );
}

/** Services named in a row; the others are counted. */
const SHOWN_SERVICES = 3;

export function ServicesCell({ row: { services } }: TraceCellProps) {
  const styleOf = useServiceStyle();
  const others = services.slice(SHOWN_SERVICES);
  return (
    <span className={styles.services}>
      {services.slice(0, SHOWN_SERVICES).map(({ name, spanCount }) => (
        <span key={name} className={styles.shown} title={`${name}: ${formatCountOf(spanCount, 'span')}`}>
          <ServiceSwatch look={styleOf(name)} />
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{formatCount(spanCount)}</span>
        </span>
      ))}
      {others.length > 0 && (
        <span
          className={styles.others}
          title={others
            .map(({ name, spanCount }) => `${name}: ${formatCountOf(spanCount, 'span')}`)
            .join('\n')}
        >
          +{others.length}
        </span>
      )}
    </span>
  );
}

export function ErrorsCell({ row: { errorCount } }: TraceCellProps) {
  return errorCount > 0 ? (
    <ErrorMark>{formatCount(errorCount)}</ErrorMark>
  ) : (
    <span className={styles.none}>0</span>
  );
}
