import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildCore } from '../../scripts/build-core.mjs';
import { createAggregator, type ImportResult } from '../../src/core/index.ts';
import { describeOracle, hasOracle } from '../fixtures/check-oracle.ts';
import { EXAMPLES } from '../fixtures/readme-examples.ts';
import { hasSamples, listSamples, sampleBytes } from '../fixtures/check-sample.ts';

// A project of somebody else, with the package installed in it.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROJECT = join(ROOT, '.cache/package-test');
const PACKAGE = join(PROJECT, 'node_modules/tracagg');
rmSync(PROJECT, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
await buildCore(join(PACKAGE, 'dist/core'));
writeFileSync(join(PROJECT, 'package.json'), JSON.stringify({ type: 'module' }));
cpSync(join(ROOT, 'package.json'), join(PACKAGE, 'package.json'));

/** What `node` prints for a module of that project. */
function runNode(code: string): string {
  writeFileSync(join(PROJECT, 'main.mjs'), code);
  return execFileSync(process.execPath, [join(PROJECT, 'main.mjs')], { encoding: 'utf8' });
}

/** What the compiler says of that project with these files; '' when it has nothing to say. */
function runTsc(options: object, files: readonly [name: string, code: string][]): string {
  for (const [name, code] of files) writeFileSync(join(PROJECT, name), code);
  const config = {
    compilerOptions: { strict: true, noEmit: true, ...options },
    files: files.map(([name]) => name),
  };
  writeFileSync(join(PROJECT, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '--project', PROJECT], { encoding: 'utf8' }).stdout;
}

/** A use of the package that compiles, and one that must not. */
const STRANGER = `
  import { createAggregator, createSpan, SpanKind, StatusCode, type Trace } from 'tracagg';
  const aggregator = createAggregator();
  aggregator.ingestSpans([createSpan({
    traceId: 't', spanId: '1', serviceName: 'a', operationName: 'b', startTime: 1, duration: 2,
    status: StatusCode.ERROR, kind: SpanKind.SERVER, attributes: { a: [1, { b: null }] },
  })]);
  const traces: Trace[] = aggregator.searchTraces({ minDuration: 1, serviceName: undefined });
  export const duration: number = traces[0]?.duration ?? 0;
  // @ts-expect-error: there is no such criterion
  aggregator.searchTraces({ service: 'a' });
`;

describe('the package', { timeout: 60_000 }, () => {
  test('is one module without dependencies', () => {
    const code = readFileSync(join(PACKAGE, 'dist/core/index.js'), 'utf8');
    expect(code).not.toMatch(/^import\b|[^#.\w]import\(|\brequire\(/m);
  });

  test('answers in plain Node, which ends when the work is done', () => {
    const printed = runNode(`
      import { createAggregator, createSpan } from 'tracagg';
      const aggregator = createAggregator();
      aggregator.ingestSpan(createSpan({
        traceId: 't', spanId: '1', serviceName: 'api', operationName: 'handle', startTime: 1000, duration: 0.5,
      }));
      const again = createAggregator();
      const [bytes] = aggregator.exportToJson();
      console.log(JSON.stringify(await again.importFromJson(bytes, 'traces.json')));
    `);
    expect(JSON.parse(printed)).toMatchObject({ format: 'TracAgg JSON', traceCount: 1, spanCount: 1 });
  });

  test.each([
    ['nodenext', 'nodenext', ['ES2023'], []], // no DOM
    ['esnext', 'bundler', ['ES2023', 'DOM'], []],
  ])(
    'has declarations that a strict project compiles with: %s, %s',
    (module, moduleResolution, lib, types) => {
      expect(runTsc({ module, moduleResolution, lib, types }, [['main.ts', STRANGER]])).toBe('');
    },
  );

  test('is what the examples of the README are written for', () => {
    const options = {
      module: 'nodenext',
      target: 'es2023',
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    };
    const files = EXAMPLES.map(({ code }, at): [string, string] => [`example-${at}.ts`, code]);
    expect(runTsc(options, files)).toBe('');
  });
});

describe.skipIf(!hasOracle)('the package answers as the original program', async () => {
  const built = (await import(pathToFileURL(join(PACKAGE, 'dist/core/index.js')).href)) as {
    createAggregator: typeof createAggregator;
  };
  describeOracle(built.createAggregator);
});

describe.skipIf(!hasSamples)('importFromJson in plain Node', () => {
  test('reads every real file as the page does', async () => {
    const samples = listSamples();
    const printed = runNode(`
      import { readFileSync } from 'node:fs';
      import { createAggregator } from 'tracagg';
      const results = {};
      for (const path of ${JSON.stringify(samples)}) {
        const bytes = readFileSync(${JSON.stringify(join(ROOT, '../shared/samples/'))} + path);
        try {
          results[path] = await createAggregator().importFromJson(bytes, path);
        } catch (error) {
          results[path] = error.message;
        }
      }
      console.log(JSON.stringify(results));
    `);
    const inNode = JSON.parse(printed) as Record<string, ImportResult | string>;
    const here: typeof inNode = {};
    for (const path of samples) {
      try {
        here[path] = await createAggregator().importFromJson(sampleBytes(path), path);
      } catch (error) {
        here[path] = (error as Error).message;
      }
    }
    expect(inNode).toEqual(here);
    expect(Object.values(here).filter((result) => typeof result === 'object').length).toBeGreaterThan(50);
  }, 120_000);
});
