import { classNames } from '../../parts/class-names.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import table from '../../parts/DataTable.module.css';
import { DurationText } from '../../parts/DurationText.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount, formatCountOf, formatShare } from '../../parts/format.ts';
import { Panel } from '../../parts/Panel.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { useServiceStyle } from '../../parts/service-style.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import styles from './ServiceBreakdown.module.css';

const MEANINGS = {
  sum: "The durations of its spans added up, and that as part of the trace's duration; spans overlap",
  self: 'Time in which no child of a span ran, added up over its spans',
  critical: 'Time on the critical path',
};

/** Where the time of the trace went, service by service. The bar is the time on the critical path. */
export function ServiceBreakdown({ opened }: { opened: OpenedTrace }) {
  const { services: shares, window } = opened.path;
  const { resolution } = opened.trace;
  const styleOf = useServiceStyle();
  const pathDuration = window.to - window.from;
  return (
    <Panel title="Services" note={formatCountOf(shares.length, 'service')} className={styles.panel}>
      <p className={styles.caption}>
        Sum: all its spans. Self: no child ran. Critical: on the critical path; most of it first, then of
        Self.
      </p>
      <ScrollRegion label="Services" className={styles.scroller}>
        <DataTable label="Services of this trace">
          <thead>
            <tr>
              <th>Service</th>
              <th className={table.number}>Spans</th>
              <th className={table.number}>Errors</th>
              <th className={table.number} title={MEANINGS.sum}>
                Sum <span className={styles.part}>of trace</span>
              </th>
              <th className={table.number} title={MEANINGS.self}>
                Self
              </th>
              <th className={table.number} title={MEANINGS.critical}>
                Critical
              </th>
              <th
                className={classNames(table.number, styles.barColumn)}
                title="Critical as part of the root's duration"
              >
                Of root
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <tr key={share.service}>
                <th scope="row" className={styles.name}>
                  <ServiceLabel service={share.service} />
                </th>
                <td className={table.number}>{formatCount(share.spanCount)}</td>
                <td className={table.number}>
                  {share.errorCount > 0 ? <ErrorMark>{formatCount(share.errorCount)}</ErrorMark> : '0'}
                </td>
                <td className={table.number}>
                  <DurationText nanos={share.duration} resolution={resolution} />{' '}
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
            ))}
          </tbody>
        </DataTable>
      </ScrollRegion>
    </Panel>
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
