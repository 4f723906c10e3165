// @ts-check
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run.mjs';

const SOURCES = join(root, 'src/core/kernel/assembly');
const MODULE = join(root, 'src/core/kernel/kernel-wasm.ts');

/** Compiles the kernel into a module that holds it as base64, unless that is newer than all it is made of. */
export async function buildKernel() {
  const newest = Math.max(
    ...[...readdirSync(SOURCES).map((file) => join(SOURCES, file)), fileURLToPath(import.meta.url)].map(
      (file) => statSync(file).mtimeMs,
    ),
  );
  if (existsSync(MODULE) && statSync(MODULE).mtimeMs > newest) return;
  const { main } = await import('assemblyscript/asc');
  /** @type {Uint8Array | null} */
  let wasm = null;
  let messages = '';
  const { error } = await main(
    [
      'index.ts',
      '--outFile',
      'kernel.wasm',
      '--runtime',
      'stub', // no objects: the kernel keeps its memory itself
      '--enable',
      'simd',
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--use',
      'abort=',
    ],
    {
      readFile: (name, directory) => {
        const file = join(SOURCES, directory === '.' ? '' : directory, name);
        return existsSync(file) ? readFileSync(file, 'utf8') : null;
      },
      writeFile: (_name, contents) => {
        wasm = /** @type {Uint8Array} */ (contents);
      },
      listFiles: () => [],
      stderr: { write: (text) => (messages += text) },
    },
  );
  if (error || !wasm) throw new Error(messages || error?.message || 'no code');
  const base64 = Buffer.from(wasm).toString('base64');
  writeFileSync(
    MODULE,
    `/** The code of \`assembly/\`, made by \`scripts/build-kernel.mjs\`. */\nexport const KERNEL_WASM =\n  '${base64}';\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernel();
