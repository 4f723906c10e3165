import { stringAt } from '../../../core/lib/joined-strings.ts';
import { sortByKey } from '../../../core/lib/stable-order.ts';
import type { SpanGroups } from '../../../core/engine/trace-answers.ts';
import type { GroupSortKey, TraceLook } from '../../../state/trace-look.ts';

/** A column of numbers: what is in it, and what it is called. */
export interface GroupColumn {
  readonly key: MeasureKey;
  readonly label: string;
  /** What the number says, where the label is not enough. */
  readonly meaning: string;
  readonly unit: 'count' | 'nanoseconds';
  /** Whether a number stands for a part of a whole: it is shown with its share and a bar. */
  readonly isPart: boolean;
}

type MeasureKey = Exclude<GroupSortKey, 'name'>;

/** From left to right, behind the name. */
export const GROUP_COLUMNS: readonly GroupColumn[] = [
  count('count', 'Spans', 'How many spans'),
  count('errorCount', 'Errors', 'Spans with status error'),
  time('duration', 'Summed duration', 'Sum of the durations; spans may run at the same time'),
  time('selfTime', 'Self', 'Sum of the time during which no child ran', true),
  time('criticalTime', 'Critical path', 'Time on the critical path that is shown', true),
  time('mean', 'Mean', 'Mean duration'),
  time('p50', 'p50', 'Half of the spans take less'),
  time('p95', 'p95', '95 of 100 spans take less'),
  time('max', 'Max', 'Longest duration'),
];

function count(key: MeasureKey, label: string, meaning: string): GroupColumn {
  return { key, label, meaning, unit: 'count', isPart: false };
}

function time(key: MeasureKey, label: string, meaning: string, isPart = false): GroupColumn {
  return { key, label, meaning, unit: 'nanoseconds', isPart };
}

/** The groups in order; equals as they come. */
export function orderGroups(groups: SpanGroups, { key, descending }: TraceLook['groupSort']): Int32Array {
  if (key === 'name') return orderByName(groups, descending);
  const sign = descending ? -1 : 1;
  return sortedBy(Float64Array.from(groups[key], (value) => sign * value));
}

/** By number where all names are numbers, else by letters; spans without the attribute come last. */
function orderByName({ length, names, without }: SpanGroups, descending: boolean): Int32Array {
  const texts = Array.from({ length }, (_, group) => stringAt(names, group));
  const sign = descending ? -1 : 1;
  const isNumeric = texts.every(
    (text, group) => group === without || (text !== '' && !Number.isNaN(Number(text))),
  );
  if (isNumeric)
    return sortedBy(
      Float64Array.from(texts, (text, group) => (group === without ? Infinity : sign * Number(text))),
    );
  const order = Array.from(texts.keys()).sort((a, b) => {
    if (a === without || b === without) return a === without ? 1 : -1;
    return texts[a] === texts[b] ? 0 : sign * (texts[a]! < texts[b]! ? -1 : 1);
  });
  return Int32Array.from(order);
}

function sortedBy(keys: Float64Array): Int32Array {
  const order = Int32Array.from(keys.keys());
  sortByKey(order, keys, order.length, new Int32Array(order.length));
  return order;
}

/** The largest value and the sum of a column. */
export interface Extent {
  readonly largest: number;
  readonly sum: number;
}

export function extentOf(column: Float64Array | Int32Array): Extent {
  let largest = 0;
  let sum = 0;
  for (const value of column) {
    largest = Math.max(largest, value);
    sum += value;
  }
  return { largest, sum };
}
