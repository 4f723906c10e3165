import type { Dataset, Resource } from '../model/dataset.ts';
import type { SpanIndex } from '../model/units.ts';
import type { TraceSlice } from './trace-slice.ts';

/** The clocks that timed the spans of a trace: that of a machine where it is known, else one of each process. */
export interface TraceClocks {
  /** By span: its clock, 0, 1, … in order of appearance. */
  readonly clockOf: Int32Array;
  /** By clock: the machine or the process's instance; '' where neither is known. */
  readonly places: readonly string[];
  /** By clock: one tick in nanoseconds, by which its times may be wrong. */
  readonly ticks: readonly number[];
}

/** Clocks that tick less often say so: their files do. */
const COARSEST_TICK = 1e6;

/** Attributes that name a machine, in the order in which they are believed. */
const HOST_KEYS = [
  'host.id',
  'k8s.node.name',
  'host.name',
  'host.ip',
  'hostname', // Jaeger's clients
  'ip',
  'network.local.address', // Zipkin's endpoints
];
const INSTANCE_KEYS = ['service.instance.id'];

/** Every machine calls itself this. */
const NOBODY = /^(?:|localhost.*|127\..*|0\.0\.0\.0|::1?)$/;

/** Finds the clock of every span of `slice`, by its resource. */
export function findClocks(dataset: Dataset, slice: TraceSlice): TraceClocks {
  const { spans, spanOf } = slice;
  const clockOf = new Int32Array(spans.length);
  const places: string[] = [];
  const clockOfKey = new Map<string, number>();
  const clockOfResource = new Map<number, number>();
  let [lastResource, lastClock] = [-1, -1];
  for (let span = 0 as SpanIndex; span < spans.length; span++) {
    const { resource } = dataset.provenances[dataset.spans.provenance[spanOf[span]]];
    if (resource !== lastResource) {
      lastResource = resource;
      lastClock = clockOfResource.get(resource) ?? addResource(resource);
    }
    clockOf[span] = lastClock;
  }
  return { clockOf, places, ticks: findTicks(slice, clockOf, places.length) };

  function addResource(resource: number): number {
    const { key, place } = nameClock(dataset, dataset.resources[resource]);
    const clock = clockOfKey.get(key) ?? places.push(place) - 1;
    clockOfKey.set(key, clock);
    clockOfResource.set(resource, clock);
    return clock;
  }
}

/**
 * The largest power of ten of which all starts by a clock are multiples: a browser counts milliseconds, whatever the file
 * could hold.
 */
function findTicks(
  { spans, origin, resolution }: TraceSlice,
  clockOf: Int32Array,
  clockCount: number,
): number[] {
  const ticks = Array.from({ length: clockCount }, () => Math.max(COARSEST_TICK, resolution));
  for (let span = 0 as SpanIndex; span < spans.length; span++) {
    const clock = clockOf[span];
    while (ticks[clock] > resolution && (origin.nanos + spans.start[span]) % ticks[clock] !== 0)
      ticks[clock] /= 10;
  }
  return ticks;
}

/** What tells the clock of `resource` from others, and where it stands in words. */
function nameClock(dataset: Dataset, resource: Resource): { readonly key: string; readonly place: string } {
  const host = findValue(dataset, resource, HOST_KEYS);
  if (host !== null) return { key: `host ${host}`, place: host };
  const instance = findValue(dataset, resource, INSTANCE_KEYS);
  return { key: `service ${resource.service} ${instance ?? ''}`, place: instance ?? '' };
}

/** The first of `keys` that says something; null if none does. */
function findValue(
  { attributes, strings }: Dataset,
  resource: Resource,
  keys: readonly string[],
): string | null {
  for (const key of keys) {
    const id = strings.find(key);
    const found = resource.attributes.find((attribute) => attributes.key[attribute] === id);
    if (found === undefined) continue;
    const value = strings.get(attributes.value[found]);
    if (!NOBODY.test(value)) return value;
  }
  return null;
}
