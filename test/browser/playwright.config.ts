import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';

const PORT = 4179;
/** A sub-path, because the page must work under any. */
const BASE_URL = `http://127.0.0.1:${PORT}/some/sub/path/`;
const executablePath = await findBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/browser-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 60_000,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL: BASE_URL,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      chromiumSandbox: process.platform !== 'linux',
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --base /some/sub/path/ --host 127.0.0.1 --port ${PORT} --strictPort`,
    cwd: '../..',
    url: BASE_URL,
    reuseExistingServer: !process.env['CI'],
  },
});
