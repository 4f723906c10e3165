import type { EngineHost } from './client.ts';

/**
 * Starts the engine in a worker. The worker is a blob inside the page's own script, because a blob worker inherits the
 * page's security policy and one with an address of its own does not. That part of the script comes while the first screen
 * is drawn: what is asked meanwhile waits in a channel, whose other end the worker is given.
 */
export function startWorker(): EngineHost {
  const { port1: endpoint, port2: end } = new MessageChannel();
  let worker: Worker | null = null;
  let isStopped = false;
  const crashed = new Promise<string>((crash) => {
    endpoint.addEventListener('messageerror', () => crash('a message could not be read'));
    const start = ({ default: TraceWorker }: typeof import('./worker.ts?worker&inline')) => {
      if (isStopped) return;
      worker = new TraceWorker({ name: 'TracAgg engine' });
      worker.addEventListener('error', ({ message }) => crash(message));
      worker.postMessage(end, [end]);
    };
    import('./worker.ts?worker&inline').then(start, () => crash('its script could not be loaded'));
  });
  return {
    endpoint,
    onCrash: (listener) => void crashed.then(listener),
    stop() {
      isStopped = true;
      worker?.terminate();
      endpoint.close();
    },
  };
}
