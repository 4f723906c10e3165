import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';

declare global {
  interface Window {
    readonly tracagg: { whenIdle(): Promise<void> };
  }
}

/** The one-file build, opened from disk. */
export const FROM_DISK = pathToFileURL(
  fileURLToPath(new URL('../../dist/single/index.html', import.meta.url)),
).href;

/** A file made by a test. */
export interface MadeFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** The page as a user holds it. */
export class TracAggPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(hash = '', address = './'): Promise<void> {
    await this.page.goto(`${address}${hash && `#${hash}`}`);
    await this.whenIdle();
  }

  /** Opens the sample incident, ready to be looked at. */
  async openSample(hash = ''): Promise<void> {
    await this.open(`sample${hash && `&${hash}`}`);
  }

  /** Nothing is read, nothing is asked, everything is painted. */
  async whenIdle(): Promise<void> {
    await this.page.evaluate(() => window.tracagg.whenIdle());
  }

  /** Drops files on the page as a hand would: paths on disk or files made by the test. */
  async drop(...files: (string | MadeFile)[]): Promise<void> {
    const given = files.map((file) =>
      typeof file === 'string'
        ? { name: basename(file), bytes: readFileSync(file).toString('base64') }
        : { name: file.name, bytes: Buffer.from(file.content).toString('base64') },
    );
    const transfer = await this.page.evaluateHandle((all) => {
      const dataTransfer = new DataTransfer();
      for (const { name, bytes } of all) {
        const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
        dataTransfer.items.add(new File([content], name));
      }
      return dataTransfer;
    }, given);
    const body = this.page.locator('body');
    await body.dispatchEvent('dragenter', { dataTransfer: transfer });
    await body.dispatchEvent('dragover', { dataTransfer: transfer });
    await body.dispatchEvent('drop', { dataTransfer: transfer });
    await this.whenIdle();
  }

  /** Opens files from disk through the chooser; for those too large to be carried into the page by hand. */
  async choose(...paths: string[]): Promise<void> {
    await this.page.getByLabel('Files to open').setInputFiles(paths);
  }

  /** Lets the worker die as it does of an error nobody caught, such as one of memory. */
  async loseWorker(): Promise<void> {
    await this.page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('allocation failed');
      });
    });
  }

  async showTab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
    await this.whenIdle();
  }

  /** The totals of the Data tab: label → value. */
  async readTotals(): Promise<Record<string, string>> {
    await this.showTab('Data');
    return this.page.locator('dl[aria-label="Totals"] > div').evaluateAll((figures) =>
      Object.fromEntries(
        figures.map((figure) => {
          const value = figure.querySelector('dd')!.cloneNode(true) as HTMLElement;
          value.lastElementChild?.remove(); // the note below the number
          return [figure.querySelector('dt')!.textContent, value.textContent];
        }),
      ),
    );
  }
}

/** `test` with the page, and with the claim that the console stays clean. */
export const test = base.extend<{ app: TracAggPage }>({
  app: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await use(new TracAggPage(page));
    expect(errors, 'the console').toEqual([]);
  },
});

export { expect };
