import { measureMemory } from '../model/memory.ts';
import type { TraceIndex } from '../model/units.ts';
import type { Snapshot } from './open-sources.ts';
import type { ImportReport } from './protocol.ts';

/** What was opened, what was mended, and what it takes. */
export function reportImport(
  { dataset, reports, repairs, isPartial, coverage }: Snapshot & Pick<ImportReport, 'isPartial'>,
  budget: number,
): ImportReport {
  let errorCount = 0;
  for (let trace = 0 as TraceIndex; trace < dataset.traces.length; trace++)
    errorCount += dataset.traces.errorCount[trace];
  return {
    sources: reports,
    diagnostics: dataset.diagnostics,
    repairs,
    traceCount: dataset.traces.length,
    spanCount: dataset.spans.length,
    errorCount,
    serviceCount: dataset.services.length,
    memory: measureMemory(dataset),
    budget,
    isPartial,
    coverage,
  };
}
