import { indexList, spanColumn } from '../model/columns.ts';
import { serviceByOperation, type Dataset } from '../model/dataset.ts';
import { SPAN_KIND_NAMES } from '../model/span-enums.ts';
import type { SpanIndex, StringIndex } from '../model/units.ts';
import { codeAttribute, NO_CODE } from './attribute-columns.ts';
import { groupAllDurations, measureDurations, type GroupedDurations } from './duration-statistics.ts';
import type { TraceSlice } from './trace-slice.ts';

/** What spans have in common to be in one group: `attribute` groups by the value of `key`. */
export type GroupBy =
  | { readonly by: 'service' | 'operation' | 'kind' }
  | { readonly by: 'attribute'; readonly key: string };

/** The spans of a slice in groups, each in one. */
export interface SpanGrouping {
  readonly length: number;
  /** By span: its group; numbered in order of first appearance. */
  readonly group: Int32Array;
  /** What the spans of a group have in common; '' for those without the attribute. Kinds are in lower case. */
  readonly nameOf: (group: number) => string;
  /** The group of the spans without the attribute; -1 where there is none. */
  readonly without: number;
}

/** Groups of spans measured, as columns of equal length. All times in nanoseconds. */
export interface GroupMeasures {
  readonly count: Int32Array;
  /** Spans with a duration: the n of mean, percentiles and maximum. */
  readonly finishedCount: Int32Array;
  readonly errorCount: Int32Array;
  /** Sums. */
  readonly duration: Float64Array;
  readonly selfTime: Float64Array;
  readonly criticalTime: Float64Array;
  /** 0 where no span has a duration. */
  readonly mean: Float64Array;
  readonly p50: Float64Array;
  readonly p95: Float64Array;
  readonly max: Float64Array;
}

export function groupSpans(dataset: Dataset, slice: TraceSlice, groupBy: GroupBy): SpanGrouping {
  const { operation, kind } = slice.columns;
  switch (groupBy.by) {
    case 'service': {
      const services = serviceByOperation(dataset);
      const serviceOf = operation.map((own) => services[own]);
      return numberGroups(serviceOf, dataset.services.length, (service) => dataset.services[service]);
    }
    case 'operation':
      return numberGroups(operation, dataset.operations.length, (own) => dataset.operations[own].name);
    case 'kind':
      return numberGroups(kind, SPAN_KIND_NAMES.length, (own) => SPAN_KIND_NAMES[own].toLowerCase());
    case 'attribute': {
      const { values, code } = codeAttribute(dataset, slice, groupBy.key);
      const value = indexList<StringIndex>(values);
      const none = values.length;
      const codeOrNone = code.map((own) => (own === NO_CODE ? none : own));
      const nameOf = (own: number): string => (own === none ? '' : dataset.strings.get(value[own]));
      return numberGroups(codeOrNone, none + 1, nameOf, none);
    }
  }
}

/** Groups of equal `codes`, which are below `codeCount`. Spans of code `none` are those without. */
function numberGroups(
  codes: Int32Array | Uint8Array,
  codeCount: number,
  nameOfCode: (code: number) => string,
  none = -1,
): SpanGrouping {
  const groupOfCode = new Int32Array(codeCount).fill(-1);
  const codeOfGroup: number[] = [];
  const group = new Int32Array(codes.length);
  for (let span = 0; span < codes.length; span++) {
    const code = codes[span];
    if (groupOfCode[code] === -1) groupOfCode[code] = codeOfGroup.push(code) - 1;
    group[span] = groupOfCode[code];
  }
  return {
    length: codeOfGroup.length,
    group,
    nameOf: (own) => nameOfCode(codeOfGroup[own]),
    without: none === -1 ? -1 : groupOfCode[none],
  };
}

/**
 * Each group measured. `selfTime` and `criticalTime` are columns of the slice's spans, in nanoseconds. Exact percentiles, as
 * `DurationStatistics` has them.
 */
export function measureSpanGroups(
  slice: TraceSlice,
  { group, length }: SpanGrouping,
  times: { readonly selfTime: Float64Array; readonly criticalTime: Float64Array },
): GroupMeasures {
  const grouped = groupAllDurations(slice, spanColumn(group), length);
  return {
    count: grouped.count,
    errorCount: grouped.errorCount,
    finishedCount: grouped.offset.subarray(1).map((end, own) => end - grouped.offset[own]),
    duration: sumBy(slice.columns.duration, group, length),
    selfTime: sumBy(times.selfTime, group, length),
    criticalTime: sumBy(times.criticalTime, group, length),
    ...spread(grouped, length),
  };
}

function sumBy(column: Float64Array, group: Int32Array, groupCount: number): Float64Array {
  const sums = new Float64Array(groupCount);
  for (let span = 0; span < group.length; span++) sums[group[span]] += column[span];
  return sums;
}

function spread({ offset, durations }: GroupedDurations, groupCount: number) {
  const [mean, p50, p95, max] = Array.from({ length: 4 }, () => new Float64Array(groupCount));
  for (let own = 0; own < groupCount; own++) {
    const measured = measureDurations(durations.subarray(offset[own], offset[own + 1]));
    mean[own] = measured.mean;
    p50[own] = measured.p50;
    p95[own] = measured.p95;
    max[own] = measured.max;
  }
  return { mean, p50, p95, max };
}

/** By group: the service of all its spans, or -1 where they are of several. */
export function serviceOfGroups(
  dataset: Dataset,
  { spans }: TraceSlice,
  { group, length }: SpanGrouping,
): Int32Array {
  const services = serviceByOperation(dataset);
  const serviceOf = new Int32Array(length).fill(UNSEEN);
  for (let span = 0 as SpanIndex; span < group.length; span++) {
    const service = services[spans.operation[span]];
    const own = group[span];
    if (serviceOf[own] === UNSEEN) serviceOf[own] = service;
    else if (serviceOf[own] !== service) serviceOf[own] = -1;
  }
  return serviceOf;
}
const UNSEEN = -2;
