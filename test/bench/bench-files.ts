import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';

const folder = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
const generator = fileURLToPath(new URL('../../../shared/bench/gen.mjs', import.meta.url));

/** A file to measure with: how many traces, of how many spans each. */
export interface BenchFile {
  readonly name: string;
  readonly traces: number;
  readonly spans: number;
}

/** The cases of the generator beside the project, by its names, and a trace of a million. */
export const BENCH_FILES: readonly BenchFile[] = [
  { name: 'S1', traces: 1, spans: 1_000 },
  { name: 'S2', traces: 1, spans: 10_000 },
  { name: 'S3', traces: 1, spans: 50_000 },
  { name: 'S4', traces: 1, spans: 100_000 },
  { name: 'M1', traces: 1_000, spans: 50 },
  { name: 'million', traces: 1, spans: 1_000_000 },
];

/** Larger than the peer reads. */
const OTLP_ONLY: ReadonlySet<string> = new Set(['million', 'M3']);

/**
 * Where the file lies; it is written the first time. Jaeger JSON, as the peer reads it; what it does not read
 * is OTLP. Where the generator is absent, plain trees of as many spans stand in.
 */
export function writeBenchFile({ name, traces, spans }: BenchFile): string {
  const isGenerated = existsSync(generator);
  const format = isGenerated && OTLP_ONLY.has(name) ? 'otlp' : 'jaeger';
  const file = join(folder, `${name}.${format}.json`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  if (isGenerated) {
    const shape = ['--traces', String(traces), '--spans', String(spans), `--${format}`, file];
    execFileSync(process.execPath, ['--max-old-space-size=12000', generator, ...shape]);
  } else {
    writeFileSync(file, asJaeger(makeTrees(traces, spans)));
  }
  return file;
}

/** Traces in which every span has up to ten children. */
function makeTrees(traces: number, spans: number) {
  return makeSpans(traces, spans).map((span, at, all) => {
    const place = at % spans;
    const parent = all[at - place + Math.floor((place - 1) / 10)];
    return { ...span, parentSpanId: place === 0 ? '' : parent.spanId };
  });
}
