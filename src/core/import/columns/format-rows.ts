import type { KernelBatch } from '../../kernel/kernel-batch.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { RowTable } from '../../kernel/row-table.ts';
import type { DiagnosticCounter } from '../../model/diagnostics.ts';
import type { ReadTarget } from '../format.ts';
import { AttributeMeanings } from './attribute-meanings.ts';
import type { AttributeRules } from './attribute-templates.ts';
import type { RowReader } from './format-columns.ts';
import { Meanings } from './meanings.ts';
import { RowCursor } from './row-cursor.ts';
import type { AttributeColumn, SpanColumns } from './span-columns.ts';
import { type IdSpelling, Spellings } from './spellings.ts';

/** Where rows come from and where their spans go. */
export interface RowsContext {
  readonly target: ReadTarget;
  readonly kernel: Kernel;
  readonly columns: SpanColumns;
}

/** What a format calls its ids and its attributes. */
interface FormatRules {
  readonly ids: IdSpelling;
  readonly attributes: AttributeRules;
}

/** What holds on to the kernel's numbers. */
interface Forgetful {
  forget(): void;
}

/** The fields that spans have in every format. */
type SpanTable = RowTable<'traceId' | 'spanId' | 'parentSpanId' | 'name'>;

/** Makes spans of rows: what is the same for every format, which adds what is its own. */
export abstract class FormatRows implements RowReader {
  protected readonly target: ReadTarget;
  protected readonly columns: SpanColumns;
  protected readonly spellings: Spellings;
  protected readonly attributes: AttributeMeanings;
  /** The span that is being read. */
  protected readonly row: RowCursor;
  readonly #table: SpanTable;
  readonly #cursors: { readonly cursor: RowCursor; readonly table: RowTable }[] = [];
  readonly #forgetful: Forgetful[] = [];

  constructor({ target, kernel, columns }: RowsContext, table: SpanTable, rules: FormatRules) {
    this.target = target;
    this.columns = columns;
    this.spellings = new Spellings(kernel, target.sink, rules.ids);
    this.attributes = new AttributeMeanings(kernel, target.sink, this.spellings, rules.attributes);
    this.#table = table;
    this.row = this.cursorOf(table);
  }

  /** Reads rows of `table` from now on. */
  protected cursorOf(table: RowTable): RowCursor {
    const cursor = new RowCursor(table);
    this.#cursors.push({ cursor, table });
    return cursor;
  }

  /** What `read` makes of numbers of the kernel, each time it numbers anew. */
  protected meaningsOf<V>(read: (number: number, diagnostics: DiagnosticCounter) => V): Meanings<V> {
    return this.forgets(new Meanings(this.target.diagnostics, read));
  }

  /** `forgetful` is told when the kernel numbers anew. */
  protected forgets<F extends Forgetful>(forgetful: F): F {
    this.#forgetful.push(forgetful);
    return forgetful;
  }

  forget(templates: boolean): void {
    this.spellings.forget();
    this.attributes.forget(templates);
    for (const forgetful of this.#forgetful) forgetful.forget();
  }

  begin(batch: KernelBatch): void {
    for (const { cursor, table } of this.#cursors) cursor.begin(batch.rowsOf(table));
    if (this.target.keepsAttributes) this.attributes.meet();
  }

  add(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      this.row.moveTo(at);
      this.addSpan(this.columns.add(this.row.place));
    }
  }

  /** Writes the span of the row to its number in the columns. */
  protected abstract addSpan(span: number): void;

  /** Writes the ids and the name; no trace where the row names none. */
  protected addNames(span: number): void {
    const { row, columns, spellings } = this;
    const { words } = row;
    const { bits, slots } = this.#table;
    columns.trace[span] = row.has(bits.traceId) ? spellings.trace(words, row.slot(slots.traceId)) : -1;
    const id = row.has(bits.spanId) ? row.slot(slots.spanId) : -1;
    spellings.writeSpanId(words, id, columns.spanId, span);
    const parent = row.has(bits.parentSpanId) ? row.slot(slots.parentSpanId) : -1;
    spellings.writeSpanId(words, parent, columns.parentSpanId, span);
    columns.name[span] = row.has(bits.name) ? spellings.string(row.word(slots.name)) : spellings.empty;
  }

  /** Adds the attributes at `slot` of `row` to the list of `owner`. */
  protected addAttributes(row: RowCursor, slot: number, lists: AttributeColumn, owner: number): void {
    const from = row.word(slot);
    this.attributes.addAll(row.attributes, from, from + row.word(slot + 1), lists, owner);
  }
}
