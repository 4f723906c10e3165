import { SpanStore } from '../../src/core/aggregator/span-store.ts';
import { readSource } from '../../src/core/import/read-source.ts';
import type { Dataset } from '../../src/core/model/dataset.ts';
import type { SourceFile } from '../../src/core/model/source.ts';

/** What is done with a file: only read; parsed whole by JSON.parse; read into a data set. */
export type Job = 'read' | 'parse' | 'ingest';

/** Milliseconds: of CPU where that can be asked for, else of the clock on the wall. */
export type Clock = () => number;

/** What a job gave; its times are those of its clock. */
export interface Outcome {
  /** From the first byte asked for to the last row, or to the last byte read. */
  readonly ms: number;
  /** Of laying out what was read. */
  readonly layoutMs: number;
  readonly spanCount: number;
  /** Of the columns of the span table, attributes of spans among them. */
  readonly columnBytes: number;
  /** Of all typed arrays of the data set, dictionaries among them. */
  readonly heldBytes: number;
}

const NOTHING: Outcome = { ms: 0, layoutMs: 0, spanCount: 0, columnBytes: 0, heldBytes: 0 };

/** What keeps what a job made from being collected until its memory was measured. */
export const held: unknown[] = [];

/** Reads `source` into a data set and lays it out. */
export async function ingest(source: SourceFile, now: Clock): Promise<Outcome> {
  const context = { isCancelled: () => false, onProgress: () => undefined };
  const store = new SpanStore();
  const begin = now();
  const report = await store.addFrom((sink) => readSource(source, sink, context));
  const read = now();
  const dataset = (await store.finish())!;
  const end = now();
  held.push(store);
  return {
    ms: read - begin,
    layoutMs: end - read,
    spanCount: report.spanCount,
    columnBytes: columnBytes(dataset),
    heldBytes: store.byteLength,
  };
}

/** Does `parse` and holds what it gives. */
export async function parse(read: () => Promise<string>, isLines: boolean, now: Clock): Promise<Outcome> {
  const begin = now();
  const text = await read();
  held.push(isLines ? parseLines(text) : JSON.parse(text));
  return { ...NOTHING, ms: now() - begin };
}

/** Does `read`. */
export async function readOnly(read: () => Promise<void>, now: Clock): Promise<Outcome> {
  const begin = now();
  await read();
  return { ...NOTHING, ms: now() - begin };
}

function parseLines(text: string): unknown[] {
  const values: unknown[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to > from) values.push(JSON.parse(text.slice(from, to)));
    from = to + 1;
  }
  return values;
}

function columnBytes({ spans }: Dataset): number {
  return Object.values(spans).reduce(
    (sum: number, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    0,
  );
}
