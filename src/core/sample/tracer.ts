import type { Random } from '../lib/random.ts';
import { AttributeType, LinkKind, SpanKind, StatusCode } from '../model/span-enums.ts';
import type { EventRecord, LinkRecord, SpanSink } from '../model/span-record.ts';
import {
  addNanos,
  type AttributeIndex,
  type ResourceIndex,
  type ScopeIndex,
  type SourceIndex,
  type UnixTime,
} from '../model/units.ts';

/** Attribute values by name; whole numbers become integers. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One running copy of a service. */
export interface Pod {
  readonly service: string;
  readonly version: string;
  readonly resource: ResourceIndex;
}

/** What spans are made with, by all services of one sample. */
export interface Tracer {
  readonly sink: SpanSink;
  readonly source: SourceIndex;
  readonly scope: ScopeIndex;
  readonly random: Random;
  /** The moment from which the sample's times count. */
  readonly epoch: UnixTime;
  /** Spans handed over so far. */
  spanCount: number;
}

/** A span that has not ended. Times are nanoseconds after the tracer's epoch. */
export class LiveSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** How far the work inside this span has got. */
  now: number;
  /** Whether it ended, or is bound to end, in an error. */
  hasFailed = false;
  /** A lost span was made but never exported: its children are orphans. */
  isLost = false;
  readonly pod: Pod;
  readonly #tracer: Tracer;
  readonly #name: string;
  readonly #kind: SpanKind;
  readonly #parentSpanId: string;
  readonly #start: number;
  readonly #attributes: AttributeIndex[];
  readonly #events: EventRecord[] = [];
  readonly #links: LinkRecord[] = [];
  #statusMessage = '';

  constructor(
    tracer: Tracer,
    pod: Pod,
    name: string,
    kind: SpanKind,
    start: number,
    attributes: Attributes,
    parent?: LiveSpan,
  ) {
    this.#tracer = tracer;
    this.pod = pod;
    this.#name = name;
    this.#kind = kind;
    this.#start = Math.round(start);
    this.now = this.#start;
    this.traceId = parent ? parent.traceId : tracer.random.hex(32);
    this.spanId = tracer.random.hex(16);
    this.#parentSpanId = parent ? parent.spanId : '';
    this.#attributes = internAttributes(tracer.sink, attributes);
  }

  /** A child that starts now, in the same pod unless another is given. */
  child(name: string, kind: SpanKind, attributes: Attributes, pod: Pod = this.pod): LiveSpan {
    return new LiveSpan(this.#tracer, pod, name, kind, this.now, attributes, this);
  }

  /** Lets log-normal time go by: own work, or waiting. */
  work(medianMillis: number, spread = 0.35): void {
    this.now += this.#tracer.random.logNormal(medianMillis * 1e6, spread);
  }

  /** A child that does one thing and is waited for: an inner step, a statement, a request. */
  step(name: string, kind: SpanKind, attributes: Attributes, medianMillis: number, spread = 0.35): void {
    const step = this.child(name, kind, attributes);
    step.work(medianMillis, spread);
    step.end();
    this.now = step.now;
  }

  /** Does all of `parts` at the same time, and goes on when the last has ended. */
  atOnce(...parts: readonly (() => void)[]): void {
    const start = this.now;
    let end = start;
    for (const part of parts) {
      this.now = start;
      part();
      end = Math.max(end, this.now);
    }
    this.now = end;
  }

  set(attributes: Attributes): void {
    for (const attribute of internAttributes(this.#tracer.sink, attributes)) this.#attributes.push(attribute);
  }

  event(name: string, attributes: Attributes): void {
    this.#events.push({
      name,
      time: addNanos(this.#tracer.epoch, Math.round(this.now)),
      attributes: internAttributes(this.#tracer.sink, attributes),
    });
  }

  link(traceId: string, spanId: string): void {
    this.#links.push({ traceId, spanId, kind: LinkKind.LINK, attributes: [] });
  }

  /** Marks the span as failed. */
  fail(message: string): void {
    this.hasFailed = true;
    this.#statusMessage = message;
  }

  /** Marks the span as failed and records what was thrown. */
  throw(type: string, message: string, stack: readonly string[]): void {
    this.fail(message);
    this.event('exception', {
      'exception.type': type,
      'exception.message': message,
      'exception.stacktrace': [`${type}: ${message}`, ...stack.map((line) => `    at ${line}`)].join('\n'),
    });
  }

  /** Ends the span and hands it over. */
  end(): void {
    if (this.isLost) return;
    this.#tracer.spanCount++;
    const { sink, source, scope, epoch } = this.#tracer;
    sink.add({
      traceId: this.traceId,
      spanId: this.spanId,
      parentSpanId: this.#parentSpanId,
      name: this.#name,
      kind: this.#kind,
      status: this.hasFailed ? StatusCode.ERROR : StatusCode.UNSET,
      statusMessage: this.#statusMessage,
      start: addNanos(epoch, this.#start),
      duration: Math.round(this.now) - this.#start,
      attributes: this.#attributes,
      events: this.#events,
      links: this.#links,
      resource: this.pod.resource,
      scope,
      source,
    });
  }
}

/** `attributes` as indices, in their order. */
export function internAttributes(sink: SpanSink, attributes: Attributes): AttributeIndex[] {
  return Object.entries(attributes).map(([key, value]) => sink.attribute(key, typeOf(value), String(value)));
}

function typeOf(value: string | number | boolean): AttributeType {
  if (typeof value === 'string') return AttributeType.STRING;
  if (typeof value === 'boolean') return AttributeType.BOOL;
  return Number.isInteger(value) ? AttributeType.INT : AttributeType.DOUBLE;
}
