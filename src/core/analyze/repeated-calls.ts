import { type Dataset, NO_SPAN, NO_STRING } from '../model/dataset.ts';
import { SpanKind } from '../model/span-enums.ts';
import type { AttributeIndex, SpanIndex, StringIndex } from '../model/units.ts';
import { templateOf } from './message-template.ts';
import { LEAST_MEMBERS, type SiblingGrouping } from './sibling-groups.ts';
import type { SiblingStatistics } from './sibling-statistics.ts';
import type { TraceSlice } from './trace-slice.ts';

/** Calls that take a smaller share of the time from the first to the last are not a loop: somebody looks now and then. */
const LEAST_BUSY = 0.1;

/** How many members are asked what they ask for: enough to tell one statement in a loop from many statements. */
const MOST_ASKED = 20;

/** Attributes that say what a call asks for; the first that a span has counts. */
const REQUEST_KEYS = [
  'db.query.text',
  'db.statement',
  'sql.query',
  'url.full',
  'http.url',
  'http.target',
  'url.path',
  'http.path',
];

/**
 * By group: 1 where its members look like one query for each row of another (N+1), else 0. They are calls out of the
 * process, one after the other and close together, most of them succeed, and they ask for the same thing.
 */
export function findRepeatedCalls(
  dataset: Dataset,
  slice: TraceSlice,
  grouping: SiblingGrouping,
  statistics: SiblingStatistics,
): Uint8Array {
  const { first, member } = grouping;
  const requests = new RequestReader(dataset);
  return Uint8Array.from(statistics.count, (_, group) => {
    if (!isLoop(statistics, group) || !isCall(dataset, slice, member[first[group]] as SpanIndex)) return 0;
    const asked = member.subarray(first[group], Math.min(first[group + 1], first[group] + MOST_ASKED));
    return requests.areAlike(Array.from(asked, (span) => slice.spanOf[span as SpanIndex])) ? 1 : 0;
  });
}

function isLoop(statistics: SiblingStatistics, group: number): boolean {
  const { count, errorCount, finishedCount, concurrency, sum, start, end } = statistics;
  return (
    concurrency[group] === 1 &&
    finishedCount[group] >= LEAST_MEMBERS &&
    errorCount[group] * 2 <= count[group] && // else they are attempts at one thing
    sum[group] >= LEAST_BUSY * (end[group] - start[group])
  );
}

/** Client spans, and those that only a call can have made: of another service than their parent's. */
function isCall({ operations }: Dataset, { spans }: TraceSlice, span: SpanIndex): boolean {
  const kind = spans.kind[span];
  if (kind === SpanKind.CLIENT) return true;
  if (kind !== SpanKind.SERVER && kind !== SpanKind.UNSPECIFIED) return false;
  const parent = spans.parent[span];
  if (parent === NO_SPAN) return false;
  return operations[spans.operation[span]].service !== operations[spans.operation[parent]].service;
}

/** Reads from spans what they ask for. */
class RequestReader {
  readonly #dataset: Dataset;
  /** The string indices of `REQUEST_KEYS`. */
  readonly #keys: readonly number[];
  /** By the string index of a request: what it is without its values. */
  readonly #templates = new Map<StringIndex, string>();

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
    this.#keys = REQUEST_KEYS.map((key) => dataset.strings.find(key));
  }

  /** Whether at least half of the spans, and as many as make a group, ask for the same; also where none says what. */
  areAlike(spans: readonly SpanIndex[]): boolean {
    const counts = new Map<string, number>();
    let most = 0;
    for (const span of spans) {
      const request = this.#requestOf(span);
      const count = (counts.get(request) ?? 0) + 1;
      counts.set(request, count);
      most = Math.max(most, count);
    }
    return most >= LEAST_MEMBERS && most * 2 >= spans.length;
  }

  /** What `span` asks for, without the numbers and names that differ from row to row; '' where it does not say. */
  #requestOf(span: SpanIndex): string {
    const { attributes, spans } = this.#dataset;
    let best = this.#keys.length;
    let value: StringIndex = NO_STRING;
    for (let at = spans.attributeStart[span]; at < spans.attributeStart[(span + 1) as SpanIndex]; at++) {
      const attribute: AttributeIndex = spans.attributeList[at];
      const rank = this.#keys.indexOf(attributes.key[attribute]);
      if (rank < 0 || rank >= best) continue;
      best = rank;
      value = attributes.value[attribute];
    }
    return value === NO_STRING ? '' : this.#templateOf(value);
  }

  #templateOf(request: StringIndex): string {
    let template = this.#templates.get(request);
    if (template === undefined) {
      template = templateOf(this.#dataset.strings.get(request).replaceAll(/\s+/g, ' '));
      this.#templates.set(request, template);
    }
    return template;
  }
}
