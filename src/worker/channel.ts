import type { Method, Params, Reply } from '../core/engine/protocol.ts';
import type { Detail, Progress } from '../core/model/source.ts';

/** A file as it crosses: a handle, not its bytes. The worker makes a `SourceFile` of it. */
export interface FileHandle {
  /** With its folder, where it came from one. */
  readonly name: string;
  readonly file: Blob;
}

/** What the page gives with a call: the engine's own params, but for files, which cross as handles. */
export type ChannelParams<M extends Method> = M extends 'openSource'
  ? { readonly source: FileHandle; readonly detail?: Detail; readonly waitingBytes?: number }
  : Params<M>;

/** What the worker exposes through Comlink. `id` is the caller's own number for a call. */
export interface EngineDoor {
  /** Never rejects. The client knows which result belongs to which method. */
  answer(id: number, method: Method, params: ChannelParams<Method>): Promise<Reply<unknown>>;
  /** Nobody waits for call `id` any more. */
  cancel(id: number): void;
  /** What call `id` has read by now is enough. */
  finish(id: number): void;
  /** Resolves: who answers is alive. */
  ping(): Promise<void>;
  /** Where the progress of every call goes from now on: a function that crosses as a Comlink proxy. */
  listen(listener: ProgressListener): void;
}

export type ProgressListener = (id: number, progress: Progress) => void;
