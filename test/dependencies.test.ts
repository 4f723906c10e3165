import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

/** Asks for the dependencies of a copy of this project, whose node_modules leads elsewhere; there is no npm. */
async function ensureInCopy(install: (copy: string, elsewhere: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'tracagg-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [copy, elsewhere] = [join(folder, 'copy'), join(folder, 'elsewhere')];
  await mkdir(join(copy, 'scripts'), { recursive: true });
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'kept'), '');
  await install(copy, elsewhere);
  await writeFile(join(copy, 'package-lock.json'), '{}');
  const script = join(copy, 'scripts/run.mjs');
  await copyFile('scripts/run.mjs', script);
  const code = `import { ensureDependencies } from ${JSON.stringify(pathToFileURL(script).href)}; await ensureDependencies();`;
  const said = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: '' },
  }).then(
    () => '',
    (error: unknown) => String(error),
  );
  return { said, left: await readdir(elsewhere) };
}

test('dependencies are not installed through a link: what it leads to would be emptied', async () => {
  const { said, left } = await ensureInCopy((copy, elsewhere) =>
    symlink(elsewhere, join(copy, 'node_modules'), 'junction'),
  );
  expect(said).toMatch(/node_modules is a link to .*elsewhere.*npm ci would empty that folder/);
  expect(left).toEqual(['kept']);
});

test('they are where there is none', async () => {
  const { said } = await ensureInCopy(() => Promise.resolve());
  expect(said).toMatch(/npm ENOENT/);
});
