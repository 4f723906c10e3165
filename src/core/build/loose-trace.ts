import type { DiagnosticCode, DiagnosticCounter } from '../model/diagnostics.ts';
import type { RowFacts, UnitedRows } from './copy-uniter.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { SpanRows } from './span-rows.ts';

/**
 * One trace on its way to be laid out: its spans by place (0 .. count − 1), in input order. Serves one trace after the
 * other with arrays that grow to the largest.
 */
export class LooseTrace {
  readonly spanRows: SpanRows;
  readonly facts: RowFacts;
  readonly #diagnostics: DiagnosticCounter;
  count = 0;
  /** Row of `spanRows`. */
  rows = new Int32Array(0);
  /** Place of the parent; -1 where there is none. */
  parent = new Int32Array(0);
  /** Bits of `SpanFlag`. */
  flags = new Uint16Array(0);
  /** The start: seconds, NaN where it is not known, and nanoseconds after them. */
  seconds = new Float64Array(0);
  nanos = new Float64Array(0);

  constructor(spanRows: SpanRows, facts: RowFacts, diagnostics: DiagnosticCounter) {
    this.spanRows = spanRows;
    this.facts = facts;
    this.#diagnostics = diagnostics;
  }

  /** Begins with another trace: everything but parents and unknown starts is in the rows. */
  take({ rows, clientOf, conflicting }: UnitedRows): void {
    this.count = rows.length;
    if (this.count > this.rows.length) this.#grow(Math.max(64, this.count));
    const { flags, duration, startSeconds, startNanos } = this.spanRows;
    const hasCopies = clientOf.size > 0 || conflicting.size > 0;
    for (let place = 0; place < this.count; place++) {
      const row = rows[place];
      let flag = flags.at(row) & ~SpanFlag.SHARED_SERVER;
      if (hasCopies && clientOf.has(row)) flag |= SpanFlag.SHARED_SERVER;
      if (hasCopies && conflicting.has(row)) flag |= SpanFlag.CONFLICTING;
      this.rows[place] = row;
      this.flags[place] = flag;
      this.seconds[place] = startSeconds.at(row);
      this.nanos[place] = startNanos.at(row);
      const nanos = duration.at(row);
      if (Number.isNaN(nanos)) this.mark(place, SpanFlag.UNFINISHED, 'unfinished-span');
      else if (nanos < 0 && nanos < -this.facts.resolutionOf(row))
        this.mark(place, SpanFlag.NEGATIVE_DURATION, 'negative-duration');
    }
  }

  /** A start that is not known is later than all that are. */
  isEarlier(a: number, b: number): boolean {
    if (Number.isNaN(this.seconds[b])) return !Number.isNaN(this.seconds[a]);
    return (
      this.seconds[a] < this.seconds[b] ||
      (this.seconds[a] === this.seconds[b] && this.nanos[a] < this.nanos[b])
    );
  }

  /** Notes what was found or mended on a span, for the span and for the import report. */
  mark(place: number, flag: number, code: DiagnosticCode): void {
    this.flags[place] = this.flags[place] | flag;
    this.#diagnostics.add(code, () => this.facts.describe(this.rows[place]));
  }

  #grow(room: number): void {
    this.rows = new Int32Array(room);
    this.parent = new Int32Array(room);
    this.flags = new Uint16Array(room);
    this.seconds = new Float64Array(room);
    this.nanos = new Float64Array(room);
  }
}
