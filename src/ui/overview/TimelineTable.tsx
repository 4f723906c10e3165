import type { Timeline } from '../../core/engine/protocol.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount, type TimeZone } from '../parts/format.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/DataTable.module.css';
import { describeBucket } from './timeline-scale.ts';
import styles from './TimelineTable.module.css';

/** The numbers of the timeline's chart. */
export function TimelineTable({ timeline, zone }: { timeline: Timeline; zone: TimeZone }) {
  return (
    <ScrollRegion label="Traces over time, as a table" className={styles.scroll}>
      <DataTable label="Traces over time">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" className={table.number}>
              Traces
            </th>
            <th scope="col" className={table.number}>
              With errors
            </th>
            <th scope="col" className={table.number}>
              p95 duration
            </th>
          </tr>
        </thead>
        <tbody>
          {Array.from(timeline.traces, (count, bucket) => (
            <tr key={bucket}>
              <th scope="row">{describeBucket(timeline, bucket, zone)}</th>
              <td className={table.number}>{formatCount(count)}</td>
              <td className={table.number}>{formatCount(timeline.errorTraces[bucket] ?? 0)}</td>
              <td className={table.number}>
                {count > 0 ? <DurationText nanos={timeline.p95[bucket] ?? 0} /> : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </ScrollRegion>
  );
}
