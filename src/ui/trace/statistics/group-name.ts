import type { GroupBy, SpanGroups } from '../../../core/engine/trace-answers.ts';
import { stringAt } from '../../../core/lib/joined-strings.ts';
import { quoteAttributeKey } from '../../../core/model/parse-span-query.ts';
import { quoteValue } from '../../../core/model/query-terms.ts';
import type { Grouping } from '../../../state/trace-look.ts';

const ATTRIBUTE = 'attribute:';

/** A grouping as the engine is asked for it. */
export function groupByOf(grouping: Grouping): GroupBy {
  return grouping.startsWith(ATTRIBUTE)
    ? { by: 'attribute', key: grouping.slice(ATTRIBUTE.length) }
    : { by: grouping as 'service' | 'operation' | 'kind' };
}

/** A grouping as the look of a trace has it. */
export function groupingOf(groupBy: GroupBy): Grouping {
  return groupBy.by === 'attribute' ? `${ATTRIBUTE}${groupBy.key}` : groupBy.by;
}

/** What the spans of a group have in common, in words; never empty. */
export function nameOfGroup(groups: SpanGroups, groupBy: GroupBy, group: number): string {
  if (group === groups.without && groupBy.by === 'attribute') return `without ${groupBy.key}`;
  const name = stringAt(groups.names, group);
  if (name !== '') return name;
  return groupBy.by === 'attribute' ? 'empty text' : 'unnamed';
}

/** The service all spans of a group are of; null where they are of several. */
export function serviceOfGroup(groups: SpanGroups, group: number): string | null {
  return groups.services[groups.service[group]!] ?? null;
}

/** The query that finds the spans of a group. */
export function queryOfGroup(groups: SpanGroups, groupBy: GroupBy, group: number): string {
  const name = quoteValue(stringAt(groups.names, group));
  switch (groupBy.by) {
    case 'service':
      return `service:=${name}`;
    case 'operation':
      return `service:=${quoteValue(serviceOfGroup(groups, group) ?? '')} name:=${name}`;
    case 'kind':
      return `kind:=${name}`;
    case 'attribute': {
      const key = quoteAttributeKey(groupBy.key);
      return group === groups.without ? `-${key}:` : `${key}:=${name}`;
    }
  }
}
