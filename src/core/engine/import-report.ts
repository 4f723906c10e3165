import { measureMemory } from '../model/memory.ts';
import { countHeld } from './coverage.ts';
import type { Snapshot } from './open-sources.ts';
import type { ImportReport } from './protocol.ts';

/** What was opened, what was mended, and what it takes. */
export function reportImport(
  { dataset, reports, repairs, holdsGone, isPartial, coverage }: Snapshot & Pick<ImportReport, 'isPartial'>,
  budget: number,
): ImportReport {
  return {
    sources: reports,
    diagnostics: dataset.diagnostics,
    repairs,
    ...countHeld(dataset),
    memory: measureMemory(dataset),
    holdsGone,
    budget,
    isPartial,
    coverage,
  };
}
