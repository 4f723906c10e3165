import { SpanStore } from '../aggregator/span-store.ts';
import { isOutOfMemory } from '../lib/out-of-memory.ts';
import { createSerial } from '../lib/serial.ts';
import type { Dataset } from '../model/dataset.ts';
import { ALL_REPAIRS, type Repairs } from '../model/repairs.ts';
import { type Detail, lesser, type SourceFile, type WorkContext } from '../model/source.ts';
import type { SourceIndex } from '../model/units.ts';
import { assertAwaited } from './assert-awaited.ts';
import { attemptRead, TooMuch, type ReadOptions } from './attempt.ts';
import { measureCoverage } from './coverage.ts';
import { LayoutSchedule } from './layout-schedule.ts';
import { Load, type Wish } from './load.ts';
import type { Origin } from './origin.ts';
import type { Sample } from './sampled-read.ts';
import type { Coverage, OpenedSource } from './protocol.ts';

/** A file whose spans are in the data set: a handle to read from again, not its contents. */
export interface OpenedFile {
  readonly source: SourceFile;
  /** Where its text begins among the texts of all files. */
  readonly firstPlace: number;
  readonly detail: Detail;
}

/** What questions are answered from. */
export interface Snapshot {
  /** How many came before. */
  readonly revision: number;
  readonly dataset: Dataset;
  readonly repairs: Repairs;
  /** Whether names and values are held that no span has any more: those of spans that were taken away. */
  readonly holdsGone: boolean;
  /** What is held of everything that was read; null where all is. */
  readonly coverage: Coverage | null;
  /** In the order in which they were opened; of those read to their end. */
  readonly reports: readonly OpenedSource[];
  /** By `firstPlace`, ascending; the one being read is the last. */
  readonly files: readonly OpenedFile[];
}

/** One source whose spans are held. */
interface Opened {
  readonly report: OpenedSource;
  readonly origin: Origin;
  readonly firstPlace: number;
  /** What its spans name as their source. */
  readonly sources: ReadonlySet<SourceIndex>;
  /** Null where all its spans are held. */
  readonly sample: Sample | null;
}

export interface SourcesOptions {
  /** Bytes that the data set may take. */
  readonly budget: number;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
}

/**
 * The sources read so far, and the store that holds their spans. Changes are made one after the other; what they made of
 * the data set shows once it is laid out:
 *
 *     read a ────── read b ──────────────────── read c ─────┐ lay out     questions meanwhile are answered
 *                          └ lay out the first ┘            └─────── ▶    from what was laid out last
 */
export class OpenSources {
  readonly #store = new SpanStore();
  readonly #inTurn = createSerial();
  readonly #schedule: LayoutSchedule;
  readonly #budget: number;
  #opened: Opened[] = [];
  #repairs = ALL_REPAIRS;
  #lastId = 0;
  /** Whether spans were taken away since all were forgotten. */
  #holdsGone = false;
  /** Where the text of the next file begins. */
  #nextPlace = 0;
  /** The calls that read, or wait until they may. */
  #readerCount = 0;
  #load: Load;
  #snapshot: Snapshot;
  /** Whether the spans held are others than those of the snapshot. */
  #isStale = false;

  constructor({ budget, now }: SourcesOptions) {
    this.#budget = budget;
    this.#schedule = new LayoutSchedule(now);
    this.#load = new Load(budget);
    this.#snapshot = this.#describe(this.#store.dataset, 0, null);
  }

  /** Bytes that the data set may take. */
  get budget(): number {
    return this.#budget;
  }

  /** Whether files are read, or wait until they are. */
  get isReading(): boolean {
    return this.#readerCount > 0;
  }

  /** What questions are answered from. */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Whether the spans held are others than those of the snapshot, and none is on its way. */
  get isUnsettled(): boolean {
    return this.#isStale && !this.isReading;
  }

