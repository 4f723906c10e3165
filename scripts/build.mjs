// @ts-check
// Builds everything that is published: dist (hosted), dist/single (one file for the disk), dist/core (the package).
import { ensureDependencies, node, tool } from './run.mjs';

export async function build() {
  await node('scripts/build-kernel.mjs', []);
  await tool('vite/bin/vite.js', ['build', '--logLevel', 'warn']); // empties dist: comes first
  await tool('vite/bin/vite.js', ['build', '--mode', 'single', '--logLevel', 'warn']);
  await node('scripts/build-core.mjs', []); // on its own: it would leave its mode behind in this process
}

if (process.argv[1]?.endsWith('build.mjs')) {
  await ensureDependencies();
  await build();
  console.log('Built dist (the site), dist/single (one file) and dist/core (the package).');
}
