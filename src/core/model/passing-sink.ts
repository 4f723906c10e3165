import type { AttributeSpellings, SpanBatch } from './span-batch.ts';
import type { SpanRecord, SpanSink } from './span-record.ts';

/** Passes everything on: what other sinks change one thing of. */
export class PassingSink implements SpanSink {
  protected readonly sink: SpanSink;

  constructor(sink: SpanSink) {
    this.sink = sink;
  }

  add(span: SpanRecord): void {
    this.sink.add(span);
  }

  addBatch(batch: SpanBatch): void {
    this.sink.addBatch(batch);
  }

  string(...args: Parameters<SpanSink['string']>): ReturnType<SpanSink['string']> {
    return this.sink.string(...args);
  }

  attributesOf(spelled: AttributeSpellings): void {
    this.sink.attributesOf(spelled);
  }

  trace(...args: Parameters<SpanSink['trace']>): ReturnType<SpanSink['trace']> {
    return this.sink.trace(...args);
  }

  source(...args: Parameters<SpanSink['source']>): ReturnType<SpanSink['source']> {
    return this.sink.source(...args);
  }

  attribute(...args: Parameters<SpanSink['attribute']>): ReturnType<SpanSink['attribute']> {
    return this.sink.attribute(...args);
  }

  resource(...args: Parameters<SpanSink['resource']>): ReturnType<SpanSink['resource']> {
    return this.sink.resource(...args);
  }

  reserveResource(): ReturnType<SpanSink['reserveResource']> {
    return this.sink.reserveResource();
  }

  defineResource(...args: Parameters<SpanSink['defineResource']>): void {
    this.sink.defineResource(...args);
  }

  scope(...args: Parameters<SpanSink['scope']>): ReturnType<SpanSink['scope']> {
    return this.sink.scope(...args);
  }

  reserveScope(): ReturnType<SpanSink['reserveScope']> {
    return this.sink.reserveScope();
  }

  defineScope(...args: Parameters<SpanSink['defineScope']>): void {
    this.sink.defineScope(...args);
  }
}
