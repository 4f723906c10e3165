import type { EngineHost } from './client.ts';
import TraceWorker from './worker.ts?worker&inline';

/**
 * Starts the engine in a worker. The worker is a blob inside the page's own script, because a blob worker inherits the
 * page's security policy and one with an address of its own does not.
 */
export function startWorker(): EngineHost {
  const worker = new TraceWorker({ name: 'TracAgg engine' });
  return {
    endpoint: worker,
    onCrash(listener) {
      worker.addEventListener('error', (event) => listener(event.message), { once: true });
      worker.addEventListener('messageerror', () => listener('a message could not be read'), { once: true });
    },
    stop: () => worker.terminate(),
  };
}
