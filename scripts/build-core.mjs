// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root, tool } from './run.mjs';

/**
 * Writes the package's code to `outDir`: `index.js`, one ES module for Node and browsers, and `types`, the declarations
 * that can be reached from its own.
 * @param {string} outDir
 */
export async function buildCore(outDir = join(root, 'dist/core')) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      lib: { entry: join(root, 'src/core/index.ts'), formats: ['es'], fileName: () => 'index.js' },
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
    },
  });
  const declared = join(root, '.cache/core-types');
  rmSync(declared, { recursive: true, force: true });
  await tool('typescript/bin/tsc', [
    '--project',
    'src/core',
    '--outDir',
    declared,
    '--declaration',
    '--composite',
    'false',
    '--incremental',
    'false',
  ]);
  copyDeclarations(declared, join(outDir, 'types'));
}

/** Copies `index.d.ts` and what it imports, with the extensions a consumer resolves. @param {string} from @param {string} to */
function copyDeclarations(from, to) {
  const files = [join(from, 'index.d.ts')];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const [, target] of text.matchAll(/from '(\..*?)\.ts'/g)) {
      const imported = join(dirname(file), `${target}.d.ts`);
      if (!files.includes(imported)) files.push(imported);
    }
    const copy = join(to, relative(from, file));
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, text.replaceAll(/from '(\..*?)\.ts'/g, "from '$1.js'"));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCore();
