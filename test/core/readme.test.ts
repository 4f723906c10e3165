import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { EXAMPLES } from '../fixtures/readme-examples.ts';

const WORK = fileURLToPath(new URL('../../.cache/readme-test', import.meta.url));
rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });

/** The lines a block prints, run as a module that finds `tracagg` in the sources. */
async function run(code: string, at: number): Promise<string[]> {
  const file = join(WORK, `example-${at}.ts`);
  writeFileSync(file, code.replaceAll("'tracagg'", "'../../src/core/index.ts'"));
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
  await import(file);
  return log.mock.calls.flatMap((values) => format(...values).split('\n'));
}

describe('the examples of the README print what they say', () => {
  test('there are some, and each prints something', () => {
    expect(EXAMPLES.length).toBeGreaterThan(5);
    expect(EXAMPLES.filter(({ output }) => output.length === 0)).toEqual([]);
  });

  test.each(EXAMPLES.map((example, at) => ({ ...example, at })))('$heading', async ({ code, output, at }) => {
    expect(await run(code, at)).toEqual(output);
  });
});
