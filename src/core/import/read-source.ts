import { giveWay } from '../lib/give-way.ts';
import { RecordSplitter } from '../json/record-splitter.ts';
import { DiagnosticCounter } from '../model/diagnostics.ts';
import type { SourceFile, SourceReport, WorkContext } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { ChunkReader } from './bytes/chunk-reader.ts';
import { CountingSink } from './counting-sink.ts';
import { DocumentRouter } from './detect/document-router.ts';
import { detectEncoding, toUtf8 } from './bytes/encoding.ts';
import { explainFailure } from './explain-failure.ts';
import { explainBinary, explainText } from './refuse/foreign-files.ts';
import type { Format } from './format.ts';
import { FORMATS } from './formats.ts';
import { gunzip, isGzip } from './bytes/gzip.ts';
import { detectLog, unwrapLog } from './bytes/log-lines.ts';

/** Bytes of text between two chances for others: about 5 ms of parsing. */
const TURN_BYTES = 1 << 18;
/** What decides between text, logs and binary files. */
const HEAD_BYTES = 1 << 16;

/**
 * Reads a file of any format to its end and puts its spans into `sink`. Never throws for what the file holds: that is
 * what the report is for. Stops between chunks once it is cancelled; what was read until then stays in `sink`.
 *
 *     chunks → gunzip → UTF-8 → log prefixes off → records → the format's reader → sink
 */
export function readSource(source: SourceFile, sink: SpanSink, context: WorkContext): Promise<SourceReport> {
  return new SourceReading(source, sink, context, FORMATS).run();
}

/** One file on its way in. */
export class SourceReading {
  readonly #source: SourceFile;
  readonly #context: WorkContext;
  readonly #sink: CountingSink;
  readonly #diagnostics = new DiagnosticCounter();
  readonly #router: DocumentRouter;
  readonly #encodings: string[] = [];
  /** Bytes read of the file as it is stored. */
  #byteLength = 0;
  #damage: string | null = null;
  /** Why the file cannot be read at all. */
  #refusal: string | null = null;

  constructor(source: SourceFile, sink: SpanSink, context: WorkContext, formats: readonly Format[]) {
    this.#source = source;
    this.#context = context;
    this.#sink = new CountingSink(sink);
    this.#router = new DocumentRouter(formats, {
      sink: this.#sink,
      diagnostics: this.#diagnostics,
      fileName: source.name,
    });
  }

  async run(): Promise<SourceReport> {
    let head = '';
    try {
      const text = await this.#openText();
      const beginning = await text.peek(HEAD_BYTES);
      head = new TextDecoder().decode(beginning.subarray(0, HEAD_BYTES));
      this.#refusal ??= explainText(head);
      if (this.#refusal === null) await this.#split(this.#unwrap(text, head));
    } catch (error) {
      // The medium, not the content: the file was moved, or the disk fails.
      this.#refusal = `The file could not be read to its end: ${error instanceof Error ? error.message : String(error)}`;
    }
    return this.#report(head);
  }

  /** The file's bytes, as UTF-8 from the first character on. */
  async #openText(): Promise<ChunkReader> {
    let reader = new ChunkReader(this.#readChunks());
    while (isGzip(await reader.peek(3))) {
      this.#encodings.push('gzip');
      reader = new ChunkReader(
        gunzip(reader, (reason) => {
          this.#damage = reason;
          this.#diagnostics.add('damaged-gzip', () => reason);
        }),
      );
    }
    const head = await reader.peek(512);
    const { encoding, markLength } = detectEncoding(head);
    reader.skip(markLength);
    if (encoding === 'utf-8') {
      this.#refusal = explainBinary(head, this.#source.name);
      return reader;
    }
    this.#encodings.push('UTF-16');
    return new ChunkReader(toUtf8(reader, encoding));
  }

  async *#readChunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source.chunks()) {
      if (this.#context.isCancelled()) return;
      this.#byteLength += chunk.length;
      yield chunk;
    }
  }

  #unwrap(text: ChunkReader, head: string): AsyncIterable<Uint8Array> {
    const log = detectLog(head);
    if (!log) return text;
    return unwrapLog(text, log, (hasText) => {
      if (hasText) this.#diagnostics.add('log-prefix', () => log.name);
      else this.#diagnostics.add('other-line', () => `in a ${log.name}`);
    });
  }

  async #split(text: AsyncIterable<Uint8Array>): Promise<void> {
    const splitter = new RecordSplitter(this.#router);
    let turn = 0;
    for await (const chunk of text) {
      for (let at = 0; at < chunk.length; at += TURN_BYTES) {
        const piece = chunk.subarray(at, at + TURN_BYTES);
        splitter.push(piece);
        turn += piece.length;
        if (turn < TURN_BYTES) continue;
        turn = 0;
        this.#reportProgress();
        await giveWay();
        if (this.#context.isCancelled()) return;
      }
    }
    splitter.end();
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
    return {
      name: this.#source.name,
      formats: this.#formatNames(),
      evidence: this.#router.formats.values().next().value ?? '',
      byteLength: this.#byteLength,
      encoding: this.#encodings.join(', '),
      spanCount,
      diagnostics: this.#diagnostics.list(),
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
