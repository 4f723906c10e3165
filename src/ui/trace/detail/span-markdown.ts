import type { AttributeView, SpanDetail } from '../../../core/engine/trace-answers.ts';
import type { SpanKind, StatusCode } from '../../../core/model/span-enums.ts';
import { formatDuration, formatShare, formatTime } from '../../parts/format.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { listExceptions } from './exceptions.ts';
import { startOf } from './span-json.ts';
import { describeRank, describeRepairs, kindWord, statusWord } from './span-words.ts';
import { describeOnPath } from './why-words.ts';

/** Longer values are cut: a report is for people. */
const LONGEST_VALUE = 2000;
/** More attributes than this are left out, and it says how many. */
const MOST_ATTRIBUTES = 100;

/** One span as Markdown for an incident report: why it matters, what failed, what it says, and a link to it. */
export function formatSpanMarkdown(
  opened: OpenedTrace,
  span: number,
  detail: SpanDetail,
  link: string,
): string {
  const { trace } = opened;
  const { spans } = trace;
  const duration = spans.duration[span]!;
  const self = spans.selfTime[span]!;
  const facts = [
    escape(describeOnPath(opened, span)),
    `Duration ${formatDuration(duration, trace.resolution)}, ${describeRank(detail.rank)}`,
    `Self time ${formatDuration(self)}${duration > 0 ? ` (${formatShare(self / duration)})` : ''}`,
    `Started ${formatTime(startOf(opened, span), 'utc', 9)}`,
    [kindWord(spans.kind[span] as SpanKind), statusWord(spans.status[span] as StatusCode)]
      .filter(Boolean)
      .join(', '),
    `Trace \`${detail.traceId}\`, span \`${detail.spanId || 'without an id'}\``,
    ...describeRepairs(detail.flags),
  ].filter(Boolean);
  const title = `${serviceOf(opened, span)}: ${operationOf(opened, span)}`;
  return [
    `### [${escape(title)}](${link})`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...formatErrors(detail),
    ...formatTable('Attribute', detail.attributes),
    ...formatTable('Resource', detail.resource),
  ].join('\n\n');
}

function formatErrors(detail: SpanDetail): string[] {
  const parts = detail.statusMessage ? [`**${escape(detail.statusMessage)}**`] : [];
  for (const { type, message, stack } of listExceptions(detail)) {
    parts.push(`**${escape([type, message].filter(Boolean).join(': '))}**`);
    if (stack) parts.push(`~~~\n${cut(stack)}\n~~~`);
  }
  return parts;
}

function formatTable(heading: string, attributes: readonly AttributeView[]): string[] {
  if (attributes.length === 0) return [];
  const rows = attributes
    .slice(0, MOST_ATTRIBUTES)
    .map(({ key, value }) => `| ${escape(key)} | ${escape(cut(value)).replaceAll(/\r?\n/g, '<br>')} |`);
  const rest = attributes.length - rows.length;
  if (rest > 0) rows.push(`| … | and ${rest} more |`);
  return [`| ${heading} | Value |\n|---|---|\n${rows.join('\n')}`];
}

function cut(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** Text whose signs are not Markdown's. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&');
}
