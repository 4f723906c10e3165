import type { KernelBatch } from '../../kernel/kernel-batch.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { RAW, record } from '../../kernel/node.ts';
import { rowTable } from '../../kernel/row-table.ts';
import type { StatusCode } from '../../model/span-enums.ts';
import type { ReadTarget } from '../format.ts';
import {
  SPAN as SPAN_PATH,
  STATED,
  timesOfSeconds,
  TracAggReader,
  tripleAttribute,
} from '../formats/tracagg.ts';
import { plainAttribute } from '../values/attributes.ts';
import { kindOf, statusOf } from '../values/words.ts';
import { AttributeMeanings } from './attribute-meanings.ts';
import type { FormatColumns, RowReader } from './format-columns.ts';
import { tablesOf } from './format-nodes.ts';
import { RowCursor } from './row-cursor.ts';
import type { SpanColumns } from './span-columns.ts';
import { Meanings, Spellings } from './spellings.ts';

/** `otel`, which says what the other members cannot, is left out: records that have it are odd. */
const SPAN = rowTable({
  traceId: { keys: ['trace_id'], is: 'traceId', exact: true, nullable: true },
  spanId: { keys: ['span_id'], is: 'spanId', exact: true, nullable: true },
  parentSpanId: { keys: ['parent_span_id'], is: 'spanId', exact: true, nullable: true },
  service: { keys: ['service_name'], is: 'text', nullable: true },
  name: { keys: ['operation_name'], is: 'text', nullable: true },
  start: { keys: ['start_time'], is: 'double', nullable: true },
  duration: { keys: ['duration'], is: 'double', nullable: true },
  status: { keys: ['status'], is: 'value', nullable: true },
  kind: { keys: ['kind'], is: 'value', nullable: true },
  attributes: { keys: ['attributes'], is: 'attributes', nullable: true },
  message: { keys: ['error_message'], is: 'text', nullable: true },
  otel: { keys: ['otel'], is: 'integer', nullable: true },
});

/** Ids of this format are as they are. */
const AS_IT_IS = { traceIdOf: (text: string) => text, spanIdOf: (text: string) => text };

/** TracAgg's spans, read by the kernel. */
export const tracAggColumns: FormatColumns = {
  tables: tablesOf([[SPAN_PATH, record(SPAN)], ...STATED.map((path) => [path, RAW] as const)]),
  start(target, kernel, columns) {
    const reader = new TracAggReader(target);
    return { reader, rows: new TracAggRows(reader, target, kernel, columns) };
  },
};

class TracAggRows implements RowReader {
  readonly #reader: TracAggReader;
  readonly #target: ReadTarget;
  readonly #columns: SpanColumns;
  readonly #spellings: Spellings;
  readonly #attributes: AttributeMeanings;
  readonly #kinds: Meanings<number>;
  readonly #statuses: Meanings<StatusCode>;
  readonly #services: Meanings<string>;
  readonly #row = new RowCursor(SPAN);

  constructor(reader: TracAggReader, target: ReadTarget, kernel: Kernel, columns: SpanColumns) {
    const { sink, diagnostics } = target;
    this.#reader = reader;
    this.#target = target;
    this.#columns = columns;
    const spellings = new Spellings(kernel, sink, AS_IT_IS);
    this.#spellings = spellings;
    this.#attributes = new AttributeMeanings(kernel, sink, spellings, {
      ofElement: tripleAttribute,
      ofMember: plainAttribute,
      roleOf: () => 0,
    });
    this.#kinds = new Meanings(diagnostics, (value, counter) => kindOf(spellings.json(value), counter));
    this.#statuses = new Meanings(diagnostics, (value) => statusOf(spellings.json(value)));
    this.#services = new Meanings(diagnostics, (text) => spellings.text(text));
  }

  forget(templates: boolean): void {
    this.#spellings.forget();
    this.#attributes.forget(templates);
    for (const meanings of [this.#kinds, this.#statuses, this.#services]) meanings.forget();
  }

  begin(batch: KernelBatch): void {
    this.#row.begin(batch.rowsOf(SPAN));
    if (this.#target.keepsAttributes) this.#attributes.meet();
  }

  add(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      this.#row.moveTo(at);
      const span = this.#columns.add(this.#row.place);
      this.#addWords(span);
      this.#addTimes(span);
      if (this.#target.keepsAttributes && this.#row.has(SPAN.bits.attributes)) this.#addAttributes(span);
    }
  }

  #addWords(span: number): void {
    const row = this.#row;
    const { words } = row;
    const { bits, slots } = SPAN;
    const columns = this.#columns;
    const spellings = this.#spellings;
    columns.source[span] = this.#reader.source;
    columns.scope[span] = this.#reader.scope;
    columns.trace[span] = row.has(bits.traceId) ? spellings.trace(words, row.slot(slots.traceId)) : -1;
    spellings.writeSpanId(words, row.has(bits.spanId) ? row.slot(slots.spanId) : -1, columns.spanId, span);
    const parent = row.has(bits.parentSpanId) ? row.slot(slots.parentSpanId) : -1;
    spellings.writeSpanId(words, parent, columns.parentSpanId, span);
    columns.name[span] = row.has(bits.name) ? spellings.string(row.word(slots.name)) : spellings.empty;
    columns.kind[span] = row.has(bits.kind) ? this.#kinds.of(row.word(slots.kind)) : 0;
    columns.status[span] = row.has(bits.status) ? this.#statuses.of(row.word(slots.status)) : 0;
    const message = row.has(bits.message) ? spellings.string(row.word(slots.message)) : spellings.empty;
    if (message !== spellings.empty) columns.statusMessage[span] = message;
  }

  #addTimes(span: number): void {
    const row = this.#row;
    const { bits, slots } = SPAN;
    const columns = this.#columns;
    const startTime = row.has(bits.start) ? row.double(slots.start) : null;
    const ownDuration = row.has(bits.duration) ? row.double(slots.duration) : null;
    const service = row.has(bits.service) ? this.#services.of(row.word(slots.service)) : '';
    columns.resource[span] = this.#reader.resourceOf(service);
    this.#reader.count(service, startTime ?? NaN, ownDuration ?? 0);
    const { start, duration, seconds } = timesOfSeconds(startTime, ownDuration);
    columns.startSeconds[span] = start ? start.seconds : NaN;
    columns.startNanos[span] = start ? start.nanos : 0;
    columns.duration[span] = duration ?? NaN;
    if (seconds) columns.seconds.add(span, seconds.start, seconds.duration);
  }

  #addAttributes(span: number): void {
    const row = this.#row;
    const from = row.word(SPAN.slots.attributes);
    const to = from + row.word(SPAN.slots.attributes + 1);
    this.#attributes.addAll(row.attributes, from, to, this.#columns.attributes, span);
  }
}
