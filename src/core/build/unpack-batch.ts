import {
  addNanos,
  type AttributeIndex,
  type ResourceIndex,
  type ScopeIndex,
  type SourceIndex,
} from '../model/units.ts';
import { unpackId } from '../model/packed-id.ts';
import { type LinkKind, SpanFlag, type SpanKind, type StatusCode } from '../model/span-enums.ts';
import type { AttributeBatch, SpanBatch } from '../model/span-batch.ts';
import type { EventRecord, LinkRecord, SpanRecord } from '../model/span-record.ts';

/** What the numbers of a batch stand for. */
interface BatchNames {
  readonly stringOf: (string: number) => string;
  readonly traceIdOf: (trace: number) => string;
}

/** The spans of `batch`, each as a record. */
export function* unpackBatch(batch: SpanBatch, { stringOf, traceIdOf }: BatchNames): Iterable<SpanRecord> {
  const attributes = listsOf(batch.attributes);
  const events = entriesOf(batch.events, (at, own): EventRecord => ({
    name: stringOf(batch.events.name[at]),
    time: timeOf(batch.events.seconds[at], batch.events.nanos[at]),
    attributes: own,
  }));
  const links = entriesOf(batch.links, (at, own): LinkRecord => ({
    traceId: stringOf(batch.links.traceId[at]),
    spanId: stringOf(batch.links.spanId[at]),
    kind: batch.links.kind[at] as LinkKind,
    attributes: own,
  }));
  let ownSeconds = 0;
  for (let row = 0; row < batch.length; row++) {
    const hasSeconds = batch.seconds.span[ownSeconds] === row && ownSeconds < batch.seconds.length;
    const duration = batch.duration[row];
    yield {
      traceId: batch.trace[row] < 0 ? '' : traceIdOf(batch.trace[row]),
      spanId: unpackId(batch.spanId, 2 * row, 2, stringOf),
      parentSpanId: unpackId(batch.parentSpanId, 2 * row, 2, stringOf),
      name: stringOf(batch.name[row]),
      kind: batch.kind[row] as SpanKind,
      status: batch.status[row] as StatusCode,
      statusMessage: batch.statusMessage[row] < 0 ? '' : stringOf(batch.statusMessage[row]),
      start: timeOf(batch.startSeconds[row], batch.startNanos[row]),
      duration: Number.isNaN(duration) ? null : duration,
      attributes: attributes.next().value ?? [],
      events: events(row),
      links: links(row),
      resource: batch.resource[row] as ResourceIndex,
      scope: batch.scope[row] as ScopeIndex,
      source: batch.source[row] as SourceIndex,
      place: batch.place[row],
      async: (batch.flags[row] & SpanFlag.ASYNC) !== 0,
      shared: (batch.flags[row] & SpanFlag.SHARED_SERVER) !== 0,
      ...(hasSeconds && {
        seconds: { start: batch.seconds.start[ownSeconds], duration: batch.seconds.duration[ownSeconds] },
      }),
    };
    if (hasSeconds) ownSeconds++;
  }
}

function timeOf(seconds: number, nanos: number) {
  return Number.isNaN(seconds) ? null : addNanos({ seconds, nanos: 0 }, nanos);
}

function* listsOf({ count, list }: AttributeBatch): Generator<readonly AttributeIndex[], undefined> {
  let at = 0;
  for (const length of count) {
    yield Array.from(list.subarray(at, at + length)) as AttributeIndex[];
    at += length;
  }
  return undefined;
}

/** The entries of each span, asked for in the order of spans. */
function entriesOf<E>(
  entries: { readonly length: number; readonly span: Int32Array; readonly attributes: AttributeBatch },
  make: (at: number, attributes: readonly AttributeIndex[]) => E,
): (row: number) => E[] {
  const attributes = listsOf(entries.attributes);
  let at = 0;
  return (row) => {
    const own: E[] = [];
    for (; at < entries.length && entries.span[at] === row; at++)
      own.push(make(at, attributes.next().value ?? []));
    return own;
  };
}
