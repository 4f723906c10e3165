import type { Coverage, EngineError, Params, Question, Reply, Result } from '../core/engine/protocol.ts';
import type { Repairs } from '../core/model/repairs.ts';
import type { Detail, Progress, SourceReport } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { Preferences } from './preferences.ts';
import type { TraceLook } from './trace-look.ts';
import type { View } from './view.ts';

/**
 *     waiting → reading → done       read to its end; → closing: its spans are being taken away, then it leaves the list
 *                       → stopped    what was read of it until the user stopped it is there; may be closed as well
 *                       → failed     it gave nothing
 *           └──────────→ cancelled   nothing of it stays
 *                       → lost       the worker stopped; `Actions.reopenFiles` reads it again
 */
export type FilePhase =
  | 'waiting'
  | 'reading'
  | 'done'
  | 'stopped'
  | 'closing'
  | 'failed'
  | 'cancelled'
  | 'lost';

/** One file the user gave, from the drop to the report. The built-in sample counts as one. */
export interface FileState {
  /** Counts up: the key of the card. */
  readonly id: number;
  /** With its folder, where it came from one. */
  readonly name: string;
  /** Bytes; 0 for the sample. */
  readonly size: number;
  readonly phase: FilePhase;
  readonly progress: Progress | null;
  /** Once read, also when it failed. */
  readonly report: SourceReport | null;
}

/** How far reading is, over all files given since nothing was being read: one drop, and what was dropped meanwhile. */
export interface LoadState {
  readonly fileCount: number;
  /** Files that need no more work, the failed and cancelled ones among them. */
  readonly settledCount: number;
  readonly failedCount: number;
  readonly cancelledCount: number;
  /** Of a file that is settled all its bytes are done, so that the sum reaches its total. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Of a cancelled file no span counts. */
  readonly spanCount: number;
  /** Smoothed over the last seconds; null until there is something to go by. */
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** As of the file being read, or the last one. */
  readonly memory: number;
  readonly expectedMemory: number;
  /** The least of all files. */
  readonly detail: Detail;
  /** What the user asked for, until it has come about; null while reading goes on. */
  readonly ending: 'keep' | 'discard' | null;
}

/** The latest answer to a question, and the question it answers. */
export interface Answer<M extends Question> {
  readonly params: Params<M>;
  /** The last result there was: kept, as stale, while a newer question is under way. */
  readonly result: Result<M> | null;
  /** What `result` answers, and about which data set; null without one. */
  readonly answered: {
    readonly params: Params<M>;
    readonly revision: number;
    /** Whether more was being read when it was given. */
    readonly isPartial: boolean;
  } | null;
  readonly isPending: boolean;
  readonly error: EngineError | null;
}

/** Everything the page knows. */
export interface AppState {
  readonly view: View;
  readonly files: readonly FileState[];
  /** Counts changes of the data set; 0 while nothing was ever opened. Grows in steps while files are read. */
  readonly revision: number;
  /** Whether that data set holds a part only of what is being read. */
  readonly isPartial: boolean;
  /** What is held of everything that was read; null where all is. */
  readonly coverage: Coverage | null;
  /** Whether files are waiting or being read. */
  readonly isLoading: boolean;
  /** How far; of the last drop once it is read; null before the first, and after `clear`. */
  readonly load: LoadState | null;
  /** What the page must say about its worker ("restarted …") or its link, or null. */
  readonly notice: string | null;
  /** Which files the link the page came from was made with (`fingerprintOf`), or null where it says nothing. */
  readonly linkedFiles: string | null;
  readonly preferences: Preferences;
  /** By slot: see `Actions.ask`. */
  readonly answers: { readonly [slot: string]: Answer<Question> };
}

/** Everything the page can do. */
export interface Actions {
  /** Reads the files one after the other and adds them to what is open; of each no more than `detail` is held. */
  openFiles(files: readonly FileHandle[], detail?: Detail): void;
  openSample(): void;
  /** Reads again, in their order, the files that were lost with the worker. */
  reopenFiles(detail?: Detail): void;
  /** Reads this file again from its start, with no more than `detail`; what is here of it goes first. */
  reopenFile(id: number, detail?: Detail): void;
  /** Closes all other files and reads this one again, with all that it holds if there is room. */
  openAlone(id: number): void;
  /** Stops reading this file; what it gave until then stays out. */
  cancelFile(id: number): void;
  /** Ends the reading of this file; what it gave until then stays. */
  finishFile(id: number): void;
  /** Ends all reading. `keep`: what was read stays; else nothing stays of all files given since nothing was being read. */
  stopLoading(options: { readonly keep: boolean }): void;
  /** Takes the spans of a file that was read away, and the file off the list; one that has no spans only off the list. */
  closeFile(id: number): void;
  /** Lays all traces out anew, with these repairs. */
  setRepairs(repairs: Repairs): void;
  /** Forgets all data and files; keeps preferences. */
  clear(): void;
  /** Changes the view; by default a step the Back button returns from. Another trace begins with a fresh look. */
  show(change: Partial<View>, options?: { readonly replace?: boolean }): void;
  /** Changes how the opened trace is looked at. */
  look(change: Partial<TraceLook>, options?: { readonly replace?: boolean }): void;
  /** The address (from # on) of the view with this change, for links; with none that of the view, before it is written. */
  linkTo(change: Partial<View>): string;
  setPreferences(change: Partial<Preferences>): void;
  dismissNotice(): void;
  /**
   * Asks the engine and keeps the answer in `answers[slot]`. A new question in a slot cancels the one before. The same
   * question about the same revision is asked once.
   */
  ask<M extends Question>(slot: string, method: M, params: Params<M>): void;
  /** A question whose answer only the caller wants (export, copy). */
  call<M extends Question>(method: M, params: Params<M>, signal?: AbortSignal): Promise<Reply<Result<M>>>;
}
