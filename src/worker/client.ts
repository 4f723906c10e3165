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

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The page's side of the engine. */
export interface EngineClient {
  /**
   * Always resolves. Revisions never go back, even when the engine was lost and a new one started. An aborted call is
   * answered with `cancelled` at once.
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

interface Waiting {
  readonly settle: (reply: Reply<unknown>) => void;
  readonly onProgress: CallOptions['onProgress'];
}

/** A client whose engines are started by `start`: the first at the first call, the next after one was lost. */
export function createClient(start: () => EngineHost): EngineClient {
  const waiting = new Map<number, Waiting>();
  const listeners: ((reason: string) => void)[] = [];
  let running: { readonly host: EngineHost; readonly door: EngineDoor } | null = null;
  let nextId = 1;
  let lastRevision = 0;
  /** What the revisions of the engines before add up to. */
  let revisionBase = 0;

  function connect(): EngineDoor {
    const host = start();
    const door = wrap<EngineDoor>(host.endpoint) as unknown as EngineDoor;
    running = { host, door };
    host.onCrash((reason) => lose(host, reason));
    door.listen(proxy((id, progress) => waiting.get(id)?.onProgress?.(progress)));
    return door;
  }

  function lose(host: EngineHost, reason: string): void {
    if (running?.host !== host) return;
    stop();
    revisionBase = lastRevision + 1;
    lastRevision = revisionBase;
    const error: EngineError = { code: 'worker-lost', message: reason };
    for (const { settle } of waiting.values()) settle({ ok: false, error });
    for (const listener of listeners) listener(reason);
  }

  function stop(): void {
    running?.host.stop();
    running = null;
  }

  function call(method: Method, params: ChannelParams<Method>, { signal, onProgress }: CallOptions = {}) {
    if (signal?.aborted) return Promise.resolve(cancelledReply(method));
    const door = running?.door ?? connect();
    const id = nextId++;
    return new Promise<Reply<unknown>>((resolve) => {
      const abort = () => {
        door.cancel(id);
        settle(cancelledReply(method));
      };
      const settle = (reply: Reply<unknown>) => {
        if (!waiting.delete(id)) return;
        signal?.removeEventListener('abort', abort);
        resolve(reply);
      };
      waiting.set(id, { settle, onProgress });
      signal?.addEventListener('abort', abort);
      door.answer(id, method, params).then(
        (reply) => settle(withBase(reply)),
        (error: unknown) => settle({ ok: false, error: { code: 'internal', message: String(error) } }),
      );
    });
  }

  function withBase(reply: Reply<unknown>): Reply<unknown> {
    if (!reply.ok) return reply;
    lastRevision = Math.max(lastRevision, revisionBase + reply.revision);
    return { ...reply, revision: revisionBase + reply.revision };
  }

  return {
    call: call as EngineClient['call'],
    onLost: (listener) => void listeners.push(listener),
    stop,
  };
}

function cancelledReply(method: Method): Reply<never> {
  return { ok: false, error: { code: 'cancelled', message: `${method} was cancelled` } };
}
