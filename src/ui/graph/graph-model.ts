import type { CallEdge, ServiceGraph, ServiceNode } from '../../core/engine/protocol.ts';
import { formatCountOf, formatDuration, formatShare } from '../parts/format.ts';
import { callKey, LARGEST_RADIUS } from './layout-graph.ts';
import { findEntries } from './rank-services.ts';

/** A call with the names of its two ends. */
export interface Call extends CallEdge {
  /** `callKey` of the names. */
  readonly key: string;
  readonly callerService: string;
  readonly calleeService: string;
}

/** The answer to `graphServices`, opened by name. */
export interface GraphModel {
  readonly graph: ServiceGraph;
  /** The most frequent first. */
  readonly calls: readonly Call[];
  readonly callOf: ReadonlyMap<string, Call>;
  readonly nodeOf: ReadonlyMap<string, ServiceNode>;
  /** Calls to and from each service, the most frequent first. */
  readonly callsTo: ReadonlyMap<string, readonly Call[]>;
  readonly callsFrom: ReadonlyMap<string, readonly Call[]>;
  /** Services that no other calls. */
  readonly entries: ReadonlySet<string>;
  readonly spanCount: number;
  readonly callCount: number;
  readonly mostSpans: number;
  readonly mostCalls: number;
}

export function buildModel(graph: ServiceGraph): GraphModel {
  const service = (node: number) => graph.nodes[node]!.service;
  const calls = graph.edges
    .map((edge): Call => ({
      ...edge,
      key: callKey(service(edge.caller), service(edge.callee)),
      callerService: service(edge.caller),
      calleeService: service(edge.callee),
    }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const callsTo = new Map<string, Call[]>();
  const callsFrom = new Map<string, Call[]>();
  for (const node of graph.nodes) {
    callsTo.set(node.service, []);
    callsFrom.set(node.service, []);
  }
  for (const call of calls) {
    callsTo.get(call.calleeService)!.push(call);
    callsFrom.get(call.callerService)!.push(call);
  }
  const isEntry = findEntries(graph);
  return {
    graph,
    calls,
    callOf: new Map(calls.map((call) => [call.key, call])),
    nodeOf: new Map(graph.nodes.map((node) => [node.service, node])),
    callsTo,
    callsFrom,
    entries: new Set(graph.nodes.filter((_, node) => isEntry[node]).map((node) => node.service)),
    spanCount: graph.nodes.reduce((sum, { count }) => sum + count, 0),
    callCount: calls.reduce((sum, { count }) => sum + count, 0),
    mostSpans: graph.nodes.reduce((most, { count }) => Math.max(most, count), 0),
    mostCalls: calls[0]?.count ?? 0,
  };
}

const SMALLEST_RADIUS = 6;

/** Radius in px of a service's circle: its area goes with the square root of its spans. */
export function radiusOf(count: number, most: number): number {
  return Math.max(SMALLEST_RADIUS, LARGEST_RADIUS * Math.pow(count / Math.max(1, most), 0.25));
}

/** Width in px of a call's line: goes with the logarithm of its count. */
export function lineWidthOf(count: number, most: number): number {
  return 1 + 2.5 * (Math.log(count) / Math.max(Math.log(most), 1));
}

/** "payment, 1,204 spans, p95 612 ms, 6.0 % errors, called by 2, calls 3". */
export function describeService(model: GraphModel, { service, count, p95, errorRate }: ServiceNode): string {
  const callers = model.callsTo.get(service)!.length;
  const callees = model.callsFrom.get(service)!.length;
  return [
    service,
    formatCountOf(count, 'span'),
    `p95 ${formatDuration(p95)}`,
    `${formatShare(errorRate)} errors`,
    callers ? `called by ${callers}` : 'called by no other',
    callees ? `calls ${callees}` : 'calls no other',
  ].join(', ');
}

/** "checkout to payment, 1,204 calls, 6.0 % errors, p95 612 ms". */
export function describeCall({ callerService, calleeService, count, errorRate, p95 }: Call): string {
  return `${callerService} to ${calleeService}, ${formatCountOf(count, 'call')}, ${formatShare(errorRate)} errors, p95 ${formatDuration(p95)}`;
}

/** What is pointed at or picked. */
export type Target =
  | { readonly kind: 'service'; readonly service: string }
  /** By `callKey`. */
  | { readonly kind: 'call'; readonly key: string };

/** A target with its neighbours. */
export interface Focus {
  readonly services: ReadonlySet<string>;
  /** By `callKey`. */
  readonly calls: ReadonlySet<string>;
}

/** A service with its callers, callees and the calls between; a call with its two ends. null where it is not shown. */
export function findFocus(model: GraphModel, target: Target): Focus | null {
  const services = new Set<string>();
  let calls: readonly Call[];
  if (target.kind === 'call') {
    const call = model.callOf.get(target.key);
    if (!call) return null;
    calls = [call];
  } else {
    if (!model.nodeOf.has(target.service)) return null;
    services.add(target.service);
    calls = [...model.callsTo.get(target.service)!, ...model.callsFrom.get(target.service)!];
  }
  for (const { callerService, calleeService } of calls) services.add(callerService).add(calleeService);
  return { services, calls: new Set(calls.map(({ key }) => key)) };
}
