import type { EngineError, Params, Question, Reply, Result } from '../core/engine/protocol.ts';
import type { Progress, SourceReport } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { Preferences } from './preferences.ts';
import type { TraceLook } from './trace-look.ts';
import type { View } from './view.ts';

/** One file the user gave, from the drop to the report. The built-in sample counts as one. */
export interface FileState {
  /** Counts up: the key of the card. */
  readonly id: number;
  /** With its folder, where it came from one. */
  readonly name: string;
  /** Bytes; 0 for the sample. */
  readonly size: number;
  /** `lost`: it was read, or being read, when the worker stopped; `Actions.reopenFiles` reads it again. */
  readonly phase: 'waiting' | 'reading' | 'done' | 'failed' | 'cancelled' | 'lost';
  readonly progress: Progress | null;
  /** Once read, also when it failed. */
  readonly report: SourceReport | null;
}

/** The latest answer to a question, and the question it answers. */
export interface Answer<M extends Question> {
  readonly params: Params<M>;
  /** The last result there was: kept, as stale, while a newer question is under way. */
  readonly result: Result<M> | null;
  /** What `result` answers, and about which data set; null without one. */
  readonly answered: { readonly params: Params<M>; readonly revision: number } | null;
  readonly isPending: boolean;
  readonly error: EngineError | null;
}

/** Everything the page knows. */
export interface AppState {
  readonly view: View;
  readonly files: readonly FileState[];
  /** Counts changes of the data set; 0 while nothing was ever opened. Grows in steps while many files are read. */
  readonly revision: number;
  /** Whether files are waiting or being read. */
  readonly isLoading: boolean;
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
  /** Reads the files one after the other and adds them to what is open. */
  openFiles(files: readonly FileHandle[]): void;
  openSample(): void;
  /** Reads again, in their order, the files that were lost with the worker. */
  reopenFiles(): void;
  /** Stops reading this file; what it gave until then stays out. */
  cancelFile(id: number): void;
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
