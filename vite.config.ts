import react from '@vitejs/plugin-react';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './scripts/csp-plugin.ts';
import { joinImports } from './scripts/join-plugin.ts';

export default defineConfig(({ mode }) => ({
  base: './', // works under any sub-path
  plugins: [react(), mode === 'single' && [joinImports(), viteSingleFile()], contentSecurityPolicy()],
  worker: { format: 'iife' }, // a classic blob worker: works from file:// and inherits the page's policy
  build: {
    sourcemap: mode !== 'single',
    cssCodeSplit: false, // the looks of all views come with the first screen: nothing is seen without
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000, // kB; what counts is the gzip budget of scripts/size.mjs
    ...(mode === 'single' && { outDir: 'dist/single', emptyOutDir: true, copyPublicDir: false }),
  },
  test: {
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/*.test.ts', 'test/{core,worker,state}/**/*.test.ts'],
          setupFiles: ['test/seed.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['test/ui/**/*.test.tsx'],
          setupFiles: ['test/seed.ts', 'test/ui/setup.ts'],
        },
      },
    ],
  },
}));
