import { findTraces } from '../analyze/search.ts';
import { sortTraces } from '../analyze/trace-order.ts';
import { toTraceSet, traceRange, type TraceSet } from '../analyze/trace-set.ts';
import { giveWay } from '../lib/give-way.ts';
import type { Dataset } from '../model/dataset.ts';
import type { TraceFilter } from '../model/filter.ts';
import type { Cancellable } from '../model/source.ts';
import { assertAwaited } from './assert-awaited.ts';
import type { TraceSort } from './protocol.ts';

/** Traces searched before giving way: some 10 ms of the slowest search. */
const CHUNK = 1 << 14;

/** What was found or sorted last, and for which question. */
interface Kept {
  readonly question: string;
  readonly traces: TraceSet;
}

/** Finds and sorts the traces of a data set, and keeps what it found last: views ask for the same ones in several ways. */
export class TraceFinder {
  readonly #dataset: Dataset;
  #found: Kept | null = null;
  #sorted: Kept | null = null;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  /** The traces that pass `filter`, in order of first appearance. Gives way in between; a cancelled search throws. */
  async find(filter: TraceFilter, context: Cancellable): Promise<TraceSet> {
    const question = JSON.stringify(filter);
    const known = recall(this.#found, question);
    if (known) return known;
    const traces = await search(this.#dataset, filter, context);
    this.#found = { question, traces };
    return traces;
  }

  /** The traces that pass `filter`, sorted. */
  async findSorted(filter: TraceFilter, sort: TraceSort, context: Cancellable): Promise<TraceSet> {
    const question = JSON.stringify([filter, sort]);
    const known = recall(this.#sorted, question);
    if (known) return known;
    const traces = sortTraces(this.#dataset, await this.find(filter, context), sort);
    this.#sorted = { question, traces };
    return traces;
  }
}

function recall(kept: Kept | null, question: string): TraceSet | null {
  return kept?.question === question ? kept.traces : null;
}

async function search(dataset: Dataset, filter: TraceFilter, context: Cancellable): Promise<TraceSet> {
  const { length } = dataset.traces;
  const found = new Int32Array(length);
  let count = 0;
  for (let from = 0; from < length; from += CHUNK) {
    const part = findTraces(dataset, filter, traceRange(from, Math.min(from + CHUNK, length)));
    found.set(part, count);
    count += part.length;
    await giveWay(); // so that a cancel can be heard
    assertAwaited(context);
  }
  return toTraceSet(found.slice(0, count));
}