  /** Lays out what is not, once everything before has been read. */
  settle(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isStale) await this.#layOut();
    });
  }

  /**
   * Adds the spans of a source, with less detail where all would not fit. Of one that is cancelled nothing stays. The last
   * of several that wait has them all laid out.
   */
  async add(origin: Origin, wish: Wish, context: WorkContext): Promise<OpenedSource> {
    if (this.#readerCount++ === 0) {
      this.#load = new Load(this.#budget);
      this.#schedule.begin(this.#snapshot.dataset.spans.length);
    }
    try {
      return await this.#inTurn(() => this.#add(origin, wish, context));
    } finally {
      this.#readerCount--;
    }
  }

  /** Takes the spans of these sources away; what another source holds too stays. */
  close(ids: readonly number[]): Promise<void> {
    return this.#inTurn(() => this.#remove(new Set(ids)));
  }

  setRepairs(repairs: Repairs): Promise<void> {
    return this.#inTurn(async () => {
      this.#repairs = repairs;
      this.#store.setRepairs(repairs);
      await this.#layOut();
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      this.#forget();
      await this.#layOut();
    });
  }

  async #add(origin: Origin, wish: Wish, context: WorkContext): Promise<OpenedSource> {
    const isLast = (): boolean => this.#readerCount === 1 && wish.waitingBytes === 0;
    try {
      assertAwaited(context);
      const id = ++this.#lastId;
      await this.#read(origin, wish, context, id);
      // Of the only source there is nothing stays, so that its layout may be given up half way.
      if (isLast()) await this.#layOut(() => this.#opened.length > 1 || !context.isCancelled());
      if (context.isCancelled()) await this.#remove(new Set([id]));
      assertAwaited(context);
      return this.#opened.findLast(({ report }) => report.id === id)!.report;
    } finally {
      this.#load.settle(origin.file?.size ?? 0);
      if (this.#isStale && isLast()) await this.#layOut();
    }
  }

  /** Reads a source and keeps it, with less and less detail until it fits. */
  async #read(origin: Origin, wish: Wish, context: WorkContext, id: number): Promise<void> {
    for (;;) {
      const { revision } = this.#snapshot;
      const firstPlace = this.#nextPlace;
      try {
        const options = this.#optionsFor(origin, wish, context);
        const { report, ...held } = await this.#store.addFrom((sink) => attemptRead(origin, sink, options));
        this.#opened.push({ report: { ...report, id }, origin, firstPlace, ...held });
        this.#nextPlace += report.textLength;
        this.#isStale = true;
        return;
      } catch (error) {
        this.#isStale ||= this.#snapshot.revision !== revision; // it shows spans that are gone
        if (this.#opened.length === 0) this.#store.clear(); // names and values too
        else this.#holdsGone = true;
        const isTooMuch = error instanceof TooMuch || isOutOfMemory(error);
        if (!isTooMuch || !this.#load.hasLess(wish)) throw error;
        this.#load.holdLess(wish);
      }
    }
  }

  #optionsFor(origin: Origin, wish: Wish, context: WorkContext): ReadOptions {
    const firstPlace = this.#nextPlace;
    const { file } = origin;
    const detail = this.#load.detailFor(wish);
    return {
      store: this.#store,
      load: this.#load,
      wish,
      context,
      firstPlace,
      before: () => this.#opened.flatMap(({ sample }) => sample ?? []),
      revision: () => this.#snapshot.revision,
      pause: () => this.#lookAt(file && { source: file, firstPlace, detail }),
    };
  }

  /** Lays out what there is of `file` and those before it, if that is due. */
  async #lookAt(file: OpenedFile | null): Promise<void> {
    if (!this.#schedule.isDue(this.#store.spanCount)) return;
    this.#schedule.note(this.#store.spanCount);
    this.#publish(await this.#store.peek(), file);
    this.#isStale = true;
  }

  /**
   * Where there is no memory to lay out what was read, all is read again with less detail. Gives up when nobody waits for it
   * any more: then all has to be forgotten.
   */
  async #layOut(isAwaited: () => boolean = () => true): Promise<void> {
    try {
      const dataset = await this.#store.finish(isAwaited);
      if (dataset !== null) this.#publish(dataset);
    } catch (error) {
      const wish = { detail: leastOf(this.#opened), waitingBytes: 0 };
      if (!isOutOfMemory(error) || !this.#load.hasLess(wish)) throw error;
      this.#load.holdLess(wish);
      const opened = this.#opened;
      this.#forget();
      for (const { origin, report } of opened) await this.#read(origin, wish, UNATTENDED, report.id);
      await this.#layOut();
    }
  }

  async #remove(ids: ReadonlySet<number>): Promise<void> {
    const gone = this.#opened.filter(({ report }) => ids.has(report.id));
    this.#opened = this.#opened.filter(({ report }) => !ids.has(report.id));
    if (this.#opened.length === 0) this.#forget();
    else this.#store.removeSources((source) => gone.some(({ sources }) => sources.has(source)));
    this.#holdsGone ||= this.#opened.length > 0 && gone.length > 0;
    this.#isStale = true;
    await this.#layOut();
  }

  #forget(): void {
    this.#store.clear();
    this.#opened = [];
    this.#holdsGone = false;
    this.#nextPlace = 0;
    this.#isStale = true;
  }

  /** Answers questions from `dataset` from now on; it holds a part of `reading`. */
  #publish(dataset: Dataset, reading: OpenedFile | null = null): void {
    this.#snapshot = this.#describe(dataset, this.#snapshot.revision + 1, reading);
    this.#isStale = false;
  }

  #describe(dataset: Dataset, revision: number, reading: OpenedFile | null): Snapshot {
    const files = this.#opened.flatMap(({ origin: { file }, firstPlace, report: { detail } }) =>
      file ? { source: file, firstPlace, detail } : [],
    );
    return {
      revision,
      dataset,
      repairs: this.#repairs,
      holdsGone: this.#holdsGone,
      coverage: measureCoverage(dataset, this.#opened, reading?.detail),
      reports: this.#opened.map(({ report }) => report),
      files: reading ? [...files, reading] : files,
    };
  }
}

/** Nobody cancels, nobody watches. */
const UNATTENDED: WorkContext = {
  isCancelled: () => false,
  isEnough: () => false,
  onProgress: () => undefined,
};

function leastOf(opened: readonly Opened[]): Detail {
  return opened.reduce<Detail>((least, { report }) => lesser(least, report.detail), 'all');
}
