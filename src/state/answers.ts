import type { StoreApi } from 'zustand';
import type { Params, Question, Reply, Result } from '../core/engine/protocol.ts';
import type { EngineClient } from '../worker/client.ts';
import type { Answer, AppState } from './app-state.ts';

/** A question as it was put into a slot. */
interface Asked {
  readonly method: Question;
  /** Method and params as text, to know the same question again. */
  readonly text: string;
  readonly revision: number;
  readonly stop: AbortController;
}

/** Asks the engine: the part of the store that keeps answers, as `Actions` describes. */
export class Asking {
  readonly #client: EngineClient;
  readonly #store: StoreApi<AppState>;
  readonly #slots = new Map<string, Asked>();
  readonly #openCalls = new Set<Promise<unknown>>();

  constructor(client: EngineClient, store: StoreApi<AppState>) {
    this.#client = client;
    this.#store = store;
  }

  /** The calls nobody has an answer to yet, those of `ask` left out. */
  get openCalls(): ReadonlySet<Promise<unknown>> {
    return this.#openCalls;
  }

  ask<M extends Question>(slot: string, method: M, params: Params<M>): void {
    const { revision, answers } = this.#store.getState();
    const text = `${method} ${JSON.stringify(params)}`;
    const before = this.#slots.get(slot);
    if (before?.text === text && before.revision === revision) return;
    before?.stop.abort();
    const asked: Asked = { method, text, revision, stop: new AbortController() };
    this.#slots.set(slot, asked);
    const stale = before?.method === method ? answers[slot] : undefined;
    const { result = null, answered = null } = stale ?? {};
    this.#keep(slot, { params, result, answered, isPending: true, error: null });
    void this.#answer(slot, asked, params);
  }

  call<M extends Question>(method: M, params: Params<M>, signal?: AbortSignal): Promise<Reply<Result<M>>> {
    return this.track(this.#client.call(method, params as never, { signal }));
  }

  /** `work`, for which whoever waits for the page to be idle waits too. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#openCalls.add(work);
    void work.finally(() => this.#openCalls.delete(work));
    return work;
  }

  /** Forgets all answers, and stops what is being asked. */
  forget(): void {
    for (const { stop } of this.#slots.values()) stop.abort();
    this.#slots.clear();
    this.#store.setState({ answers: {} });
  }

  async #answer(slot: string, asked: Asked, params: Params<Question>): Promise<void> {
    const reply = await this.#client.call(asked.method, params, { signal: asked.stop.signal });
    // by now the slot may have another question
    if (this.#slots.get(slot) === asked) this.#keep(slot, answerOf(params, reply));
  }

  #keep(slot: string, answer: Answer<Question>): void {
    this.#store.setState(({ answers }) => ({ answers: { ...answers, [slot]: answer } }));
  }
}

function answerOf<M extends Question>(params: Params<M>, reply: Reply<Result<M>>): Answer<M> {
  return reply.ok
    ? {
        params,
        result: reply.result,
        answered: { params, revision: reply.revision, isPartial: reply.isPartial },
        isPending: false,
        error: null,
      }
    : { params, result: null, answered: null, isPending: false, error: reply.error };
}
