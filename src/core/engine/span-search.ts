import { findSpans as find, findUnknownKeys, settleQuery } from '../analyze/find-spans.ts';
import { parseSpanQuery } from '../model/parse-span-query.ts';
import type { OpenTrace } from './open-trace.ts';
import type { FindParams, FoundSpans } from './trace-answers.ts';

/** The spans that match the query; none where nothing of it was understood. */
export function findSpans(open: OpenTrace, { query }: FindParams): FoundSpans {
  const parsed = settleQuery(open, parseSpanQuery(query));
  const problems = [...parsed.problems, ...findUnknownKeys(open, parsed)];
  return { spans: find(open, parsed), problem: problems.length === 0 ? null : problems.join(' ') };
}
