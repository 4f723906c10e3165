import { isOpener } from './ascii.ts';
import type { ByteWindow } from './byte-window.ts';
import { JsonParser } from './json-parser.ts';
import type { OutlineNode } from './outline.ts';

/** Hears what a document holds, in order. Only `value` may throw: its record then counts as invalid. */
export interface RecordReceiver {
  open(path: string): void;
  value(path: string, value: unknown): void;
  close(path: string): void;
}

/** Told of something wrong at `from`, or to be looked for in `from .. to`. */
type NoticeListener = (
  kind: 'invalid' | 'non-number' | 'utf8',
  from: number,
  reason: string,
  count: number,
  to?: number,
) => void;

/** Values that wait to be parsed at once: neighbours in a list with one comma between any two, or a single one. */
export class RecordBatch {
  /** The place of all of them. */
  node: OutlineNode | null = null;
  readonly #window: ByteWindow;
  readonly #notice: NoticeListener;
  readonly #parser: JsonParser;
  /** Begin and end of each, in the window. */
  #places: number[] = [];

  constructor(window: ByteWindow, notice: NoticeListener) {
    this.#window = window;
    this.#notice = notice;
    this.#parser = new JsonParser((kind, count, from) => notice(kind, from, 'in the record here', count));
  }

  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  /** Bytes from the first to the last, commas and blanks included. */
  get byteLength(): number {
    return this.isEmpty ? 0 : this.#places.at(-1)! - this.#places[0];
  }

  add(node: OutlineNode, from: number, to: number): void {
    this.node = node;
    this.#places.push(from, to);
  }

  /**
   * Parses what waits and tells `receiver`; what does not parse is counted. Where that is a container, the batch is given
   * up from there on, and the answer is where it begins; else -1.
   */
  flush(receiver: RecordReceiver, needsRepair: boolean): number {
    const places = this.#places;
    this.#places = [];
    if (places.length === 2) return this.#parseOneByOne(places, receiver, needsRepair);
    let values: unknown[];
    try {
      values = this.#parser.parseList(this.#window.bytes, places[0], places.at(-1)!, needsRepair);
    } catch {
      return this.#parseOneByOne(places, receiver, needsRepair);
    }
    for (let i = 0; i < values.length; i++) this.#emit(this.node!, values[i], receiver, places[2 * i]);
    return -1;
  }

  #parseOneByOne(places: readonly number[], receiver: RecordReceiver, needsRepair: boolean): number {
    const { bytes } = this.#window;
    for (let i = 0; i < places.length; i += 2) {
      const from = places[i];
      const to = places[i + 1];
      let value: unknown;
      try {
        value = this.#parser.parse(bytes, from, to, needsRepair);
      } catch {
        if (this.node!.isContainer && isOpener(bytes[from])) return from;
        this.#notice('invalid', from, 'not JSON', 1, to);
        continue;
      }
      this.#emit(this.node!, value, receiver, from);
    }
    return -1;
  }

  /** Recursion goes as deep as the outline, not the data. `from` is where the record begins, for notices. */
  #emit(node: OutlineNode, value: unknown, receiver: RecordReceiver, from: number): void {
    if (!node.isContainer || typeof value !== 'object' || value === null) {
      try {
        receiver.value(node.path, value);
      } catch (error) {
        this.#notice('invalid', from, error instanceof Error ? error.message : String(error), 1);
      }
      return;
    }
    receiver.open(node.path);
    if (Array.isArray(value)) {
      const element = node.element();
      for (const member of value) this.#emit(element, member, receiver, from);
    } else
      for (const [key, member] of Object.entries(value)) this.#emit(node.field(key), member, receiver, from);
    receiver.close(node.path);
  }
}
