import { measureLatency, type LatencyScale } from '../analyze/latency.ts';
import { rankOperations } from '../analyze/operations.ts';
import { graphCalls } from '../analyze/service-graph.ts';
import { measureServices } from '../analyze/services.ts';
import type { TraceSet } from '../analyze/trace-set.ts';
import type { Dataset } from '../model/dataset.ts';
import type { ServiceIndex } from '../model/units.ts';
import type { Latency, Names, OperationList, OperationOrder, ServiceGraph, ServiceList } from './protocol.ts';

// What the analyses say of services and operations, with names in place of indices.

export function listServices(dataset: Dataset, set: TraceSet): ServiceList {
  return {
    rows: Array.from(measureServices(dataset, set), ({ service, ...statistics }) => ({
      service: dataset.services[service],
      ...statistics,
    })),
  };
}

/** The first `limit` operations in `order`. */
export function listOperations(
  dataset: Dataset,
  set: TraceSet,
  order: OperationOrder,
  limit: number,
): OperationList {
  const ranked = rankOperations(dataset, set, order);
  return {
    totalCount: ranked.length,
    rows: Array.from(ranked.slice(0, limit), ({ operation, ...statistics }) => {
      const { service, name } = dataset.operations[operation];
      return { service: dataset.services[service], operation: name, ...statistics };
    }),
  };
}

/** The latencies of those of `services` that there are. */
export function measureLatencies(
  dataset: Dataset,
  set: TraceSet,
  services: readonly string[],
  scale: LatencyScale,
): Latency {
  const known = services.map((name) => dataset.services.indexOf(name)).filter((service) => service >= 0);
  const { borders, distributions } = measureLatency(dataset, set, known as ServiceIndex[], scale);
  return {
    borders,
    services: Array.from(distributions, ({ service, ...distribution }) => ({
      service: dataset.services[service],
      ...distribution,
    })),
  };
}

export function graphServices(dataset: Dataset, set: TraceSet): ServiceGraph {
  const { nodes, calls } = graphCalls(dataset, set);
  const place = new Map(nodes.map(({ service }, node) => [service, node]));
  return {
    nodes: Array.from(nodes, ({ service, ...statistics }) => ({
      service: dataset.services[service],
      ...statistics,
    })),
    edges: Array.from(calls, ({ caller, callee, ...statistics }) => ({
      caller: place.get(caller)!,
      callee: place.get(callee)!,
      ...statistics,
    })),
  };
}

/** All services and operations of the data set, in alphabetical order. */
export function listNames({ services, operations }: Dataset): Names {
  return {
    services: services.toSorted(compareText),
    operations: operations
      .map(({ service, name }) => ({ service: services[service], operation: name }))
      .sort((a, b) => compareText(a.operation, b.operation) || compareText(a.service, b.service)),
  };
}

const { compare: compareText } = new Intl.Collator('en');
