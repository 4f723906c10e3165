import type { Latency, ServiceLatency } from '../../core/engine/protocol.ts';
import { useAppState } from '../app-context.tsx';
import table from '../parts/DataTable.module.css';
import { DataTable } from '../parts/DataTable.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { formatCount } from '../parts/format.ts';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { filledBuckets, formatBucket } from './latency-buckets.ts';
import { formatPercentile, NAMED_PERCENTILES } from './percentile-axis.ts';
import styles from './LatencyTables.module.css';

/** The numbers of both charts. */
export function LatencyTables({ latency }: { latency: Latency }) {
  return (
    <div className={styles.tables}>
      <PercentileTable services={latency.services} />
      <BucketTable latency={latency} />
    </div>
  );
}

function PercentileTable({ services }: { services: readonly ServiceLatency[] }) {
  return (
    <div className={styles.scroller}>
      <DataTable label="Duration by percentile">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col" className={table.number}>
              n
            </th>
            {NAMED_PERCENTILES.map((p) => (
              <th key={p} scope="col" className={table.number}>
                {formatPercentile(p)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map(({ service, finishedCount, curve, percentiles }) => (
            <tr key={service}>
              <th scope="row">
                <ServiceLabel service={service} />
              </th>
              <td className={table.number}>{formatCount(finishedCount)}</td>
              {NAMED_PERCENTILES.map((p) => (
                <td key={p} className={table.number}>
                  <DurationText nanos={curve[percentiles.indexOf(p)] ?? 0} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

function BucketTable({ latency: { borders, services } }: { latency: Latency }) {
  const kind = useAppState((state) => state.view.latencyScale);
  const [first, end] = filledBuckets(services);
  return (
    <div className={styles.scroller}>
      <DataTable label="Spans by duration">
        <thead>
          <tr>
            <th scope="col">Duration</th>
            {services.map(({ service }) => (
              <th key={service} scope="col" className={table.number}>
                {service}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: end - first }, (_, i) => first + i).map((bucket) => (
            <tr key={bucket}>
              <th scope="row">{formatBucket(borders, bucket, kind)}</th>
              {services.map(({ service, histogram }) => (
                <td key={service} className={table.number}>
                  {formatCount(histogram[bucket]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}
