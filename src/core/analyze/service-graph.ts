import { type Dataset, NO_SPAN } from '../model/dataset.ts';
import type { ServiceIndex } from '../model/units.ts';
import { type DurationStatistics, groupDurations, measureGroups, NO_GROUP } from './duration-statistics.ts';
import { measureServices, serviceOfSpans, type ServiceStatistics } from './services.ts';
import { forEachSpan, type TraceSet } from './trace-set.ts';

/** Calls from spans of one service to child spans of another; the statistics are of the children. */
interface ServiceCall extends DurationStatistics {
  readonly caller: ServiceIndex;
  readonly callee: ServiceIndex;
}

/** Who calls whom. Nodes in order of first appearance in the data set, calls in order of appearance in the traces. */
export interface CallGraph {
  readonly nodes: readonly ServiceStatistics[];
  readonly calls: readonly ServiceCall[];
}

/** The calls between services in the traces of `set`. A child span of its parent's own service is no call. */
export function graphCalls(dataset: Dataset, set: TraceSet): CallGraph {
  const { group, pairs } = pairServices(dataset, set);
  const statistics = measureGroups(groupDurations(dataset, set, group, pairs.length));
  return {
    nodes: measureServices(dataset, set),
    calls: statistics.map((measured, at) => Object.assign(measured, pairs[at])),
  };
}

interface ServicePair {
  readonly caller: ServiceIndex;
  readonly callee: ServiceIndex;
}

/** The distinct calls of `set`, and for each span which of them it is the callee of. */
function pairServices(dataset: Dataset, set: TraceSet): { group: Int32Array; pairs: ServicePair[] } {
  const service = serviceOfSpans(dataset);
  const { parent } = dataset.spans;
  const group = new Int32Array(dataset.spans.length).fill(NO_GROUP);
  const pairs: ServicePair[] = [];
  const known = new Map<number, number>();
  forEachSpan(dataset, set, (span) => {
    const above = parent[span];
    if (above === NO_SPAN || service[above] === service[span]) return;
    const key = service[above] * dataset.services.length + service[span];
    let pair = known.get(key);
    if (pair === undefined) {
      pair =
        pairs.push({
          caller: service[above] as ServiceIndex,
          callee: service[span] as ServiceIndex,
        }) - 1;
      known.set(key, pair);
    }
    group[span] = pair;
  });
  return { group, pairs };
}
