import type { TextPlace } from '../json/byte-window.ts';
import type { CutFront } from './detect/cut-front.ts';
import { describeKeys, type DocumentRouter } from './detect/document-router.ts';
import { READABLE } from './refuse/refusal.ts';

/** What a file was found to be, once it was read to its end. */
export interface Outcome {
  readonly spanCount: number;
  /** The beginning of its text. */
  readonly head: string;
  readonly router: DocumentRouter;
  /** What the text lost with its beginning, or null. */
  readonly front: CutFront | null;
  /** What is wrong with its compressed data, or null. */
  readonly damage: string | null;
}

/**
 * Why a file gave no spans, or not all it should have, and what to do; null where all went well. The file is not named:
 * its name stands beside.
 */
export function explainFailure(outcome: Outcome): string | null {
  const { router, spanCount } = outcome;
  const incomplete = explainIncomplete(outcome);
  if (spanCount > 0)
    return (
      incomplete &&
      `${incomplete} ${spanCount === 1 ? 'One span was' : `${count(spanCount)} spans were`} read.`
    );
  if (router.formats.size > 0) {
    const names = Array.from(router.formats.keys(), ({ name }) => name).join(' and ');
    const because = incomplete ?? (router.invalid ? explainSyntax(router.invalid) : '');
    return `Recognised as ${names}, but it contains no spans. ${because}`.trimEnd();
  }
  return router.refused ? explainRefusal(router.refused) : (incomplete ?? explainUnknown(outcome));
}

/** What keeps the file from being whole. */
function explainIncomplete({ router, front, damage }: Outcome): string | null {
  if (damage !== null) return `${damage}: export or copy the file again.`;
  if (front)
    return `The file begins in the middle of a record; the first whole one is at byte ${count(front.lost)}: export or copy it again.`;
  if (router.cutOff)
    return `The file ends in the middle of a record, at byte ${count(router.cutOff.offset)}: export or copy it again.`;
  // In a file of many documents a broken one is a diagnostic; in a file of one it is the file.
  return router.misplaced && router.documentCount === 1 ? explainSyntax(router.misplaced) : null;
}

function explainRefusal({ refusal, shape }: NonNullable<DocumentRouter['refused']>): string {
  return typeof refusal.sentence === 'string' ? refusal.sentence : refusal.sentence(shape);
}

function explainUnknown({ router, head }: Outcome): string {
  if (head === '') return 'The file is empty (0 bytes).';
  if (head.trim() === '') return 'The file is empty: there are only blanks in it.';
  if (/^\s*(\[\s*\]|\{\s*\})\s*$/.test(head))
    return `The file holds an empty ${head.trim().startsWith('[') ? 'list' : 'object'}: no trace matched what was asked. Search again, with a wider time range.`;
  if (router.unknown) return `Not recognised: ${describeKeys(router.unknown)}. These are read: ${READABLE}.`;
  if (router.invalid && /^\s*[[{"]/.test(head)) return explainSyntax(router.invalid);
  return `This is text, but no JSON, and no log with JSON in its lines. These are read: ${READABLE}.`;
}

function explainSyntax({ line, column, reason, excerpt }: TextPlace): string {
  const advice = reason.startsWith('trailing comma') ? ' Remove the comma.' : '';
  return `Not valid JSON at line ${line}, column ${column}: ${reason}, near “${excerpt}”.${advice}`;
}

function count(n: number): string {
  return n.toLocaleString('en');
}
