import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserAddress } from './state/address.ts';
import { browserFrame } from './state/idle.ts';
import { createPreferenceStorage } from './state/preferences.ts';
import { createAppStore } from './state/store.ts';
import { applyTheme } from './state/theme.ts';
import { App } from './ui/App.tsx';
import { AppProvider } from './ui/app-context.tsx';
import { createClient } from './worker/client.ts';
import { startWorker } from './worker/start.ts';
import { allowOnlyBlobScripts } from './worker/trusted-types.ts';

declare global {
  interface Window {
    /** For tests in a browser. */
    tracagg: { readonly whenIdle: () => Promise<void> };
  }
}

allowOnlyBlobScripts();
const app = createAppStore(createClient(startWorker), {
  address: browserAddress(window),
  preferences: createPreferenceStorage(() => window.localStorage),
  nextFrame: browserFrame,
});
applyTheme(app.store, document.documentElement, window.matchMedia('(prefers-color-scheme: dark)'));
window.tracagg = { whenIdle: app.whenIdle };

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
createRoot(root).render(
  <StrictMode>
    <AppProvider app={app}>
      <App />
    </AppProvider>
  </StrictMode>,
);
