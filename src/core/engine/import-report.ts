import type { Dataset } from '../model/dataset.ts';
import type { TraceIndex } from '../model/units.ts';
import type { Snapshot } from './open-sources.ts';
import type { ImportReport } from './protocol.ts';

/** What was opened, what was mended, and what it takes. */
export function reportImport({ dataset, reports }: Snapshot): ImportReport {
  let errorCount = 0;
  for (let trace = 0 as TraceIndex; trace < dataset.traces.length; trace++)
    errorCount += dataset.traces.errorCount[trace];
  return {
    sources: reports,
    diagnostics: dataset.diagnostics,
    traceCount: dataset.traces.length,
    spanCount: dataset.spans.length,
    errorCount,
    serviceCount: dataset.services.length,
    memory: measureMemory(dataset),
  };
}

/** Bytes of all columns and strings. */
function measureMemory({ spans, traces, events, links, attributes, strings }: Dataset): number {
  let bytes = strings.byteLength;
  for (const table of [spans, traces, events, links, attributes])
    for (const column of Object.values(table)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  return bytes;
}
