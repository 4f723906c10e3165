import { withRoom } from '../lib/growable.ts';
import { TEXT_ID, TRACE_ID_WORDS } from '../model/packed-id.ts';
import { PassingSink } from '../model/passing-sink.ts';
import type { SpanBatch } from '../model/span-batch.ts';
import { StatusCode } from '../model/span-enums.ts';
import type { SpanRecord, SpanSink } from '../model/span-record.ts';
import type { StringIndex } from '../model/units.ts';
import type { CensusSink } from './census-sink.ts';
import { pickSpans } from './pick-spans.ts';

/** The number of a trace that is left out: no batch with it is passed on. */
const LEFT_OUT = -2;

/**
 * Passes on the spans of the traces that are held, and of those without a trace id. For the second reading of a file that
 * was counted before.
 */
export class SampleSink extends PassingSink {
  readonly #census: CensusSink;
  readonly #held: Uint8Array;
  /** By string of the sink: the same string's number in the census; -1 where it has none. */
  #inCensus = new Int32Array(64);
  readonly #words = new Uint32Array(TRACE_ID_WORDS);
  /** What was passed on. */
  spanCount = 0;
  errorCount = 0;

  /** `held`: `Held` by trace of the census. */
  constructor(sink: SpanSink, census: CensusSink, held: Uint8Array) {
    super(sink);
    this.#census = census;
    this.#held = held;
  }

  override add(span: SpanRecord): void {
    if (span.traceId !== '' && !this.#held[this.#census.numberOf(span.traceId)]) return;
    super.add(span);
    this.#count(span.status);
  }

  override addBatch(batch: SpanBatch): void {
    const rows = new Int32Array(batch.length);
    let count = 0;
    for (let row = 0; row < batch.length; row++)
      if (batch.trace[row] !== LEFT_OUT) {
        rows[count++] = row;
        this.#count(batch.status[row]);
      }
    if (count === batch.length) super.addBatch(batch);
    else if (count > 0) super.addBatch(pickSpans(batch, rows.subarray(0, count)));
  }

  override string(bytes: Uint8Array, from: number, to: number): StringIndex {
    const string = super.string(bytes, from, to);
    this.#inCensus = withRoom(this.#inCensus, string + 1);
    this.#inCensus[string] = this.#census.strings.internBytes(bytes, from, to);
    return string;
  }

  override trace(words: Uint32Array, at: number): number {
    const own = this.#words;
    own.set(words.subarray(at, at + TRACE_ID_WORDS));
    if (own[0] === TEXT_ID) own[TRACE_ID_WORDS - 1] = this.#inCensus[own[TRACE_ID_WORDS - 1]];
    return this.#held[this.#census.traces.find(own, 0)] ? super.trace(words, at) : LEFT_OUT;
  }

  #count(status: number): void {
    this.spanCount++;
    if (status === StatusCode.ERROR) this.errorCount++;
  }
}
