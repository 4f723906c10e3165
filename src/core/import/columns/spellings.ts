import { withRoom } from '../../lib/growable.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import {
  hasId,
  NO_ID,
  packId,
  SPAN_ID_WORDS,
  TEXT_ID,
  TRACE_ID_WORDS,
  unpackId,
} from '../../model/packed-id.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { StringIndex } from '../../model/units.ts';
import type { Json } from '../format.ts';
import { parseSpelling } from './parse-spelling.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The one spelling of an id that a format wants, from any. */
export interface IdSpelling {
  readonly traceIdOf: (text: string) => string;
  readonly spanIdOf: (text: string) => string;
}

const NO_SPAN_ID = new Uint32Array([TEXT_ID, NO_ID]);

/** What the kernel's numbers of spellings mean to a sink: found out once for each, then looked up. */
export class Spellings {
  readonly #kernel: Kernel;
  readonly #sink: SpanSink;
  readonly #ids: IdSpelling;
  /** By number, one more than what it means; 0 where that is not known. */
  #strings = new Int32Array(256);
  #traces = new Int32Array(256);
  /** Traces and span ids by the number of their text. */
  readonly #oddTraces = new Map<number, number>();
  readonly #oddSpanIds = new Map<number, Uint32Array>();
  readonly #words = new Uint32Array(TRACE_ID_WORDS);
  readonly #intern = (text: string): number => this.intern(text);
  /** The sink's number of ''. */
  readonly empty: StringIndex;

  constructor(kernel: Kernel, sink: SpanSink, ids: IdSpelling) {
    this.#kernel = kernel;
    this.#sink = sink;
    this.#ids = ids;
    this.empty = this.intern('');
  }

  /** The kernel numbers anew. */
  forget(): void {
    this.#strings = new Int32Array(256);
    this.#traces = new Int32Array(256);
    this.#oddTraces.clear();
    this.#oddSpanIds.clear();
  }

  /** The sink's number of a string in the kernel's `texts`. */
  string(text: number): StringIndex {
    if (text >= this.#strings.length) this.#strings = withRoom(this.#strings, text + 1);
    const known = this.#strings[text];
    if (known > 0) return (known - 1) as StringIndex;
    const { texts } = this.#kernel;
    const string = texts.isEscaped(text)
      ? this.intern(this.text(text))
      : this.#sink.string(texts.memory, texts.fromOf(text), texts.toOf(text));
    this.#strings[text] = string + 1;
    return string;
  }

  /** A string in the kernel's `texts`. */
  text(text: number): string {
    const spelling = decoder.decode(this.#kernel.texts.bytesOf(text));
    return this.#kernel.texts.isEscaped(text) ? (JSON.parse(`"${spelling}"`) as string) : spelling;
  }

  /** A value in the kernel's `values`. */
  json(value: number): Json {
    return parseSpelling(this.#kernel.values.bytesOf(value));
  }

  /** The sink's number of `text`. */
  intern(text: string): StringIndex {
    const bytes = encoder.encode(text);
    return this.#sink.string(bytes, 0, bytes.length);
  }

  /** The sink's number of the trace id that the kernel wrote to `words[at ..]`; -1 where that is none. */
  trace(words: Uint32Array, at: number): number {
    if (words[at] === TEXT_ID) return this.#oddTrace(words[at + 1]);
    const number = words[at];
    if (number >= this.#traces.length) this.#traces = withRoom(this.#traces, number + 1);
    const known = this.#traces[number];
    if (known > 0) return known - 1;
    const trace = this.#newTrace(words, at);
    this.#traces[number] = trace + 1;
    return trace;
  }

  /** The trace id that the kernel wrote to `words[at ..]`, as text; '' where that is none. */
  traceText(words: Uint32Array, at: number): string {
    if (words[at] === TEXT_ID) return this.#ids.traceIdOf(this.text(words[at + 1]));
    let text = '';
    for (const byte of this.#kernel.traces.bytesOf(words[at])) text += byte.toString(16).padStart(2, '0');
    return text;
  }

  /** The sink's number of a trace id; -1 of ''. */
  traceOf(traceId: string): number {
    if (traceId === '') return -1;
    packId(traceId, this.#intern, this.#words, 0, TRACE_ID_WORDS);
    return this.#sink.trace(this.#words, 0);
  }

  /** Writes the span id that the kernel wrote to `words[at ..]` as number `to` of `ids`, for the sink; none where `at` is -1. */
  writeSpanId(words: Uint32Array, at: number, ids: Uint32Array, to: number): void {
    if (at >= 0 && (words[at] !== TEXT_ID || !hasId(words, at, SPAN_ID_WORDS))) {
      ids[2 * to] = words[at];
      ids[2 * to + 1] = words[at + 1];
    } else ids.set(at < 0 ? NO_SPAN_ID : this.#oddSpanId(words[at + 1]), 2 * to);
  }

  /** The span id that the kernel wrote to `words[at ..]`, as text; '' where that is none. */
  spanText(words: Uint32Array, at: number): string {
    if (words[at] !== TEXT_ID || !hasId(words, at, SPAN_ID_WORDS))
      return unpackId(words, at, SPAN_ID_WORDS, () => '');
    return this.#ids.spanIdOf(this.text(words[at + 1]));
  }

  /** Digits of the full length are their own bits (`packId`), unless these would say that they are text. */
  #newTrace(words: Uint32Array, at: number): number {
    const { traces } = this.#kernel;
    const { memory } = traces;
    const from = traces.fromOf(words[at]);
    for (let word = 0; word < TRACE_ID_WORDS; word++) this.#words[word] = wordAt(memory, from + 4 * word);
    if (this.#words[0] !== TEXT_ID) return this.#sink.trace(this.#words, 0);
    return this.traceOf(this.traceText(words, at));
  }

  #oddTrace(text: number): number {
    let trace = this.#oddTraces.get(text);
    if (trace === undefined) {
      trace = this.traceOf(this.#ids.traceIdOf(this.text(text)));
      this.#oddTraces.set(text, trace);
    }
    return trace;
  }

  #oddSpanId(text: number): Uint32Array {
    let id = this.#oddSpanIds.get(text);
    if (!id) {
      packId(this.#ids.spanIdOf(this.text(text)), this.#intern, (id = new Uint32Array(2)), 0, SPAN_ID_WORDS);
      this.#oddSpanIds.set(text, id);
    }
    return id;
  }
}

/** The four bytes from `at` on as a number, the first of them highest. */
function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}
