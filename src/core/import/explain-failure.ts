import type { TextPlace } from '../lib/byte-window.ts';
import { CUT_OFF } from '../lib/record-splitter.ts';
import { describeKeys, type DocumentRouter } from './document-router.ts';
import { READABLE } from './refusals.ts';

/** Why a file gave no spans, or not all it should have, and what to do; null where all went well. */
export function explainFailure(
  router: DocumentRouter,
  spanCount: number,
  fileName: string,
  head: string,
): string | null {
  const { misplaced, firstProblem } = router;
  if (spanCount > 0) {
    // In a file of many documents one that is broken is a diagnostic; in a file of one it is the file.
    if (!misplaced || router.documentCount > 1) return null;
    return `${explainSyntax(misplaced)} The ${count(spanCount, 'span')} around it ${spanCount === 1 ? 'was' : 'were'} read.`;
  }
  if (head.trim() === '')
    return `${fileName} is empty${head === '' ? '' : ': there is nothing but blanks in it'}.`;
  if (router.formats.size > 0) {
    const names = Array.from(router.formats.keys(), ({ name }) => name).join(' and ');
    const problem = firstProblem ? ` ${explainSyntax(firstProblem)}` : '';
    return `Recognised as ${names}, but it contains no spans.${problem}`;
  }
  if (router.refused) {
    const { refusal, shape } = router.refused;
    return typeof refusal.sentence === 'string' ? refusal.sentence : refusal.sentence(shape);
  }
  if (router.unknown) return `Not recognised: ${describeKeys(router.unknown)}. These are read: ${READABLE}.`;
  if (firstProblem && /^\s*[[{"]/.test(head)) return explainSyntax(firstProblem);
  return `This is text, but no JSON and no log with JSON in its lines. These are read: ${READABLE}.`;
}

function explainSyntax({ line, column, offset, reason, excerpt }: TextPlace): string {
  const place = `line ${line.toLocaleString('en')}, column ${column.toLocaleString('en')}`;
  if (reason === CUT_OFF)
    return `The file ends in the middle of a record (byte ${offset.toLocaleString('en')}): export or copy it again.`;
  const advice = reason.startsWith('trailing comma') ? ' Remove the comma.' : '';
  return `Not valid JSON at ${place}: ${reason}, near “${excerpt}”.${advice}`;
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}
