import type { ByteWindow } from './byte-window.ts';
import { parseJson, parseJsonList, type ParsedJson } from './json-parser.ts';
import type { OutlineNode } from './outline.ts';
import type { Teller } from './teller.ts';

/** Bytes parsed at once. Larger gains nothing; smaller pays JSON.parse's start more often. */
const BATCH_BYTES = 1 << 17;

/** Told of something wrong at `from`, or to be looked for in `from .. to`. */
export type NoticeListener = (
  kind: 'invalid' | 'non-number' | 'utf8',
  from: number,
  reason: string,
  count: number,
  to?: number,
) => void;

/** Values that wait to be parsed at once: neighbours in a list with one comma between any two, or a single one. */
export class RecordBatch {
  /** The place of all of them in the outline. */
  #node: OutlineNode | null = null;
  readonly #window: ByteWindow;
  readonly #teller: Teller;
  readonly #notice: NoticeListener;
  /** Begin and end of each, in the window. */
  #places: number[] = [];

  constructor(window: ByteWindow, teller: Teller, notice: NoticeListener) {
    this.#window = window;
    this.#teller = teller;
    this.#notice = notice;
  }

  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  get isFull(): boolean {
    return !this.isEmpty && this.#places.at(-1)! - this.#places[0] >= BATCH_BYTES;
  }

  add(node: OutlineNode, from: number, to: number): void {
    this.#node = node;
    this.#places.push(from, to);
  }

  /** Parses what waits and tells it; what does not parse is counted. */
  flush(needsRepair: boolean): void {
    const places = this.#places;
    this.#places = [];
    const values = places.length > 2 ? this.#parseAtOnce(places, needsRepair) : null;
    for (let i = 0; i < places.length; i += 2)
      if (values) this.#tell(values[i / 2], places[i]);
      else this.#readOne(places[i], places[i + 1], needsRepair);
  }

  /** Null where one of them does not parse or is mended: then it matters which. */
  #parseAtOnce(places: readonly number[], needsRepair: boolean): readonly unknown[] | null {
    try {
      const parsed = parseJsonList(this.#window.bytes, places[0], places.at(-1)!, needsRepair);
      return parsed.nonNumberCount + parsed.replacedCount > 0 ? null : (parsed.value as unknown[]);
    } catch {
      return null;
    }
  }

  #readOne(from: number, to: number, needsRepair: boolean): void {
    let parsed: ParsedJson;
    try {
      parsed = parseJson(this.#window.bytes, from, to, needsRepair);
    } catch {
      return this.#notice('invalid', from, 'not JSON', 1, to);
    }
    const { nonNumberCount, replacedCount } = parsed;
    if (nonNumberCount > 0) this.#notice('non-number', from, MENDED, nonNumberCount);
    if (replacedCount > 0) this.#notice('utf8', from, MENDED, replacedCount);
    this.#tell(parsed.value, from);
  }

  #tell(value: unknown, from: number): void {
    this.#teller.value(this.#node!.path, value, this.#window.base + from);
  }
}

/** Where a mended value is told of. */
export const MENDED = 'in the record here';
