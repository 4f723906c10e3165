import { findSpans as find, findUnknownKeys, settleQuery } from '../analyze/find-spans.ts';
import { parseSpanQuery } from '../model/parse-span-query.ts';
import type { OpenTrace } from './open-trace.ts';
import type { Coverage } from './protocol.ts';
import type { FindParams, FoundSpans } from './trace-answers.ts';

/**
 * The spans that match the query; none where nothing of it was understood. That no span has an attribute is only said where
 * all attributes are there.
 */
export function findSpans(
  open: OpenTrace,
  { query }: FindParams,
  coverage: Coverage | null = null,
): FoundSpans {
  const parsed = settleQuery(open, parseSpanQuery(query));
  const unknown = coverage === null ? findUnknownKeys(open, parsed) : [];
  const problems = [...parsed.problems, ...unknown];
  return { spans: find(open, parsed), problem: problems.length === 0 ? null : problems.join(' ') };
}
