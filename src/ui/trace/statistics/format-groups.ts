import type { GroupBy, SpanGroups } from '../../../core/engine/trace-answers.ts';
import { formatCount, formatDuration } from '../../parts/format.ts';
import { GROUP_COLUMNS, type GroupColumn } from './group-columns.ts';
import { nameOfGroup, serviceOfGroup } from './group-name.ts';

/** Rows of a table in text: more is for a spreadsheet. */
const MOST_MARKDOWN_ROWS = 100;

/** The groups as a file of comma-separated values (RFC 4180), times in milliseconds. */
export function formatCsv(groups: SpanGroups, groupBy: GroupBy, order: Int32Array): string {
  const head = [
    ...nameColumns(groupBy),
    ...GROUP_COLUMNS.map(({ label, unit }) => (unit === 'count' ? label : `${label} (ms)`)),
  ];
  const lines = [head.map(csvField).join(',')];
  for (const group of order)
    lines.push(
      [
        ...namesOf(groups, groupBy, group).map(csvField),
        ...GROUP_COLUMNS.map((column) => csvNumber(column, groups, group)),
      ].join(','),
    );
  return `${lines.join('\r\n')}\r\n`;
}

/** The first groups as a table in Markdown. */
export function formatMarkdown(groups: SpanGroups, groupBy: GroupBy, order: Int32Array): string {
  const head = [...nameColumns(groupBy), ...GROUP_COLUMNS.map(({ label }) => label)];
  const rule = head.map((_, at) => (at < head.length - GROUP_COLUMNS.length ? '---' : '---:'));
  const rows = Array.from(order.subarray(0, MOST_MARKDOWN_ROWS), (group) => [
    ...namesOf(groups, groupBy, group).map(escapeMarkdown),
    ...GROUP_COLUMNS.map((column) => markdownNumber(column, groups, group)),
  ]);
  const lines = [head.map(escapeMarkdown), rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const left = order.length - rows.length;
  return `${lines.join('\n')}\n${left > 0 ? `\n… and ${formatCount(left)} more.\n` : ''}`;
}

function nameColumns(groupBy: GroupBy): string[] {
  if (groupBy.by === 'operation') return ['Service', 'Operation'];
  return [groupBy.by === 'attribute' ? groupBy.key : groupBy.by === 'service' ? 'Service' : 'Kind'];
}

function namesOf(groups: SpanGroups, groupBy: GroupBy, group: number): string[] {
  const name = nameOfGroup(groups, groupBy, group);
  return groupBy.by === 'operation' ? [serviceOfGroup(groups, group) ?? '', name] : [name];
}

/** In quotes where it must be. A spreadsheet takes what begins like a formula for one: a tab in front keeps it text. */
function csvField(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `\t${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvNumber({ key, unit }: GroupColumn, groups: SpanGroups, group: number): string {
  const value = groups[key][group]!;
  if (unit === 'count') return String(value);
  return groups.finishedCount[group] === 0 ? '' : String(value / 1e6);
}

function markdownNumber({ key, unit }: GroupColumn, groups: SpanGroups, group: number): string {
  const value = groups[key][group]!;
  if (unit === 'count') return formatCount(value);
  return groups.finishedCount[group] === 0 ? '–' : formatDuration(value);
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\|`*_<>[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
