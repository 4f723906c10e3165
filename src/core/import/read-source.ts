import { giveWay } from '../lib/give-way.ts';
import { RecordSplitter } from '../json/record-splitter.ts';
import { countSkipped, DiagnosticCounter } from '../model/diagnostics.ts';
import type { ReadContext, SourceFile, SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { CountingSink } from './counting-sink.ts';
import { DocumentRouter } from './detect/document-router.ts';
import { explainFailure } from './explain-failure.ts';
import { explainBinary, explainText } from './refuse/foreign-files.ts';
import type { Format, ReadTarget } from './format.ts';
import { FORMATS } from './formats.ts';
import { unwrapLog } from './bytes/log-lines.ts';
import { openText, type OpenText } from './bytes/open-text.ts';

/** Bytes of text between two chances for others: about 5 ms of parsing. */
const TURN_BYTES = 1 << 18;

/** How a file is read. */
export interface ReadOptions {
  /** As `ReadTarget.keepsAttributes`; asked for again and again, so that it may change while a file is read. */
  readonly keepsAttributes?: boolean;
  /** Bytes of text handed on at once. */
  readonly pieceBytes?: number;
}

/**
 * Reads a file of any format to its end and puts its spans into `sink`. Never throws for what the file holds: that is
 * what the report is for. Stops between chunks once it is cancelled; what was read until then stays in `sink`.
 *
 *     chunks → gunzip → UTF-8 → log prefixes off → records → the format's reader → sink
 *
 * `firstPlace` is where its text begins among the texts of all sources.
 */
export function readSource(
  source: SourceFile,
  sink: SpanSink,
  context: ReadContext,
  firstPlace = 0,
  options: ReadOptions = {},
): Promise<SourceReport> {
  return new SourceReading(source, sink, context, FORMATS, firstPlace, options).run();
}

/** One file on its way in. */
export class SourceReading {
  readonly #source: SourceFile;
  readonly #context: ReadContext;
  readonly #sink: CountingSink;
  readonly #diagnostics = new DiagnosticCounter();
  readonly #splitter: RecordSplitter;
  readonly #router: DocumentRouter;
  readonly #pieceBytes: number;
  #encodings: readonly string[] = [];
  /** Bytes read of the file as it is stored. */
  #byteLength = 0;
  #damage: string | null = null;
  /** Why the file cannot be read at all. */
  #refusal: string | null = null;

  constructor(
    source: SourceFile,
    sink: SpanSink,
    context: ReadContext,
    formats: readonly Format[],
    firstPlace = 0,
    options: ReadOptions = {},
  ) {
    this.#pieceBytes = options.pieceBytes ?? TURN_BYTES;
    this.#source = source;
    this.#context = context;
    this.#sink = new CountingSink(sink);
    const place = (): number => firstPlace + this.#splitter.place;
    const target: ReadTarget = {
      sink: this.#sink,
      diagnostics: this.#diagnostics,
      fileName: source.name,
      get keepsAttributes() {
        return options.keepsAttributes ?? true;
      },
      get place() {
        return place();
      },
    };
    this.#router = new DocumentRouter(formats, target);
    this.#splitter = new RecordSplitter(this.#router);
  }

  async run(): Promise<SourceReport> {
    let head = '';
    try {
      const opened = await openText(this.#readChunks(), (reason) => this.#noteDamage(reason));
      head = opened.head;
      this.#encodings = opened.encodings;
      this.#refusal = explainBinary(opened.beginning, this.#source.name) ?? explainText(head);
      if (this.#refusal === null) await this.#split(this.#unwrap(opened));
    } catch (error) {
      // The medium, not the content: the file was moved, or the disk fails.
      this.#refusal = `The file could not be read to its end: ${error instanceof Error ? error.message : String(error)}`;
    }
    return this.#report(head);
  }

  async *#readChunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source.chunks()) {
      if (this.#context.isCancelled()) return;
      this.#byteLength += chunk.length;
      yield chunk;
    }
  }

  #noteDamage(reason: string): void {
    this.#damage = reason;
    this.#diagnostics.add('damaged-gzip', () => reason);
  }

  #unwrap({ text, log }: OpenText): AsyncIterable<Uint8Array> {
    if (!log) return text;
    return unwrapLog(text, log, (hasText) => {
      if (hasText) this.#diagnostics.add('log-prefix', () => log.name);
      else this.#diagnostics.add('other-line', () => `in a ${log.name}`);
    });
  }

  async #split(text: AsyncIterable<Uint8Array>): Promise<void> {
    let turn = 0;
    for await (const chunk of text) {
      for (let at = 0; at < chunk.length; at += this.#pieceBytes) {
        const piece = chunk.subarray(at, at + this.#pieceBytes);
        this.#splitter.push(piece);
        turn += piece.length;
        if (turn < TURN_BYTES) continue;
        turn = 0;
        this.#reportProgress();
        await giveWay();
        if (this.#context.isCancelled()) return;
      }
    }
    this.#splitter.end();
    this.#reportProgress();
  }

  #reportProgress(): void {
    this.#context.onProgress({
      done: this.#byteLength,
      total: this.#source.size,
      spanCount: this.#sink.spanCount,
      format: this.#formatNames().join(', '),
    });
  }

  #formatNames(): string[] {
    return Array.from(this.#router.formats.keys(), (format) => format.name);
  }

  #report(head: string): SourceReport {
    const spanCount = this.#sink.spanCount;
    const isCancelled = this.#context.isCancelled();
    const diagnostics = this.#diagnostics.list();
    return {
      name: this.#source.name,
      formats: this.#formatNames(),
      evidence: this.#router.formats.values().next().value ?? '',
      byteLength: this.#byteLength,
      textLength: this.#splitter.textLength,
      encoding: this.#encodings.join(', '),
      innerFileCount: 0,
      recordCount: spanCount + countSkipped(diagnostics),
      spanCount,
      detail: 'all',
      stoppedAt: null,
      diagnostics,
      failure: isCancelled ? 'Reading was cancelled.' : (this.#refusal ?? this.#explain(head)),
    };
  }

  #explain(head: string): string | null {
    return explainFailure({
      spanCount: this.#sink.spanCount,
      head,
      router: this.#router,
      damage: this.#damage,
    });
  }
}
