import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** What a process did while it was watched. Memory in bytes, NaN where the system does not tell. */
export interface ProcessWork {
  /** Milliseconds of CPU, of all its threads. */
  readonly cpuMs: number;
  /** In use before, in use now, and at most in between. */
  readonly before: number;
  readonly now: number;
  readonly peak: number;
}

interface BrowserProcess {
  readonly type: string;
  readonly id: number;
  /** Seconds. */
  readonly cpuTime: number;
}

/**
 * Watches the processes that show pages from now on; what it returns tells of the one that did most. Browsers keep one more
 * at hand, and which of them a page lives in is not told.
 */
export async function watchProcesses(browser: Browser): Promise<() => Promise<ProcessWork>> {
  const begun = new Map(
    (await listRenderers(browser)).map(({ id, cpuTime }) => [id, { cpuTime, ...memoryOf(id) }]),
  );
  for (const id of begun.keys()) resetPeak(id);
  return async () => {
    const works = (await listRenderers(browser)).map(({ id, cpuTime }) => ({
      cpuMs: (cpuTime - (begun.get(id)?.cpuTime ?? 0)) * 1000,
      before: begun.get(id)?.now ?? 0,
      ...memoryOf(id),
    }));
    return works.reduce((most, one) => (one.cpuMs > most.cpuMs ? one : most));
  };
}

async function listRenderers(browser: Browser): Promise<BrowserProcess[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}

/** As Linux tells it. */
function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytesOf = (key: string) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
    return { now: bytesOf('VmRSS'), peak: bytesOf('VmHWM') };
  } catch {
    return { now: NaN, peak: NaN };
  }
}

function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // not Linux: there the peak is not known either
  }
}
