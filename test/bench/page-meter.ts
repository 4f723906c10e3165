import type { CDPSession, Page } from '@playwright/test';

/** What the page and its worker did, in milliseconds of CPU: what else the machine does is not counted. */
export interface Work {
  /** Of the page's own thread. */
  readonly page: number;
  /** The longest task of the page's own thread. */
  readonly longest: number;
  readonly worker: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's CPU. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

const TASKS: ReadonlySet<string> = new Set(['ThreadControllerImpl::RunTask', 'RunTask']);

/** What `act` costs. It is measured what it takes, so it should wait for the page without asking it all the time. */
export async function measureWork(page: Page, act: () => Promise<void>): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { categories: 'toplevel' });
  await act();
  const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await done;
  await session.detach();
  const named = events.filter(({ name }) => name === 'thread_name');
  const main = busiest(
    events,
    named.filter(({ args }) => args.name === 'CrRendererMain'),
  );
  const workers = named.filter(
    ({ pid, args }) => pid === main?.pid && args.name?.startsWith('DedicatedWorker'),
  );
  const ownTasks = tasksOf(events, main ? [main] : []);
  return {
    page: sum(ownTasks),
    longest: Math.max(0, ...ownTasks),
    worker: sum(tasksOf(events, workers)),
  };
}

/** That of the page: browsers keep the process of a next page at hand, which does next to nothing. */
function busiest(events: readonly TraceEvent[], threads: readonly TraceEvent[]): TraceEvent | undefined {
  const works = threads.map((thread) => sum(tasksOf(events, [thread])));
  return threads[works.indexOf(Math.max(...works))];
}

/** Milliseconds of CPU of each task of these threads. */
function tasksOf(events: readonly TraceEvent[], threads: readonly TraceEvent[]): number[] {
  return events
    .filter(
      ({ name, pid, tid }) => TASKS.has(name) && threads.some((own) => own.pid === pid && own.tid === tid),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Bytes that JavaScript holds after a forced collection, in the page and in its workers: objects and array buffers. */
export async function measureMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let bytes = await heapOf((method) => session.send(method as 'Runtime.getHeapUsage'));
  const workers = await attachWorkers(session);
  for (const worker of workers) bytes += await heapOf(worker);
  await session.detach();
  return bytes;
}

/** Asks one thread a question without params. */
type Ask = (method: string) => Promise<unknown>;

async function heapOf(ask: Ask): Promise<number> {
  await ask('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await ask('Runtime.getHeapUsage')) as {
    readonly usedSize: number;
    readonly backingStorageSize: number;
  };
  return usedSize + backingStorageSize;
}

/** The workers of the page, each as a way to ask it: Playwright's sessions reach no further than the page. */
async function attachWorkers(session: CDPSession): Promise<Ask[]> {
  const workers: Ask[] = [];
  const settle = new Map<number, (result: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { readonly id: number; readonly result: unknown };
    settle.get(id)?.(result);
  });
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    workers.push((method) => {
      const id = settle.size + 1;
      const message = JSON.stringify({ id, method, params: {} });
      return new Promise((resolve, reject) => {
        settle.set(id, resolve);
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return workers;
}
