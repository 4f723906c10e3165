import type { StringPool } from '../lib/string-pool.ts';
import type { AttributePool } from './attribute-pool.ts';
import type { Diagnostic } from './diagnostics.ts';
import type {
  Dataset,
  EventTable,
  LinkTable,
  Operation,
  Provenance,
  Resource,
  Scope,
  Source,
  SparseSeconds,
  SparseStrings,
  SpanTable,
  TraceTable,
} from './dataset.ts';
import type { DeferredTable } from './deferred-table.ts';
import type { SpanBuffer } from './span-buffer.ts';
import type { ResourceRecord } from './span-record.ts';
import { SpanFlag, StatusCode } from './span-enums.ts';
import type { LaidOutTrace, Layout } from './trace-layout.ts';
import type { ResourceIndex, ScopeIndex, ServiceIndex, SourceIndex } from './units.ts';

/** What a resource that nothing names is called. */
const UNKNOWN_SERVICE = 'unknown service';

/** Everything a builder knows when all traces are laid out. */
export interface LaidOutSpans {
  readonly buffer: SpanBuffer;
  readonly layout: Layout;
  readonly traces: readonly LaidOutTrace[];
  /** String index of each trace's id. */
  readonly traceIds: readonly number[];
  readonly strings: StringPool;
  readonly attributes: AttributePool;
  readonly resources: DeferredTable<ResourceRecord>;
  readonly scopes: DeferredTable<Scope>;
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Copies the buffer's columns into their final order, one column after the other. */
export function gatherDataset(laidOut: LaidOutSpans): Dataset {
  const { buffer, layout, strings, attributes, sources, diagnostics } = laidOut;
  const names = nameRows(laidOut);
  const row = layout.row.subarray(0, layout.length);
  const spans = gatherSpans(laidOut, names);
  return {
    spans,
    traces: gatherTraces(laidOut, spans, names),
    events: gatherEvents(laidOut, spans),
    links: gatherLinks(buffer, row),
    statusMessages: gatherStrings(row, (from) => buffer.statusMessage[from]),
    missingParents: gatherStrings(row, (from, span) =>
      layout.flags[span] & SpanFlag.ORPHAN ? buffer.parentSpanId[from] : -1,
    ),
    seconds: gatherSeconds(buffer, row),
    attributes: attributes.table(),
    services: names.services,
    operations: names.operations,
    resources: names.resources,
    scopes: names.scopes,
    provenances: names.provenances,
    sources,
    strings,
    diagnostics,
  };
}

/** Services, operations, resources, scopes and provenances in order of first appearance, and which of them each row has. */
interface RowNames {
  readonly services: readonly string[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly scopes: readonly Scope[];
  readonly provenances: readonly Provenance[];
  readonly operationOfRow: Int32Array;
  readonly provenanceOfRow: Int32Array;
}

function nameRows({ buffer, layout, strings, resources, scopes }: LaidOutSpans): RowNames {
  const isUsed = new Uint8Array(buffer.length);
  for (let span = 0; span < layout.length; span++) isUsed[layout.row[span]] = 1;
  const services = new Numbering<string, string>((service) => service);
  const operations = new Numbering<number, Operation>((key) => ({
    service: Math.floor(key / 2 ** 32) as ServiceIndex,
    name: strings.get(key % 2 ** 32),
  }));
  const resourceRows = new Numbering<number, Resource>((place) => {
    const { service, attributes, schemaUrl } = resources.values[place];
    const serviceIndex = services.of(service || UNKNOWN_SERVICE) as ServiceIndex;
    return { service: serviceIndex, attributes, schemaUrl: schemaUrl ?? null };
  });
  const scopeRows = new Numbering<number, Scope>((place) => scopes.values[place]);
  const provenances = new Numbering<string, Provenance>((key) => {
    const [resource, scope, source] = key.split(' ').map(Number);
    return { resource: resource as ResourceIndex, scope: scope as ScopeIndex, source: source as SourceIndex };
  });
  const operationOfRow = new Int32Array(buffer.length);
  const provenanceOfRow = new Int32Array(buffer.length);
  let last = { resource: -1, scope: -1, source: -1, provenance: -1, service: -1 };
  for (let row = 0; row < buffer.length; row++) {
    if (isUsed[row] === 0) continue;
    const resource = resources.placeOf(buffer.resource[row]);
    const scope = scopes.placeOf(buffer.scope[row]);
    const source = buffer.source[row];
    if (resource !== last.resource || scope !== last.scope || source !== last.source) {
      const resourceRow = resourceRows.of(resource);
      const provenance = provenances.of(`${resourceRow} ${scopeRows.of(scope)} ${source}`);
      last = { resource, scope, source, provenance, service: resourceRows.list[resourceRow].service };
    }
    provenanceOfRow[row] = last.provenance;
    operationOfRow[row] = operations.of(last.service * 2 ** 32 + buffer.name[row]);
  }
  return {
    services: services.list,
    operations: operations.list,
    resources: resourceRows.list,
    scopes: scopeRows.list,
    provenances: provenances.list,
    operationOfRow,
    provenanceOfRow,
  };
}

/** Numbers keys in order of first appearance, and makes what each stands for. */
class Numbering<K, V> {
  readonly list: V[] = [];
  readonly #numbers = new Map<K, number>();
  readonly #make: (key: K) => V;

