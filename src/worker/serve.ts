import { expose, transfer, type Endpoint } from 'comlink';
import {
  EngineFailure,
  type Answered,
  type Engine,
  type EngineError,
  type Method,
  type Params,
  type Reply,
} from '../core/engine/protocol.ts';
import { isOutOfMemory } from '../core/lib/out-of-memory.ts';
import type { WorkContext } from '../core/model/source.ts';
import type { ChannelParams, EngineDoor, ProgressListener } from './channel.ts';
import { fileSource } from './file-source.ts';

/** Milliseconds between two reports of progress: five a second can be read, and the bar moves on between them. */
const PROGRESS_INTERVAL = 200;

/** Answers every call that arrives at `endpoint` with `engine`. */
export function serveEngine(engine: Engine, endpoint: Endpoint): void {
  /** The calls somebody waits for. */
  const awaited = new Set<number>();
  /** Those of them that have read enough. */
  const finished = new Set<number>();
  let listener: ProgressListener = () => undefined;
  const door: EngineDoor = {
    async answer(id, method, params) {
      awaited.add(id);
      const context: WorkContext = {
        isCancelled: () => !awaited.has(id),
        isEnough: () => finished.has(id),
        onProgress: everyInterval((progress) => listener(id, progress)),
      };
      const reply = await answer(engine, method, params, context);
      awaited.delete(id);
      finished.delete(id);
      return reply.ok ? transfer(reply, buffersOf(reply.result)) : reply;
    },
    cancel: (id) => void awaited.delete(id),
    finish: (id) => void (awaited.has(id) && finished.add(id)),
    ping: () => Promise.resolve(),
    listen: (next) => {
      listener = next;
    },
  };
  expose(door, endpoint);
}

async function answer(
  engine: Engine,
  method: Method,
  params: ChannelParams<Method>,
  context: WorkContext,
): Promise<Reply<unknown>> {
  // One method of many: its own params go with it, which the client's types have made sure of.
  const ask = engine[method] as (params: Params<Method>, context: WorkContext) => Promise<Answered<unknown>>;
  try {
    const own = method === 'openSource' ? openHandle(params) : (params as Params<Method>);
    return { ok: true, ...(await ask(own, context)) };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
}

function openHandle(params: ChannelParams<Method>): Params<'openSource'> {
  const { source, ...options } = params as ChannelParams<'openSource'>;
  return { source: fileSource(source), ...options };
}

function describeError(error: unknown): EngineError {
  if (error instanceof EngineFailure) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: isOutOfMemory(error) ? 'There is not enough memory for this.' : message,
  };
}

/** `report`, but not more often than every `PROGRESS_INTERVAL`. */
function everyInterval<P>(report: (progress: P) => void): (progress: P) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_INTERVAL) return;
    last = now;
    report(progress);
  };
}

/**
 * The buffers of all typed arrays in a result, however deep, to be moved instead of copied. Lists of strings and numbers
 * are not looked through.
 */
function buffersOf(result: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const open: unknown[] = [result];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    } else if (!Array.isArray(value) || typeof value[0] === 'object') {
      for (const part of Object.values(value)) open.push(part);
    }
  }
  return [...buffers];
}
