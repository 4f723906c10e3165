import type { StoreApi } from 'zustand';
import type { Params, Question, Reply, Result } from '../core/engine/protocol.ts';
import type { EngineClient } from '../worker/client.ts';
import type { Actions, Answer, AppState } from './store.ts';

/** A question as it was put into a slot. */
interface Asked {
  readonly method: Question;
  /** Method and params as text, to know the same question again. */
  readonly text: string;
  readonly revision: number;
  readonly stop: AbortController;
}

/** The part of the store that asks the engine. */
export interface Asking extends Pick<Actions, 'ask' | 'call'> {
  /** Forgets all answers, and stops what is being asked. */
  readonly forget: () => void;
  /** The calls nobody has an answer to yet, those of `ask` left out. */
  readonly openCalls: ReadonlySet<Promise<unknown>>;
}

/** Asks `client` and keeps the answers of `ask` in the store, as `Actions` describes. */
export function createAsking(client: EngineClient, store: StoreApi<AppState>): Asking {
  const slots = new Map<string, Asked>();
  const openCalls = new Set<Promise<unknown>>();

  function keep(slot: string, answer: Answer<Question>): void {
    store.setState(({ answers }) => ({ answers: { ...answers, [slot]: answer } }));
  }

  async function ask<M extends Question>(slot: string, method: M, params: Params<M>): Promise<void> {
    const { revision, answers } = store.getState();
    const text = `${method} ${JSON.stringify(params)}`;
    const before = slots.get(slot);
    if (before?.text === text && before.revision === revision) return;
    before?.stop.abort();
    const stop = new AbortController();
    slots.set(slot, { method, text, revision, stop });
    const stale = before?.method === method ? (answers[slot]?.result ?? null) : null;
    keep(slot, { params, result: stale, isPending: true, error: null });
    const reply = await client.call(method, params as never, { signal: stop.signal });
    if (slots.get(slot)?.stop !== stop) return; // the slot has another question by now
    keep(slot, answerOf(params, reply));
  }

  return {
    ask: (slot, method, params) => void ask(slot, method, params),
    call: (method, params, signal) => {
      const reply = client.call(method, params as never, { signal });
      openCalls.add(reply);
      void reply.finally(() => openCalls.delete(reply));
      return reply;
    },
    forget() {
      for (const { stop } of slots.values()) stop.abort();
      slots.clear();
      store.setState({ answers: {} });
    },
    openCalls,
  };
}

function answerOf<M extends Question>(params: Params<M>, reply: Reply<Result<M>>): Answer<M> {
  return reply.ok
    ? { params, result: reply.result, isPending: false, error: null }
    : { params, result: null, isPending: false, error: reply.error };
}
