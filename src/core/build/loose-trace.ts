import { SEGMENT_BITS, SEGMENT_MASK } from '../lib/segmented-column.ts';
import type { DiagnosticCode, DiagnosticCounter } from '../model/diagnostics.ts';
import type { RowFacts, UnitedRows } from './copy-uniter.ts';
import { SpanFlag } from '../model/span-enums.ts';
import type { Repairs } from '../model/repairs.ts';
import { NANOS_PER_SECOND } from '../model/units.ts';
import type { SpanRows } from './span-rows.ts';

/** No span lasts longer, in nanoseconds: 366 days. */
const LONGEST = 366 * 86_400 * NANOS_PER_SECOND;

/**
 * One trace on its way to be laid out: its spans by place (0 .. count − 1), in input order. Serves one trace after the
 * other with arrays that grow to the largest.
 */
export class LooseTrace {
  readonly spanRows: SpanRows;
  readonly facts: RowFacts;
  readonly #repairs: Repairs;
  readonly #diagnostics: DiagnosticCounter;
  count = 0;
  /** Row of `spanRows`. */
  rows: Int32Array = new Int32Array(0);
  /** Place of the parent; -1 where there is none. */
  parent = new Int32Array(0);
  /** Bits of `SpanFlag`. */
  flags = new Int32Array(0);
  /** 1 where the span will not tell exactly what its row does. */
  differs = new Uint8Array(0);
  kind = new Uint8Array(0);
  /** The start: seconds, NaN where it is not known, and nanoseconds after them. */
  seconds = new Float64Array(0);
  nanos = new Float64Array(0);
  /** The builder's number of the trace, where some of its rows are of another; else null. */
  #number: number | null = null;

  constructor(spanRows: SpanRows, facts: RowFacts, repairs: Repairs, diagnostics: DiagnosticCounter) {
    this.spanRows = spanRows;
    this.facts = facts;
    this.#repairs = repairs;
    this.#diagnostics = diagnostics;
  }

  /** Begins with another trace, whose spans are still to be taken. `number`: see `#number`. */
  begin({ rows, count }: UnitedRows, number: number | null): void {
    this.count = count;
    this.rows = rows;
    this.#number = number;
    if (count > this.parent.length) this.#grow(Math.max(64, 2 * this.parent.length, count));
  }

  /** Takes the spans at places `from .. to`: everything but parents and unknown starts is in the rows. */
  take(united: UnitedRows, from: number, to: number): void {
    const { rows, seconds, nanos } = this;
    const longest = this.#repairs.setImpossibleTimesAside ? LONGEST : Infinity;
    const secondsOf = this.spanRows.startSeconds.segments;
    const nanosOf = this.spanRows.startNanos.segments;
    const durationOf = this.spanRows.duration.segments;
    const flagsOf = this.spanRows.flags.segments;
    const kindOf = this.spanRows.kind.segments;
    for (let place = from; place < to; place++) {
      const row = rows[place];
      const segment = row >>> SEGMENT_BITS;
      const at = row & SEGMENT_MASK;
      const duration = durationOf[segment][at];
      const flags = flagsOf[segment][at];
      seconds[place] = secondsOf[segment][at];
      nanos[place] = nanosOf[segment][at];
      this.kind[place] = kindOf[segment][at];
      this.flags[place] = flags & ~SpanFlag.SHARED_SERVER;
      this.differs[place] = (flags & (SpanFlag.SHARED_SERVER | SpanFlag.MERGED)) === 0 ? 0 : 1;
      if (!(duration >= 0 && duration <= longest)) this.#takeOddDuration(place, duration, longest);
    }
    if (united.ranks !== null) this.#takeUnited(united, from, to);
    if (this.#number !== null) this.#setApart(this.#number, from, to);
  }

  #takeOddDuration(place: number, nanos: number, longest: number): void {
    if (Number.isNaN(nanos)) this.mark(place, SpanFlag.UNFINISHED, 'unfinished-span');
    else {
      this.differs[place] = 1;
      if (nanos > longest) this.mark(place, SpanFlag.UNFINISHED, 'impossible-time');
      else if (nanos < -this.facts.resolutionOf(this.rows[place]))
        this.mark(place, SpanFlag.NEGATIVE_DURATION, 'negative-duration');
    }
  }

  #takeUnited({ rows, clientOf, conflicting }: UnitedRows, from: number, to: number): void {
    for (let place = from; place < to; place++) {
      if (conflicting.has(rows[place])) this.flags[place] |= SpanFlag.CONFLICTING;
      if (!clientOf.has(rows[place])) continue;
      this.flags[place] |= SpanFlag.SHARED_SERVER;
      this.differs[place] = 1;
    }
  }

  /** The data set will not tell that rows were of another trace than `number`. */
  #setApart(number: number, from: number, to: number): void {
    for (let place = from; place < to; place++)
      if (this.spanRows.trace.at(this.rows[place]) !== number) this.differs[place] = 1;
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
    this.parent = new Int32Array(room);
    this.flags = new Int32Array(room);
    this.differs = new Uint8Array(room);
    this.kind = new Uint8Array(room);
    this.seconds = new Float64Array(room);
    this.nanos = new Float64Array(room);
  }
}
