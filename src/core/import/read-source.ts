import { giveWay } from '../lib/give-way.ts';
import { countSkipped } from '../model/diagnostics.ts';
import type { ReadContext, SourceFile, SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { ArchiveReport } from './archive-report.ts';
import { isPacked, openTexts } from './bytes/open-texts.ts';
import { UnpackLimit } from './bytes/unpack-limit.ts';
import { FORMATS } from './formats.ts';
import { describeError, type ReadOptions, TextReading, type TextReport } from './read-text.ts';

/** What is packed is read in so many steps, so that progress moves also while little of it unpacks to much. */
const STEPS = 32;
const SMALLEST_STEP = 1 << 14;
const LARGEST_STEP = 1 << 20;

/**
 * Reads a file of any format to its end and puts its spans into `sink`. Never throws for what the file holds: that is
 * what the report is for. Stops between chunks once it is cancelled; what was read until then stays in `sink`.
 *
 *     chunks → gunzip, unzip … → texts, each: UTF-8 → log prefixes off → records → the format's reader → sink
 *
 * `firstPlace` is where its text begins among the texts of all sources. The text of an archive is the texts of its files,
 * one behind the other.
 */
export function readSource(
  source: SourceFile,
  sink: SpanSink,
  context: ReadContext,
  firstPlace = 0,
  options: ReadOptions = {},
): Promise<SourceReport> {
  return new SourceReading(source, sink, context, firstPlace, options).run();
}

/** One file on its way in. */
class SourceReading {
  readonly #source: SourceFile;
  readonly #sink: SpanSink;
  readonly #context: ReadContext;
  readonly #options: ReadOptions;
  readonly #archive: ArchiveReport;
  readonly #limit: UnpackLimit;
  /** Where the next text begins among the texts of all sources. */
  #place: number;
  /** In the texts that were read to their end. */
  #spanCount = 0;
  /** Where in the file as it is stored: of a ZIP archive, places are read in any order. */
  #at = 0;
  /** How far the file was asked for: where damaged data end, `#at` depends on how quickly that is found. */
  #reached = 0;
  /** Bytes handed out at once. */
  #step = LARGEST_STEP;
  /** Of a file that is no archive. */
  #report: TextReport | null = null;

  constructor(
    source: SourceFile,
    sink: SpanSink,
    context: ReadContext,
    firstPlace: number,
    options: ReadOptions,
  ) {
    this.#source = source;
    this.#sink = sink;
    this.#context = context;
    this.#options = options;
    this.#place = firstPlace;
    this.#archive = new ArchiveReport(source.name);
    this.#limit = new UnpackLimit(source.size);
  }

  async run(): Promise<SourceReport> {
    let failure: string | null = null;
    try {
      await this.#readTexts();
    } catch (error) {
      failure = describeError(error);
    }
    if (this.#context.isCancelled()) failure = 'Reading was cancelled.';
    const report = this.#report ?? this.#archive.finish();
    return {
      ...report,
      byteLength: this.#context.isCancelled() ? this.#at : this.#reached,
      innerFileCount: this.#archive.fileCount,
      recordCount: report.spanCount + countSkipped(report.diagnostics),
      detail: 'all',
      stoppedAt: null,
      failure: failure ?? report.failure,
    };
  }

  async #readTexts(): Promise<void> {
    const watched = { ...this.#source, chunks: (from?: number, to?: number) => this.#readChunks(from, to) };
    const { isCancelled } = this.#context;
    for await (const { name, text } of openTexts(watched, this.#limit, this.#archive)) {
      const reading = new TextReading(name, {
        sink: this.#sink,
        formats: this.#options.formats ?? FORMATS,
        options: this.#options,
        usesKernel: this.#options.usesKernel ?? true,
        firstPlace: this.#place,
        isCancelled,
        onProgress: (spanCount, formats) => this.#reportProgress(spanCount, formats),
      });
      const report = await reading.run(text);
      this.#spanCount += report.spanCount;
      this.#place += report.textLength;
      if (this.#archive.isArchive) this.#archive.add(report);
      else this.#report = report;
      this.#limit.assertKept();
      if (this.#archive.isArchive) await giveWay(); // small files in memory would leave no other chance
      if (isCancelled()) return;
    }
  }

  /** What is handed out is behind once more is asked for: until then it is being unpacked. */
  async *#readChunks(from = 0, to?: number): AsyncGenerator<Uint8Array> {
    this.#at = from;
    for await (const chunk of this.#source.chunks(from, to)) {
      this.#reached = Math.max(this.#reached, this.#at + chunk.length);
      if (this.#at === 0 && isPacked(chunk)) this.#step = stepIn(this.#source.size);
      for (let at = 0; at < chunk.length; at += this.#step) {
        if (this.#context.isCancelled()) return;
        const piece = chunk.subarray(at, at + this.#step);
        yield piece;
        this.#at += piece.length;
      }
    }
  }

  #reportProgress(spanCount: number, formats: readonly string[]): void {
    this.#context.onProgress({
      done: this.#at,
      total: this.#source.size,
      spanCount: this.#spanCount + spanCount,
      format: formats.join(', '),
    });
  }
}

/** Bytes of a packed file of `size` (0: not known) that are unpacked before progress is told. */
function stepIn(size: number): number {
  if (size === 0) return LARGEST_STEP;
  return Math.min(LARGEST_STEP, Math.max(SMALLEST_STEP, Math.ceil(size / STEPS)));
}
