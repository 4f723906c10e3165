import type { SourceReport } from '../../src/core/model/source.ts';
import { assertIntegrity } from '../fixtures/dataset-integrity.ts';
import { type DescribedSpan, describeSpans } from '../fixtures/describe-dataset.ts';
import { type ReadFiles, readFiles } from '../fixtures/read-files.ts';
import { sourceText } from '../fixtures/source-text.ts';
import { readStrictly } from './read-strictly.ts';
import { TextTokens } from './text-tokens.ts';

/** Milliseconds of CPU that a file may take, in all and per MB of it; the first is for the program to warm up. */
const SPENT_AT_MOST = 250;
const SPENT_PER_MB = 1000;

const decoder = new TextDecoder();

/**
 * Reads a file that may be anything and says what is wrong with how that went, or null: it throws; it takes too long; an
 * index dangles; a span is counted that the file does not hold; spans are lost and nothing says so.
 */
export async function findFault(bytes: Uint8Array): Promise<string | null> {
  try {
    const text = decoder.decode(await sourceText(bytes));
    const allowed = SPENT_AT_MOST + (SPENT_PER_MB * Math.max(bytes.length, text.length)) / 1e6;
    let [spent, read] = await measure(bytes);
    if (spent > allowed) [spent, read] = await measure(bytes); // the machine has other work
    if (spent > allowed) return `takes ${spent.toFixed(0)} ms for ${bytes.length} bytes`;
    assertIntegrity(read.dataset);
    return findStranger(text, describeSpans(read.dataset)) ?? findSilence(text, read.reports[0]);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

async function measure(content: Uint8Array): Promise<[ms: number, read: ReadFiles]> {
  const before = process.cpuUsage();
  const read = await readFiles([{ name: 'mutant.json', content }]);
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, read];
}

/** A span whose id, trace or name is not in the text, or more spans of one id than it is there. */
function findStranger(text: string, spans: readonly DescribedSpan[]): string | null {
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
  if (strict === null) return isSilent ? 'the text is not JSON, and the report does not say so' : null;
  if (strict.spanCount !== spanCount) return `${spanCount} spans were read, there are ${strict.spanCount}`;
  return strict.refusedCount > 0 && isSilent ? `${strict.refusedCount} records were left out silently` : null;
}
