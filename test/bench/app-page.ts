import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from '../../scripts/browser.mjs';

/** The built app, served, and browsers to open it in. */
export interface ServedApp {
  /** A browser of its own with the page in it, ready; nothing is left in it from others. */
  open(hash?: string): Promise<{ readonly browser: Browser; readonly page: Page }>;
  stop(): Promise<void>;
}

/** Serves what `npm run build` made. */
export async function serveApp(port: number): Promise<ServedApp> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await preview({ root, preview: { port, host: '127.0.0.1', strictPort: true } });
  return {
    async open(hash = '') {
      const browser = await launchBrowser();
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`http://127.0.0.1:${port}/${hash}`);
      await whenIdle(page);
      return { browser, page };
    },
    stop: () => server.close(),
  };
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking'],
  });
}

/** Nothing is read, nothing is asked, everything is painted. */
export const whenIdle = (page: Page): Promise<void> => page.evaluate(() => window.tracagg.whenIdle());
