import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const MAP = readFileSync(join(SRC, 'README.md'), 'utf8');

/** Source files, as paths from `src` with forward slashes. */
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file));

/** The import table of src/README.md: one row per folder, its second column the folders it may import from. */
const MAY_IMPORT = new Map(
  [...MAP.matchAll(/^\| `([^`]+)` \|([^|]*)\|/gm)].map(([, folder, allowed]) => [
    folder,
    [...allowed.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  ]),
);

/** The folder of the table a file belongs to: the longest that its path begins with. */
function layerOf(file: string): string {
  const folders = [...MAY_IMPORT.keys()].filter((folder) => file === folder || file.startsWith(`${folder}/`));
  return folders.toSorted((a, b) => b.length - a.length)[0] ?? file;
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

describe('src/README.md', () => {
  test('its import table names folders that exist, and every source file belongs to one', () => {
    expect([...MAY_IMPORT.keys()].filter((folder) => !existsSync(join(SRC, folder)))).toEqual([]);
    expect(FILES.filter((file) => !MAY_IMPORT.has(layerOf(file)))).toEqual([]);
  });

  test('imports follow the table', () => {
    const offences: string[] = [];
    for (const file of FILES) {
      const from = layerOf(file);
      for (const [, target] of readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)) {
        if (!target.startsWith('.')) continue;
        const to = layerOf(
          normalize(join(dirname(file), target))
            .replaceAll('\\', '/')
            .replace(/\?.*$/, ''),
        );
        if (to !== from && !MAY_IMPORT.get(from)?.includes(to)) offences.push(`${file} → ${target}`);
      }
    }
    expect(offences).toEqual([]);
  });

  test('d3 is imported by ui alone, React by ui and main, and by the core nothing but fzstd', () => {
    const offences: string[] = [];
    for (const file of FILES)
      for (const [, target] of readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)) {
        if (target.startsWith('.') || `${file} ${target}` === 'core/import/bytes/zstd.ts fzstd') continue;
        const isUi = file.startsWith('ui/') || file === 'main.tsx';
        if (file.startsWith('core/') || (!isUi && /^(react|d3|@tanstack|lucide)/.test(target)))
          offences.push(`${file} → ${target}`);
      }
    expect(offences).toEqual([]);
  });

  test('every folder has its line on the map, unless all its files have theirs', () => {
    const folders = new Set(FILES.filter((file) => !MAY_IMPORT.has(file)).map((file) => dirname(file)));
    expect([...folders].filter((folder) => !MAY_IMPORT.has(folder))).toEqual([]);
  });
});

test('no folder is a grab-bag, no file too long to read', () => {
  expect(FILES.filter((file) => /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.)/.test(file))).toEqual([]);
  expect(FILES.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 400)).toEqual([]);
});
