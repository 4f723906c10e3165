import { proxy, wrap, type Endpoint } from 'comlink';
import type { EngineError, Method, Reply, Result } from '../core/engine/protocol.ts';
import type { Progress } from '../core/model/source.ts';
import type { ChannelParams, EngineDoor } from './channel.ts';

/** A running engine, wherever it runs. */
export interface EngineHost {
  readonly endpoint: Endpoint;
  /** Calls `listener` once if the engine is gone for good. */
  readonly onCrash: (listener: (reason: string) => void) => void;
  readonly stop: () => void;
}

interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Tells the engine that what it has read is enough: the call is then answered soon, with that. */
  readonly enough?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The answer of an aborted call is the engine's own: it may have been done before it heard of it. */
  readonly waitsForEngine?: boolean;
}

/** The page's side of the engine. */
export interface EngineClient {
  /**
   * Always resolves. Revisions never go back, even when the engine was lost and a new one started. An aborted call is
   * answered with `cancelled` at once, unless it waits for the engine.
   */
  call<M extends Method>(
    method: M,
    params: ChannelParams<M>,
    options?: CallOptions,
  ): Promise<Reply<Result<M>>>;
  /** Calls `listener` each time the engine is lost with all its data; the next call starts a new one. */
  onLost(listener: (reason: string) => void): void;
  stop(): void;
}

/**
 * Milliseconds after which an engine that somebody waits for is asked whether it is alive. One that leaves two such
 * questions unanswered is lost: some browsers end a worker that takes too much memory without a word.
 */
const PATIENCE = 15_000;

/** A client whose engines are started by `start`: the first at the first call, the next after one was lost. */
export function createClient(start: () => EngineHost, patience = PATIENCE): EngineClient {
  return new RestartingClient(start, patience);
}

/** A call nobody has answered yet. */
interface OpenCall {
  readonly settle: (reply: Reply<unknown>) => void;
  readonly onProgress: CallOptions['onProgress'];
}

class RestartingClient implements EngineClient {
  readonly #start: () => EngineHost;
  readonly #patience: number;
  readonly #openCalls = new Map<number, OpenCall>();
  readonly #listeners: ((reason: string) => void)[] = [];
  #running: { readonly host: EngineHost; readonly door: EngineDoor } | null = null;
  #lastId = 0;
  #lastRevision = 0;
  /** What the revisions of the engines before add up to. */
  #revisionBase = 0;

  /** Looks after the engine while calls are open. */
  #watch: ReturnType<typeof setInterval> | null = null;

  constructor(start: () => EngineHost, patience: number) {
    this.#start = start;
    this.#patience = patience;
  }

  call<M extends Method>(
    method: M,
    params: ChannelParams<M>,
    { signal, enough, onProgress, waitsForEngine = false }: CallOptions = {},
  ): Promise<Reply<Result<M>>> {
    if (signal?.aborted) return Promise.resolve(cancelledReply(method));
    const door = this.#running?.door ?? this.#connect();
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const abort = () => {
        door.cancel(id);
        if (!waitsForEngine) settle(cancelledReply(method));
      };
      const finish = () => door.finish(id);
      const settle = (reply: Reply<unknown>) => {
        if (!this.#openCalls.delete(id)) return;
        if (this.#openCalls.size === 0) this.#rest();
        signal?.removeEventListener('abort', abort);
        enough?.removeEventListener('abort', finish);
        resolve(reply as Reply<Result<M>>);
      };
      this.#openCalls.set(id, { settle, onProgress });
      this.#watch ??= this.#lookAfter(door);
      signal?.addEventListener('abort', abort);
      enough?.addEventListener('abort', finish);
      door.answer(id, method, params).then(
        (reply) => settle(reply.ok ? this.#withBase(reply) : reply),
        (error: unknown) => settle({ ok: false, error: { code: 'internal', message: String(error) } }),
      );
    });
  }

  onLost(listener: (reason: string) => void): void {
    this.#listeners.push(listener);
  }

  stop(): void {
    this.#rest();
    this.#running?.host.stop();
    this.#running = null;
  }

  #connect(): EngineDoor {
    const host = this.#start();
    const door = wrap<EngineDoor>(host.endpoint) as unknown as EngineDoor;
    this.#running = { host, door };
    host.onCrash((reason) => this.#lose(host, reason));
    door.listen(proxy((id, progress) => this.#openCalls.get(id)?.onProgress?.(this.#withBase(progress))));
    return door;
  }

  #lookAfter(door: EngineDoor): ReturnType<typeof setInterval> {
    let unanswered = 0;
    return setInterval(() => {
      if (unanswered === 2 && this.#running?.door === door)
        this.#lose(this.#running.host, 'it does not answer any more');
      unanswered++;
      void door.ping().then(() => (unanswered = 0));
    }, this.#patience);
  }

  #rest(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
  }

  #lose(host: EngineHost, reason: string): void {
    if (this.#running?.host !== host) return;
    this.stop();
    this.#revisionBase = ++this.#lastRevision;
    const error: EngineError = { code: 'worker-lost', message: reason };
    for (const { settle } of this.#openCalls.values()) settle({ ok: false, error });
    for (const listener of this.#listeners) listener(reason);
  }

  /** What an engine says, its revision counted on from those of the engines before it. */
  #withBase<T extends { readonly revision: number }>(said: T): T {
    const revision = this.#revisionBase + said.revision;
    this.#lastRevision = Math.max(this.#lastRevision, revision);
    return { ...said, revision };
  }
}

function cancelledReply(method: Method): Reply<never> {
  return { ok: false, error: { code: 'cancelled', message: `${method} was cancelled` } };
}
