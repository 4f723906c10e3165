import type { NumberArray } from '../lib/growable.ts';
import type { AttributeBatch, SpanBatch } from '../model/span-batch.ts';

const NO_LISTS: AttributeBatch = { count: new Uint32Array(0), list: new Uint32Array(0) };

/** The spans at `rows`, ascending, of a batch, without their attributes, events and links. */
export function pickSpans(batch: SpanBatch, rows: Int32Array): SpanBatch {
  const length = rows.length;
  const pick = <A extends NumberArray>(column: A, perRow = 1): A => {
    const picked = new (column.constructor as new (length: number) => A)(length * perRow);
    for (let at = 0; at < length; at++)
      for (let i = 0; i < perRow; i++) picked[at * perRow + i] = column[rows[at] * perRow + i]!;
    return picked;
  };
  return {
    length,
    trace: pick(batch.trace),
    spanId: pick(batch.spanId, 2),
    parentSpanId: pick(batch.parentSpanId, 2),
    name: pick(batch.name),
    statusMessage: pick(batch.statusMessage),
    startSeconds: pick(batch.startSeconds),
    startNanos: pick(batch.startNanos),
    duration: pick(batch.duration),
    kind: pick(batch.kind),
    status: pick(batch.status),
    flags: pick(batch.flags),
    resource: pick(batch.resource),
    scope: pick(batch.scope),
    source: pick(batch.source),
    place: pick(batch.place),
    attributes: { count: new Uint32Array(length), list: NO_LISTS.list },
    events: {
      length: 0,
      span: new Int32Array(0),
      seconds: new Float64Array(0),
      nanos: new Uint32Array(0),
      name: new Int32Array(0),
      attributes: NO_LISTS,
    },
    links: {
      length: 0,
      span: new Int32Array(0),
      traceId: new Int32Array(0),
      spanId: new Int32Array(0),
      kind: new Uint8Array(0),
      attributes: NO_LISTS,
    },
    seconds: pickSeconds(batch.seconds, rows),
  };
}

function pickSeconds(seconds: SpanBatch['seconds'], rows: Int32Array): SpanBatch['seconds'] {
  const span = new Int32Array(seconds.length);
  const start = new Float64Array(seconds.length);
  const duration = new Float64Array(seconds.length);
  let length = 0;
  for (let from = 0, at = 0; from < seconds.length; from++) {
    while (at < rows.length && rows[at] < seconds.span[from]) at++;
    if (rows[at] !== seconds.span[from]) continue;
    span[length] = at;
    start[length] = seconds.start[from]!;
    duration[length++] = seconds.duration[from]!;
  }
  return { length, span, start, duration };
}
