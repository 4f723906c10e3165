import { rangeOfTrace, type Dataset } from '../model/dataset.ts';
import type { AttributeIndex, SpanIndex, StringIndex, TraceIndex } from '../model/units.ts';
import type { TraceSlice } from './trace-slice.ts';

/** How often an attribute is met among the spans of a trace: their own, or else that of their resource. */
export interface KeyCount {
  readonly key: string;
  readonly spanCount: number;
  /** Distinct values; those that differ in their type alone are two. */
  readonly valueCount: number;
}

/** One attribute of the spans of a slice, as numbers for its distinct values. */
export interface CodedColumn {
  /** By value, in order of first appearance: its string. */
  readonly values: Int32Array;
  /** By span: the number of its value, or `NO_CODE`. */
  readonly code: Int32Array;
}

/** A span without the attribute. */
export const NO_CODE = -1;

/** The attributes that spans of the slice or their resources have, most spans first; of equals the first met. */
export function countKeys(dataset: Dataset, slice: TraceSlice): KeyCount[] {
  const { attributes, spans, strings } = dataset;
  const { attributeStart, attributeList } = spans;
  const keys = new KeyNumbers(dataset);
  const latest: number[] = [];
  const spanCount: number[] = [];
  const valueCount: number[] = [];
  const isMet = new Uint8Array(attributes.length);
  for (let at = 0 as SpanIndex; at < slice.spanOf.length; at++) {
    const span = slice.spanOf[at];
    const end = attributeStart[(span + 1) as SpanIndex];
    for (let place = attributeStart[span]; place < end; place++) count(attributeList[place], at);
    const { attributes: ofResource } = resourceOf(dataset, span);
    for (const attribute of ofResource) count(attribute, at);
  }
  const order = [...spanCount.keys()].sort((a, b) => spanCount[b] - spanCount[a]);
  return order.map((number) => ({
    key: strings.get(keys.list[number]),
    spanCount: spanCount[number],
    valueCount: valueCount[number],
  }));

  /** Only the first attribute of a key counts: the span's own come before those of its resource. */
  function count(attribute: AttributeIndex, at: number): void {
    const key = keys.of(attributes.key[attribute]);
    if (latest[key] === at) return;
    latest[key] = at;
    spanCount[key] = (spanCount[key] ?? 0) + 1;
    valueCount[key] = (valueCount[key] ?? 0) + 1 - isMet[attribute];
    isMet[attribute] = 1;
  }
}

/** Every key that a span of the slice, its resource or one of its events has, in order of first appearance. */
export function listKeys(dataset: Dataset, { trace }: TraceSlice): string[] {
  const { attributes, spans, events, traces, strings, provenances } = dataset;
  const keys = new KeyNumbers(dataset);
  const first = traces.firstSpan[trace];
  const end = traces.firstSpan[(trace + 1) as TraceIndex];
  for (let at = spans.attributeStart[first]; at < spans.attributeStart[end]; at++)
    keys.of(attributes.key[spans.attributeList[at]]);
  const isMet = new Uint8Array(provenances.length);
  for (let span = first; span < end; span++) {
    if (isMet[spans.provenance[span]] === 1) continue;
    isMet[spans.provenance[span]] = 1;
    for (const attribute of resourceOf(dataset, span).attributes) keys.of(attributes.key[attribute]);
  }
  const [row, rowEnd] = rangeOfTrace(dataset, events, trace);
  for (let at = events.attributeStart[row]; at < events.attributeStart[rowEnd]; at++)
    keys.of(attributes.key[events.attributeList[at]]);
  return keys.list.map((key) => strings.get(key));
}

/** The attribute `key` of every span of the slice: its own, or else that of its resource. */
export function codeAttribute(dataset: Dataset, { spanOf }: TraceSlice, key: string): CodedColumn {
  const { attributes, spans, strings } = dataset;
  const { attributeStart, attributeList } = spans;
  const wanted = strings.find(key);
  const code = new Int32Array(spanOf.length).fill(NO_CODE);
  const values: number[] = [];
  const codeOfValue = new Map<StringIndex, number>();
  const codeOfAttribute = new Int32Array(attributes.length).fill(NO_CODE);
  for (let at = 0 as SpanIndex; at < spanOf.length; at++) {
    const span = spanOf[at];
    const end = attributeStart[(span + 1) as SpanIndex];
    let place = attributeStart[span];
    while (place < end && attributes.key[attributeList[place]] !== wanted) place++;
    const attribute =
      place < end
        ? attributeList[place]
        : resourceOf(dataset, span).attributes.find((candidate) => attributes.key[candidate] === wanted);
    if (attribute !== undefined) code[at] = codeOf(attribute);
  }
  return { values: Int32Array.from(values), code };

  function codeOf(attribute: AttributeIndex): number {
    if (codeOfAttribute[attribute] !== NO_CODE) return codeOfAttribute[attribute];
    const value = attributes.value[attribute];
    let own = codeOfValue.get(value);
    if (own === undefined) {
      own = values.push(value) - 1;
      codeOfValue.set(value, own);
    }
    return (codeOfAttribute[attribute] = own);
  }
}

function resourceOf({ spans, provenances, resources }: Dataset, span: SpanIndex) {
  return resources[provenances[spans.provenance[span]].resource];
}

/** Keys numbered from 0 in order of first appearance. */
class KeyNumbers {
  readonly list: StringIndex[] = [];
  /** By string: the number of the key, counted from 1; 0 where it is none so far. */
  readonly #numbers: Int32Array;

  constructor({ strings }: Dataset) {
    this.#numbers = new Int32Array(strings.length);
  }

  of(key: StringIndex): number {
    if (this.#numbers[key] === 0) this.#numbers[key] = this.list.push(key);
    return this.#numbers[key] - 1;
  }
}
