import type { Dataset } from '../../src/core/model/dataset.ts';
import type { SourceReport } from '../../src/core/model/source.ts';
import { assertIntegrity } from '../fixtures/dataset-integrity.ts';
import { type DescribedSpan, describeSpans } from '../fixtures/describe-dataset.ts';
import { readFiles } from '../fixtures/read-files.ts';
import { sourceText } from '../fixtures/source-text.ts';
import { readStrictly } from './read-strictly.ts';
import { TextTokens } from './text-tokens.ts';

/** Milliseconds of CPU that a file may take, in all and per MB of it; the first is for the program to warm up. */
const SPENT_AT_MOST = 250;
const SPENT_PER_MB = 1000;

const decoder = new TextDecoder();

/**
 * Reads a file that may be anything and says what is wrong with how that went, or null: it throws; it takes too long; an
 * index dangles; a span is counted that the file does not hold; spans are lost and nothing says so; the kernel finds
 * something else than the reading value by value.
 */
export async function findFault(bytes: Uint8Array): Promise<string | null> {
  try {
    const text = decoder.decode(await sourceText(bytes));
    const allowed = SPENT_AT_MOST + (SPENT_PER_MB * Math.max(bytes.length, text.length)) / 1e6;
    const readings: Reading[] = [];
    for (const usesKernel of [true, false]) {
      let reading = await read(bytes, usesKernel, () => performance.now());
      // By the clock; where the machine has other work, once more by CPU, which takes longer to ask for.
      if (reading.spent > allowed) reading = await read(bytes, usesKernel, cpuMilliseconds);
      const way = usesKernel ? 'with the kernel' : 'value by value';
      if (reading.spent > allowed) return `${way} ${bytes.length} bytes take ${reading.spent.toFixed(0)} ms`;
      assertIntegrity(reading.dataset);
      readings.push(reading);
    }
    const [{ dataset, report }, byValue] = readings;
    const spans = describeSpans(dataset);
    const difference = findDifference(
      { dataset, report, spans },
      { ...byValue, spans: describeSpans(byValue.dataset) },
    );
    if (difference !== null || report.innerFileCount > 0) return difference; // `text` is that of one file
    return findStranger(text, spans) ?? findSilence(text, report);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

interface Reading {
  readonly dataset: Dataset;
  readonly report: SourceReport;
  /** Milliseconds. */
  readonly spent: number;
}

async function read(content: Uint8Array, usesKernel: boolean, now: () => number): Promise<Reading> {
  const before = now();
  const { dataset, reports } = await readFiles([{ name: 'mutant.json', content }], { usesKernel });
  return { dataset, report: reports[0], spent: now() - before };
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

type Found = Pick<Reading, 'dataset' | 'report'> & { readonly spans: readonly DescribedSpan[] };

/** What the kernel found otherwise. */
function findDifference(kernel: Found, byValue: Found): string | null {
  for (let span = 0; span < Math.max(kernel.spans.length, byValue.spans.length); span++) {
    const [one, other] = [kernel, byValue].map(({ spans }) => JSON.stringify(spans[span]));
    if (one !== other) return `the kernel reads ${one}, value by value it is ${other}`;
  }
  const [one, other] = [kernel, byValue].map(({ report, dataset }) =>
    JSON.stringify([report, dataset.diagnostics]),
  );
  return one === other ? null : `with the kernel the report is ${one}, value by value ${other}`;
}

/** A span whose id, trace or name is not in the text, or more spans of one id than it is there. */
function findStranger(text: string, spans: readonly DescribedSpan[]): string | null {
  if (spans.length === 0) return null; // most are refused: their tokens do not matter
  const tokens = new TextTokens(text);
  const counts = new Map<string, number>();
  for (const { id, trace, name } of spans) {
    if (!tokens.hasName(name)) return `no span is called ${JSON.stringify(name)}`;
    if (!trace.startsWith('(no trace id)') && !tokens.hasTraceId(trace))
      return `there is no trace ${JSON.stringify(trace)}`;
    if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const [id, count] of counts)
    if (count > tokens.countOfSpanId(id)) return `${count} spans have the id ${JSON.stringify(id)}`;
  return null;
}

/** What a plain reading finds and this one did not, without a word. */
function findSilence(text: string, { spanCount, diagnostics, failure }: SourceReport): string | null {
  const isSilent = failure === null && diagnostics.length === 0;
  const strict = readStrictly(text);
  if (strict === null) {
    // Line breaks in keys that are passed over do no harm.
    const isHarmless = !isSilent || readStrictly(text.replaceAll(/\p{Cc}/gu, ' '))?.spanCount === spanCount;
    return isHarmless ? null : 'the text is not JSON, and the report does not say so';
  }
  // Spans that no document holds are one of their own where the beginning is missing.
  const isMended = diagnostics.some(({ code }) => code === 'cut-front');
  const isOther = isMended ? spanCount < strict.spanCount : spanCount !== strict.spanCount;
  // A file may be refused for what else is in it, if that is said.
  if (isOther && (spanCount > 0 || failure === null))
    return `${spanCount} spans were read, there are ${strict.spanCount}`;
  return strict.refusedCount > 0 && isSilent ? `${strict.refusedCount} records were left out silently` : null;
}
