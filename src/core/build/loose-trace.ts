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
  rows = new Int32Array(0);
  /** Place of the parent; -1 where there is none. */
  parent = new Int32Array(0);
  /** Bits of `SpanFlag`. */
  flags = new Int32Array(0);
  /** 1 where flags and duration will not tell what the record said. */
  differs = new Uint8Array(0);
  kind = new Uint8Array(0);
  /** The start: seconds, NaN where it is not known, and nanoseconds after them. */
  seconds = new Float64Array(0);
  nanos = new Float64Array(0);
  #duration = new Float64Array(0);

  constructor(spanRows: SpanRows, facts: RowFacts, repairs: Repairs, diagnostics: DiagnosticCounter) {
    this.spanRows = spanRows;
    this.facts = facts;
    this.#repairs = repairs;
    this.#diagnostics = diagnostics;
  }

  /** Begins with another trace, whose spans are still to be taken. */
  begin({ rows }: UnitedRows): void {
    this.count = rows.length;
    if (this.count > this.rows.length) this.#grow(Math.max(64, this.count));
    this.rows.set(rows);
  }

  /** Takes the spans at places `from .. to`: everything but parents and unknown starts is in the rows. */
  take({ rows, clientOf, conflicting }: UnitedRows, from: number, to: number): void {
    const { spanRows } = this;
    const longest = this.#repairs.setImpossibleTimesAside ? LONGEST : Infinity;
    spanRows.flags.pick(rows, this.flags, from, to);
    spanRows.kind.pick(rows, this.kind, from, to);
    spanRows.startSeconds.pick(rows, this.seconds, from, to);
    spanRows.startNanos.pick(rows, this.nanos, from, to);
    spanRows.duration.pick(rows, this.#duration, from, to);
    for (let place = from; place < to; place++) {
      const nanos = this.#duration[place];
      const isShared = (this.flags[place] & SpanFlag.SHARED_SERVER) !== 0;
      this.differs[place] = isShared || nanos < 0 || nanos > longest ? 1 : 0;
      if (isShared) this.flags[place] &= ~SpanFlag.SHARED_SERVER;
      if (Number.isNaN(nanos)) this.mark(place, SpanFlag.UNFINISHED, 'unfinished-span');
      else if (nanos > longest) this.mark(place, SpanFlag.UNFINISHED, 'impossible-time');
      else if (nanos < 0 && nanos < -this.facts.resolutionOf(rows[place]))
        this.mark(place, SpanFlag.NEGATIVE_DURATION, 'negative-duration');
    }
    if (clientOf.size === 0 && conflicting.size === 0) return;
    for (let place = from; place < to; place++) {
      if (clientOf.has(rows[place])) this.flags[place] |= SpanFlag.SHARED_SERVER;
      if (conflicting.has(rows[place])) this.flags[place] |= SpanFlag.CONFLICTING;
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
    this.flags = new Int32Array(room);
    this.differs = new Uint8Array(room);
    this.kind = new Uint8Array(room);
    this.#duration = new Float64Array(room);
    this.seconds = new Float64Array(room);
    this.nanos = new Float64Array(room);
  }
}
