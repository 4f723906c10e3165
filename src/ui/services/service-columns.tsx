import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
} from '@tanstack/react-table';
import type { ServiceRow } from '../../core/engine/protocol.ts';
import { formatCount, formatShare } from '../parts/format.ts';
import { DurationCell, PercentileCell, PickCell, SpanCountCell, ServiceCell } from './ServiceCells.tsx';

/** Services are few enough to be sorted on the page. */
export const serviceFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, text: sortFn_text },
});

const helper = createColumnHelper<typeof serviceFeatures, ServiceRow>();

/** From left to right. Each id but `pick` is a `ServiceSortKey`. */
export const serviceColumns = helper.columns([
  helper.display({
    id: 'pick',
    header: 'Chart',
    cell: ({ row }) => <PickCell service={row.original.service} />,
  }),
  helper.accessor('service', {
    header: 'Service',
    sortFn: 'text',
    sortDescFirst: false,
    cell: ({ row }) => <ServiceCell row={row.original} />,
  }),
  helper.accessor('count', { header: 'Spans', cell: ({ row }) => <SpanCountCell row={row.original} /> }),
  helper.accessor('errorCount', { header: 'Errors', cell: ({ getValue }) => formatCount(getValue()) }),
  helper.accessor('errorRate', { header: 'Error rate', cell: ({ getValue }) => formatShare(getValue()) }),
  helper.accessor('mean', {
    header: 'Mean',
    cell: ({ getValue, row }) => <DurationCell nanos={getValue()} of={row.original} />,
  }),
  percentile('p50', 50),
  percentile('p90', 90),
  percentile('p95', 95),
  percentile('p99', 99),
  helper.accessor('max', {
    header: 'Max',
    cell: ({ getValue, row }) => <DurationCell nanos={getValue()} of={row.original} />,
  }),
]);

function percentile(key: 'p50' | 'p90' | 'p95' | 'p99', p: number) {
  return helper.accessor(key, {
    header: key,
    cell: ({ getValue, row }) => <PercentileCell p={p} nanos={getValue()} of={row.original} />,
  });
}
