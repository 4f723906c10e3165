import { giveWay } from '../lib/give-way.ts';
import { RecordSplitter } from '../json/record-splitter.ts';
import { DiagnosticCounter } from '../model/diagnostics.ts';
import type { SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { unwrapLog } from './bytes/log-lines.ts';
import type { OpenText } from './bytes/open-text.ts';
import { UnpacksTooLarge } from './bytes/unpack-limit.ts';
import { KernelMemory } from './columns/kernel-memory.ts';
import { startReading } from './columns/start-reading.ts';
import { leaveWorkbench, takeWorkbench, type Workbench } from './columns/workbench.ts';
import { CountingSink } from './counting-sink.ts';
import { type CutFront, findCutFront } from './detect/cut-front.ts';
import { DocumentRouter } from './detect/document-router.ts';
import { explainFailure } from './explain-failure.ts';
import type { Format, ReadTarget } from './format.ts';
import { explainForeign } from './refuse/foreign-files.ts';

/** Bytes of text between two chances for others: about 5 ms, value by value and with the kernel. */
const TURN_BYTES = 1 << 18;
const KERNEL_TURN_BYTES = 1 << 20;

/** How a file is read. */
export interface ReadOptions {
  /** As `ReadTarget.keepsAttributes`; true where not said. */
  readonly keepsAttributes?: boolean;
  /** Bytes of text handed on at once. */
  readonly pieceBytes?: number;
  /** Value by value where false: the same comes out. */
  readonly usesKernel?: boolean;
  /** In order of detection. */
  readonly formats?: readonly Format[];
}

/** What became of one text: as in the report of a file. */
export type TextReport = Pick<
  SourceReport,
  'name' | 'formats' | 'evidence' | 'textLength' | 'encoding' | 'spanCount' | 'diagnostics' | 'failure'
>;

/** Where and how a text is read. */
export interface TextTarget {
  readonly sink: SpanSink;
  readonly formats: readonly Format[];
  readonly isCancelled: () => boolean;
  /** Told again and again how many spans the text gave by now. */
  readonly onProgress: (spanCount: number, formats: readonly string[]) => void;
  readonly options: ReadOptions;
  readonly usesKernel: boolean;
  /** Where the text begins among the texts of all sources. */
  readonly firstPlace: number;
}

/** One text on its way in: it has formats, records and a report of its own. */
export class TextReading {
  readonly #name: string;
  readonly #isCancelled: () => boolean;
  readonly #onProgress: TextTarget['onProgress'];
  readonly #sink: CountingSink;
  readonly #firstPlace: number;
  /** What the text lost with its beginning; null where it begins as it should. */
  #front: CutFront | null = null;
  readonly #diagnostics = new DiagnosticCounter();
  readonly #splitter: RecordSplitter;
  readonly #router: DocumentRouter;
  /** Until it has run. */
  readonly #bench: Workbench | null;
  readonly #turnBytes: number;
  readonly #pieceBytes: number;

  constructor(
    name: string,
    { sink, formats, options, usesKernel, firstPlace, isCancelled, onProgress }: TextTarget,
  ) {
    this.#name = name;
    this.#isCancelled = isCancelled;
    this.#onProgress = onProgress;
    this.#bench = usesKernel ? takeWorkbench() : null;
    this.#turnBytes = this.#bench ? KERNEL_TURN_BYTES : TURN_BYTES;
    this.#pieceBytes = options.pieceBytes ?? this.#turnBytes;
    this.#sink = new CountingSink(sink);
    this.#firstPlace = firstPlace;
    const place = (): number => this.#origin + this.#splitter.place;
    const target: ReadTarget = {
      sink: this.#sink,
      diagnostics: this.#diagnostics,
      fileName: name,
      keepsAttributes: options.keepsAttributes ?? true,
      get place() {
        return place();
      },
    };
    this.#router = new DocumentRouter(formats, target, (format) => startReading(format, target, this.#bench));
    const memory = this.#bench ? { memory: new KernelMemory(this.#bench.kernel) } : {};
    this.#splitter = new RecordSplitter(this.#router, memory);
  }

  /** Reads `text` to its end, or until it is cancelled. Never throws: what keeps it from being read is in the report. */
  async run(text: OpenText | string): Promise<TextReport> {
    try {
      return await this.#read(text);
    } finally {
      if (this.#bench) leaveWorkbench(this.#bench);
    }
  }

  async #read(text: OpenText | string): Promise<TextReport> {
    if (typeof text === 'string') return this.#report(null, text, null);
    this.#front = findCutFront(text.beginning);
    this.#bench?.columns.begin(this.#sink, this.#origin);
    let refusal: string | null = null;
    try {
      refusal = this.#front ? null : explainForeign(text, this.#name);
      if (refusal === null)
        await this.#split(this.#front ? this.#mendFront(text, this.#front) : this.#unwrap(text));
    } catch (error) {
      refusal = describeError(error);
    }
    const damage = this.#isCancelled() ? null : text.damage();
    if (damage !== null) this.#diagnostics.add('damaged-data', () => damage);
    return this.#report(text, refusal, damage);
  }

  /** Where what is split begins among the texts of all sources: before the text, where more was added than it lost. */
  get #origin(): number {
    return this.#firstPlace - this.#addedBytes;
  }

  get #addedBytes(): number {
    return this.#front ? this.#front.beginning.length - this.#front.lost : 0;
  }

  /** The text with what its first whole record has lost before it. */
  async *#mendFront({ text }: OpenText, { lost, beginning }: CutFront): AsyncGenerator<Uint8Array> {
    this.#diagnostics.add(
      'cut-front',
      () => `the first whole one begins at byte ${lost.toLocaleString('en')}`,
    );
    yield beginning;
    text.skip(lost);
    yield* text;
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
        if (turn < this.#turnBytes) continue;
        turn = 0;
        this.#onProgress(this.#sink.spanCount, this.#formatNames());
        await giveWay();
        if (this.#isCancelled()) return;
      }
    }
    if (this.#isCancelled()) return; // the text ends here only because nobody wants more
    this.#splitter.end();
    this.#onProgress(this.#sink.spanCount, this.#formatNames());
  }

  #formatNames(): string[] {
    return Array.from(this.#router.formats.keys(), (format) => format.name);
  }

  #report(text: OpenText | null, refusal: string | null, damage: string | null): TextReport {
    const { spanCount } = this.#sink;
    const router = this.#router;
    return {
      name: this.#name,
      formats: this.#formatNames(),
      evidence: router.formats.values().next().value ?? '',
      textLength: this.#splitter.textLength - this.#addedBytes,
      encoding: text?.encodings.join(', ') ?? '',
      spanCount,
      diagnostics: this.#diagnostics.list(),
      failure:
        refusal ?? explainFailure({ spanCount, head: text?.head ?? '', router, front: this.#front, damage }),
    };
  }
}

/** What is told of an error that is not the content's: the medium fails, or a limit is reached. */
export function describeError(error: unknown): string {
  if (error instanceof UnpacksTooLarge) return error.message;
  return `The file could not be read to its end: ${error instanceof Error ? error.message : String(error)}`;
}
