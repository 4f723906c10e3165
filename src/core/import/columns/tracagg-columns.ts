import { RAW, record } from '../../kernel/node.ts';
import { rowTable } from '../../kernel/row-table.ts';
import {
  SPAN as SPAN_PATH,
  STATED,
  timesOfSeconds,
  TracAggReader,
  tripleAttribute,
} from '../formats/tracagg.ts';
import { plainAttribute } from '../values/attributes.ts';
import { kindOf, statusOf } from '../values/words.ts';
import type { FormatColumns } from './format-columns.ts';
import { tablesOf } from './format-nodes.ts';
import { FormatRows, type RowsContext } from './format-rows.ts';

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

const RULES = {
  // Ids of this format are as they are.
  ids: { traceIdOf: (text: string) => text, spanIdOf: (text: string) => text },
  attributes: { ofElement: tripleAttribute, ofMember: plainAttribute, roleOf: () => 0 },
};

/** TracAgg's spans, read by the kernel. */
export const tracAggColumns: FormatColumns = {
  tables: tablesOf([[SPAN_PATH, record(SPAN)], ...STATED.map((path) => [path, RAW] as const)]),
  start(target, kernel, columns) {
    const reader = new TracAggReader(target);
    return { reader, rows: new TracAggRows(reader, { target, kernel, columns }) };
  },
};

class TracAggRows extends FormatRows {
  readonly #reader: TracAggReader;
  readonly #kinds = this.meaningsOf((value, counter) => kindOf(this.spellings.json(value), counter));
  readonly #statuses = this.meaningsOf((value) => statusOf(this.spellings.json(value)));
  readonly #services = this.meaningsOf((text) => this.spellings.text(text));

  constructor(reader: TracAggReader, context: RowsContext) {
    super(context, SPAN, RULES);
    this.#reader = reader;
  }

  protected addSpan(span: number): void {
    const { row, columns, spellings } = this;
    const { bits, slots } = SPAN;
    columns.source[span] = this.#reader.source;
    columns.scope[span] = this.#reader.scope;
    this.addNames(span);
    columns.kind[span] = row.has(bits.kind) ? this.#kinds.of(row.word(slots.kind)) : 0;
    columns.status[span] = row.has(bits.status) ? this.#statuses.of(row.word(slots.status)) : 0;
    const message = row.has(bits.message) ? spellings.string(row.word(slots.message)) : spellings.empty;
    if (message !== spellings.empty) columns.statusMessage[span] = message;
    this.#addTimes(span);
    if (this.target.keepsAttributes && row.has(bits.attributes))
      this.addAttributes(row, slots.attributes, columns.attributes, span);
  }

  #addTimes(span: number): void {
    const { row, columns } = this;
    const { bits, slots } = SPAN;
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
}
