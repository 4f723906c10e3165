import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** One process of the browser, as the system sees it. */
export class ProcessMeter {
  readonly #browser: Browser;
  readonly #pid: number;

  private constructor(browser: Browser, pid: number) {
    this.#browser = browser;
    this.#pid = pid;
  }

  /** That of the only page: of the processes that show pages the one that has done most. */
  static async ofPage(browser: Browser): Promise<ProcessMeter> {
    const renderers = (await processes(browser)).filter(({ type }) => type === 'renderer');
    const busiest = renderers.reduce((most, one) => (one.cpuTime > most.cpuTime ? one : most));
    return new ProcessMeter(browser, busiest.id);
  }

  /** Milliseconds of CPU since it was started, of all its threads. */
  async cpuMs(): Promise<number> {
    const own = (await processes(this.#browser)).find(({ id }) => id === this.#pid);
    return (own?.cpuTime ?? 0) * 1000;
  }

  /** Bytes of memory in use, and at most since `resetPeak`; NaN where the system does not tell. */
  memory(): { readonly now: number; readonly peak: number } {
    try {
      const status = readFileSync(`/proc/${this.#pid}/status`, 'utf8');
      const bytesOf = (key: string) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
      return { now: bytesOf('VmRSS'), peak: bytesOf('VmHWM') };
    } catch {
      return { now: NaN, peak: NaN };
    }
  }

  resetPeak(): void {
    try {
      writeFileSync(`/proc/${this.#pid}/clear_refs`, '5');
    } catch {
      // Not Linux: there the peak is not known either.
    }
  }
}

interface BrowserProcess {
  readonly type: string;
  readonly id: number;
  /** Seconds. */
  readonly cpuTime: number;
}

async function processes(browser: Browser): Promise<BrowserProcess[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}
