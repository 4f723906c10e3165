import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import type { ComponentType } from 'react';
import { Skeleton } from '../parts/Skeleton.tsx';
import {
  DurationCell,
  ErrorsCell,
  RootCell,
  ServicesCell,
  SpansCell,
  StartCell,
  StartHeader,
  type TraceCellProps,
} from './TraceCells.tsx';
import type { TraceEntry } from './trace-pages.ts';

/** Sorting is the worker's; the table only knows by which column. */
export const traceFeatures = tableFeatures({ rowSortingFeature });

const helper = createColumnHelper<typeof traceFeatures, TraceEntry>();

/** From left to right. Each id is the sort key of the engine. */
export const traceColumns = helper.columns([
  helper.accessor('row', {
    id: 'root',
    header: 'Root',
    sortDescFirst: false,
    cell: ({ row }) => <RootCell entry={row.original} />,
  }),
  helper.accessor('row', { id: 'start', header: () => <StartHeader />, cell: fetched(StartCell) }),
  helper.accessor('row', { id: 'duration', header: 'Duration', cell: fetched(DurationCell) }),
  helper.accessor('row', { id: 'spans', header: 'Spans', cell: fetched(SpansCell) }),
  helper.accessor('row', { id: 'services', header: 'Services', cell: fetched(ServicesCell) }),
  helper.accessor('row', { id: 'errors', header: 'Errors', cell: fetched(ErrorsCell) }),
]);

/** The cell once its trace is there; until then its place. */
function fetched(Cell: ComponentType<TraceCellProps>) {
  return function render({ row: { original: entry } }: { row: { original: TraceEntry } }) {
    return entry.row ? <Cell row={entry.row} share={entry.share} /> : <Skeleton width="60%" height="10px" />;
  };
}
