import type { StringPool } from '../lib/string-pool.ts';
import type { Source } from '../model/dataset.ts';
import { SPAN_ID_WORDS, TRACE_ID_WORDS, unpackId } from '../model/packed-id.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { RowFacts } from './copy-uniter.ts';
import type { NameTables } from './name-rows.ts';
import type { SpanRows } from './span-rows.ts';
import type { TraceNumbers } from './trace-numbers.ts';

/** What the builder collects in, and how it numbers what rows name. */
export interface BuilderTables extends NameTables {
  readonly rows: SpanRows;
  readonly traces: TraceNumbers;
  readonly sources: readonly Source[];
}

/** The id of a trace by the builder's number. */
export function traceIdByNumber(
  { traces, strings }: { readonly traces: TraceNumbers; readonly strings: StringPool },
  trace: number,
): string {
  return unpackId(traces.words, TRACE_ID_WORDS * trace, TRACE_ID_WORDS, (id) => strings.get(id));
}

/** What the numbers of rows stand for. */
export function createRowFacts(tables: BuilderTables): RowFacts {
  const { rows, resources, provenances, sources, strings } = tables;
  const nameless = strings.intern('');
  const resourceOf = (row: number): number =>
    resources.placeOf(provenances.resourceOf(rows.provenance.at(row)));
  const idText = (column: SpanRows['spanId'], row: number): string => {
    const words = [column.at(2 * row), column.at(2 * row + 1)];
    return unpackId(words, 0, SPAN_ID_WORDS, (id) => strings.get(id)) || '(none)';
  };
  return {
    resourceOf,
    serviceOf: (row) => resources.values[resourceOf(row)].service,
    isNameless: (row) => rows.name.at(row) === nameless,
    resolutionOf: (row) => sources[provenances.sourceOf(rows.provenance.at(row))].resolution,
    describe: (row) =>
      `span ${idText(rows.spanId, row)} "${strings.get(rows.name.at(row))}"` +
      ` of trace ${traceIdByNumber(tables, rows.trace.at(row))}` +
      (rows.flags.at(row) & SpanFlag.SELF_PARENT ? '' : `, parent ${idText(rows.parentSpanId, row)}`),
  };
}
