import type { AttributeColumn, SiblingSort } from '../../../core/engine/trace-answers.ts';
import { stringAt } from '../../../core/lib/joined-strings.ts';
import type { ColumnId } from '../../../state/trace-look.ts';
import { formatDuration } from '../../parts/format.ts';
import type { RowFacts } from './row-facts.ts';

/** A column between the names and the bars. */
export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  /** px. */
  readonly width: number;
  readonly isNumber: boolean;
  /** What its header sorts siblings by; null where it does not. */
  readonly sort: SiblingSort | null;
  /** What stands in it; `span` is the row's, a group's first. */
  readonly textOf: (facts: RowFacts, span: number) => string;
}

export const LEAST_COLUMN_WIDTH = 48;
export const MOST_COLUMN_WIDTH = 600;
/** Px of the bars below which columns give way to them. */
const LEAST_LANE_WIDTH = 240;
/** Px of all below which there is no room for columns, as on a phone. */
const NARROW = 560;
const ATTRIBUTE = 'attribute:';

type Kind = Exclude<ColumnId, `attribute:${string}`>;

const KINDS: Readonly<Record<Kind, Omit<Column, 'id' | 'width'> & { readonly usualWidth: number }>> = {
  service: {
    label: 'Service',
    usualWidth: 120,
    isNumber: false,
    sort: null,
    textOf: (facts) => (facts.kind === 'hidden' ? '' : facts.service),
  },
  duration: {
    label: 'Duration',
    usualWidth: 96,
    isNumber: true,
    sort: 'duration',
    textOf: durationText,
  },
  self: {
    label: 'Self',
    usualWidth: 84,
    isNumber: true,
    sort: 'self',
    textOf: (facts) => (facts.kind === 'span' ? formatDuration(facts.selfTime, facts.resolution) : ''),
  },
  critical: {
    label: 'Critical',
    usualWidth: 84,
    isNumber: true,
    sort: 'critical',
    textOf: ({ pathTime }) => (pathTime > 0 ? formatDuration(pathTime) : ''),
  },
};

function durationText(facts: RowFacts): string {
  switch (facts.kind) {
    case 'span':
      return facts.isUnfinished ? 'no end' : formatDuration(facts.duration, facts.resolution);
    case 'group':
      return `Σ\u202f${formatDuration(facts.sum, facts.resolution)}`;
    case 'hidden':
      return '';
  }
}

/** The attribute that a column shows; null of another column. */
export function attributeOf(id: ColumnId): string | null {
  return id.startsWith(ATTRIBUTE) ? id.slice(ATTRIBUTE.length) : null;
}

/** The columns that have room in a waterfall `width` px wide whose names take `nameWidth`. */
export function layOutColumns(
  ids: readonly ColumnId[],
  attributes: ReadonlyMap<string, AttributeColumn>,
  widths: ReadonlyMap<string, number>,
  room: { readonly width: number; readonly nameWidth: number },
): readonly Column[] {
  if (room.width < NARROW) return [];
  const columns: Column[] = [];
  let left = room.width - room.nameWidth - LEAST_LANE_WIDTH;
  for (const id of ids) {
    const column = columnOf(id, attributes, widths.get(id));
    left -= column.width;
    if (left < 0) break;
    columns.push(column);
  }
  return columns;
}

function columnOf(
  id: ColumnId,
  attributes: ReadonlyMap<string, AttributeColumn>,
  width: number | undefined,
): Column {
  const key = attributeOf(id);
  if (key === null) {
    const { usualWidth, ...kind } = KINDS[id as Kind];
    return { ...kind, id, width: width ?? usualWidth };
  }
  const values = attributes.get(key);
  return {
    id,
    label: key,
    width: width ?? 120,
    isNumber: false,
    sort: null,
    textOf: ({ kind }, span) => (kind === 'span' && values ? valueAt(values, span) : ''),
  };
}

/** The value that the span has; '' without one. */
function valueAt({ code, values }: AttributeColumn, span: number): string {
  const at = code[span]!;
  return at < 0 ? '' : stringAt(values, at);
}
