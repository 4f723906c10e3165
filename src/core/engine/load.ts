import {
  type Detail,
  lesser,
  lessThan,
  type Progress,
  type ReadProgress,
  type SourceFile,
} from '../model/source.ts';
import { guessShare, MemoryForecast } from './memory-plan.ts';

/** Share of the budget that a sample may fill. */
const ROOM = 0.6;

/** How a file is to be opened. */
export interface Wish {
  /** No more than this is held. */
  readonly detail: Detail;
  /** Sizes of the files that come after it. */
  readonly waitingBytes: number;
}

/** What of a file's progress only its reading knows. */
type Told = Omit<Progress, 'revision'>;

/** The files read since none was: they share a forecast, and once less is held, it is for all that follow. */
export class Load {
  readonly #budget: number;
  #forecast: MemoryForecast | null = null;
  #detail: Detail = 'all';
  /** Bytes of the files that are read. */
  #done = 0;

  /** `budget`: bytes that the data set may take. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** What is to be held of a file. */
  detailFor({ detail }: Wish): Detail {
    return lesser(detail, this.#detail);
  }

  /** Something was read of a file: how far all are, with the data set at `memory` bytes. */
  note(progress: ReadProgress, wish: Wish, memory: number, file: SourceFile | null): Told {
    const { done, total } = progress;
    this.#forecast ??= new MemoryForecast(memory, guessShare(file?.name ?? ''));
    this.#forecast.note(this.#done + done, memory);
    return {
      ...progress,
      detail: this.detailFor(wish),
      memory,
      expectedMemory: this.#forecast.expect(Math.max(0, total - done) + wish.waitingBytes),
    };
  }

  /** Whether the data set takes, or will take, more than it may. */
  isTooMuch({ memory, expectedMemory }: Told): boolean {
    return memory > this.#budget || (this.#forecast?.isLearned === true && expectedMemory > this.#budget);
  }

  /**
   * Bytes that spans of a file of `size` bytes may take, with the data set at `memory` bytes: what is left is shared with
   * the files that wait, and some of it stays free for laying the spans out.
   */
  room(memory: number, size: number, { waitingBytes }: Wish): number {
    return (
      (Math.max(0, ROOM * this.#budget - memory) * Math.max(1, size)) / (Math.max(1, size) + waitingBytes)
    );
  }

  /** Whether less than what is due may be held. */
  hasLess(wish: Wish): boolean {
    return lessThan(this.detailFor(wish)) !== null;
  }

  /** Holds less from now on, if there is less. What was foreseen does not count any more. */
  holdLess(wish: Wish): void {
    this.#detail = lessThan(this.detailFor(wish)) ?? this.#detail;
    this.#forecast = null;
  }

  /** A file of `size` bytes was read, or is not to be read. */
  settle(size: number): void {
    this.#done += size;
  }
}