  constructor(make: (key: K) => V) {
    this.#make = make;
  }

  of(key: K): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const made = this.#make(key);
      number = this.list.push(made) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** The columns as they are while being written; `SpanTable` is how everybody else sees them. */
function gatherSpans({ buffer, layout, traces }: LaidOutSpans, names: RowNames): SpanTable {
  const { length } = layout;
  const row = layout.row;
  const pick = <A extends Float64Array | Int32Array | Uint8Array>(to: A, from: A): A => {
    for (let span = 0; span < length; span++) to[span] = from[row[span]]!;
    return to;
  };
  const trace = new Int32Array(length);
  for (let t = 0; t < traces.length; t++)
    trace.fill(t, traces[t].firstSpan, traces[t + 1]?.firstSpan ?? length);
  const duration = pick(new Float64Array(length), buffer.duration);
  for (let span = 0; span < length; span++) if (!(duration[span] > 0)) duration[span] = 0; // negative or not known
  const { attributeStart, attributeList } = pickAttributes(
    buffer.attributes.list,
    buffer.attributeStart,
    row,
    length,
  );
  const columns = {
    length,
    trace,
    parent: layout.parent.slice(0, length),
    depth: layout.depth.slice(0, length),
    subtreeEnd: layout.subtreeEnd.slice(0, length),
    start: layout.start.slice(0, length),
    duration,
    operation: pick(new Int32Array(length), names.operationOfRow),
    kind: pick(new Uint8Array(length), buffer.kind),
    status: pick(new Uint8Array(length), buffer.status),
    flags: layout.flags.slice(0, length),
    id: pick(new Int32Array(length), buffer.spanId),
    provenance: pick(new Int32Array(length), names.provenanceOfRow),
    attributeStart,
    attributeList,
  };
  return columns as unknown as SpanTable;
}

/** The lists of the rows `row[0 .. length)`, one after the other. */
function pickAttributes(list: Uint32Array, starts: Uint32Array, row: Int32Array, length: number) {
  const attributeStart = new Uint32Array(length + 1);
  for (let i = 0; i < length; i++)
    attributeStart[i + 1] = attributeStart[i] + starts[row[i] + 1] - starts[row[i]];
  const attributeList = new Uint32Array(attributeStart[length]);
  for (let i = 0; i < length; i++) {
    const from = starts[row[i]];
    const to = attributeStart[i];
    const count = attributeStart[i + 1] - to;
    for (let j = 0; j < count; j++) attributeList[to + j] = list[from + j]!;
  }
  return { attributeStart, attributeList };
}

function gatherTraces(
  { traces, traceIds, layout }: LaidOutSpans,
  spans: SpanTable,
  names: RowNames,
): TraceTable {
  const length = traces.length;
  const { start, duration, operation, status, flags } = spans as unknown as Record<string, Float64Array>;
  const firstSpan = new Int32Array(length + 1);
  const root = new Int32Array(length);
  const originSeconds = new Float64Array(length);
  const originNanos = new Float64Array(length);
  const traceDuration = new Float64Array(length);
  const errorCount = new Int32Array(length);
  const serviceCount = new Int32Array(length);
  const seenIn = new Int32Array(names.services.length).fill(-1); // the last trace a service was seen in
  firstSpan[length] = layout.length;
  for (let t = 0; t < length; t++) {
    const trace = traces[t];
    const end = traces[t + 1]?.firstSpan ?? layout.length;
    firstSpan[t] = trace.firstSpan;
    root[t] = trace.root;
    originSeconds[t] = trace.originSeconds;
    originNanos[t] = trace.originNanos;
    let latest = 0;
    for (let span = trace.firstSpan; span < end; span++) {
      if (status[span] === StatusCode.ERROR) errorCount[t]++;
      if ((flags[span] & SpanFlag.IMPOSSIBLE_TIME) === 0)
        latest = Math.max(latest, start[span] + duration[span]);
      const service = names.operations[operation[span]].service;
      if (seenIn[service] !== t) serviceCount[t]++;
      seenIn[service] = t;
    }
    traceDuration[t] = latest;
  }
  const id = Int32Array.from(traceIds);
  const columns = {
    length,
    firstSpan,
    root,
    originSeconds,
    originNanos,
    duration: traceDuration,
    errorCount,
    serviceCount,
    id,
  };
  return columns as unknown as TraceTable;
}

/** For each entry of the picked rows, in order of span: its span, and its place in the buffer's table. */
function pickEntries(starts: Uint32Array, row: Int32Array): { span: Int32Array; from: Int32Array } {
  let count = 0;
  for (const r of row) count += starts[r + 1] - starts[r];
  const span = new Int32Array(count);
  const from = new Int32Array(count);
  let at = 0;
  for (let s = 0; s < row.length; s++)
    for (let entry = starts[row[s]]; entry < starts[row[s] + 1]; entry++) {
      span[at] = s;
      from[at++] = entry;
    }
  return { span, from };
}

function gatherEvents({ buffer, layout, traces }: LaidOutSpans, spans: SpanTable): EventTable {
  const { events } = buffer;
  const { span, from } = pickEntries(buffer.eventStart, layout.row.subarray(0, layout.length));
  const traceOf = spans.trace as unknown as Int32Array;
  const time = new Float64Array(span.length);
  for (let at = 0; at < span.length; at++) {
    const { originSeconds, originNanos } = traces[traceOf[span[at]]];
    const entry = from[at];
    time[at] = (events.seconds[entry] - originSeconds) * 1e9 + (events.nanos[entry] - originNanos);
  }
  const name = Int32Array.from(from, (entry) => events.name[entry]);
  const attributes = pickAttributes(events.attributes.list, events.attributeStart, from, from.length);
  return { length: span.length, span, time, name, ...attributes } as unknown as EventTable;
}

function gatherLinks(buffer: SpanBuffer, row: Int32Array): LinkTable {
  const { links } = buffer;
  const { span, from } = pickEntries(buffer.linkStart, row);
  const traceId = Int32Array.from(from, (entry) => links.traceId[entry]);
  const spanId = Int32Array.from(from, (entry) => links.spanId[entry]);
  const kind = Uint8Array.from(from, (entry) => links.kind[entry]);
  const attributes = pickAttributes(links.attributes.list, links.attributeStart, from, from.length);
  return { length: span.length, span, traceId, spanId, kind, ...attributes } as unknown as LinkTable;
}

/** The strings `valueOf` gives for the rows, those below 0 left out. */
function gatherStrings(row: Int32Array, valueOf: (row: number, span: number) => number): SparseStrings {
  const span: number[] = [];
  const value: number[] = [];
  for (let s = 0; s < row.length; s++) {
    const string = valueOf(row[s], s);
    if (string < 0) continue;
    span.push(s);
    value.push(string);
  }
  return { length: span.length, span: Int32Array.from(span), value: Int32Array.from(value) };
}

function gatherSeconds(buffer: SpanBuffer, row: Int32Array): SparseSeconds {
  const span: number[] = [];
  const start: number[] = [];
  const duration: number[] = [];
  for (let s = 0; s < row.length && buffer.seconds.size > 0; s++) {
    const seconds = buffer.seconds.get(row[s]);
    if (!seconds) continue;
    span.push(s);
    start.push(seconds.start);
    duration.push(seconds.duration);
  }
  return {
    length: span.length,
    span: Int32Array.from(span),
    start: Float64Array.from(start),
    duration: Float64Array.from(duration),
  };
}
