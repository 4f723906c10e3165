import { OPEN_BRACE, OPEN_BRACKET } from './ascii.ts';
import type { ByteWindow } from './byte-window.ts';
import { JsonParser } from './json-parser.ts';
import type { OpenerList } from './opener-list.ts';
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
  /** The place of all of them in the outline. */
  node: OutlineNode | null = null;
  /** Where in the whole text the value or container begins that the receiver was last told of. */
  place = 0;
  readonly #window: ByteWindow;
  readonly #openers: OpenerList;
  readonly #notice: NoticeListener;
  readonly #parser: JsonParser;
  /** Begin and end of each, in the window. */
  #places: number[] = [];
  /** By value: the first of its openers. */
  #firstOpeners: number[] = [];
  /** Of the value that is told: its place in the whole text, and the opener to go on with. */
  #start = 0;
  #opener = 0;

  /** `openers` are those of the values in the batch. */
  constructor(window: ByteWindow, openers: OpenerList, notice: NoticeListener) {
    this.#window = window;
    this.#openers = openers;
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

  add(node: OutlineNode, from: number, to: number, firstOpener: number): void {
    this.node = node;
    this.#places.push(from, to);
    this.#firstOpeners.push(firstOpener);
  }

  /**
   * Parses what waits and tells `receiver`; what does not parse is counted. Where that is a container, the batch is given
   * up from there on, and the answer is where it begins; else -1.
   */
  flush(receiver: RecordReceiver, needsRepair: boolean): number {
    const places = this.#places;
    const firstOpeners = this.#firstOpeners;
    this.#places = [];
    this.#firstOpeners = [];
    if (places.length === 2) return this.#parseOneByOne(places, firstOpeners, receiver, needsRepair);
    let values: unknown[];
    try {
      values = this.#parser.parseList(this.#window.bytes, places[0], places.at(-1)!, needsRepair);
    } catch {
      return this.#parseOneByOne(places, firstOpeners, receiver, needsRepair);
    }
    for (let i = 0; i < values.length; i++) this.#tell(values[i], places[2 * i], firstOpeners[i], receiver);
    return -1;
  }

  #parseOneByOne(
    places: readonly number[],
    firstOpeners: readonly number[],
    receiver: RecordReceiver,
    needsRepair: boolean,
  ): number {
    const { bytes } = this.#window;
    for (let i = 0; i < places.length; i += 2) {
      const from = places[i];
      const to = places[i + 1];
      let value: unknown;
      try {
        value = this.#parser.parse(bytes, from, to, needsRepair);
      } catch {
        if (this.node!.isContainerFrom(bytes[from])) return from;
        this.#notice('invalid', from, 'not JSON', 1, to);
        continue;
      }
      this.#tell(value, from, firstOpeners[i / 2], receiver);
    }
    return -1;
  }

  /** `from` is where the value begins, in the window. */
  #tell(value: unknown, from: number, firstOpener: number, receiver: RecordReceiver): void {
    this.#start = this.#window.base + from;
    this.#opener = firstOpener + 1;
    this.#emit(this.node!, value, receiver, this.#start, 0);
  }

  /** Recursion goes as deep as the outline, not the data; `depth` is that of the value in the record. */
  #emit(node: OutlineNode, value: unknown, receiver: RecordReceiver, place: number, depth: number): void {
    this.place = place;
    if (!isObject(value) || !node.isContainerFrom(Array.isArray(value) ? OPEN_BRACKET : OPEN_BRACE)) {
      try {
        receiver.value(node.path, value);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#notice('invalid', place - this.#window.base, reason, 1);
      }
      return;
    }
    receiver.open(node.path);
    if (Array.isArray(value)) {
      const element = node.element();
      for (const member of value)
        this.#emit(element, member, receiver, this.#placeOf(member, place, depth + 1), depth + 1);
    } else
      for (const [key, member] of Object.entries(value))
        this.#emit(node.field(key), member, receiver, this.#placeOf(member, place, depth + 1), depth + 1);
    this.place = place;
    receiver.close(node.path);
  }

  /** Where the next member begins: that of its opener, or of the list or object `around` it where it has none. */
  #placeOf(member: unknown, around: number, depth: number): number {
    if (!isObject(member)) return around;
    const opener = this.#openers.find(this.#opener, depth);
    if (opener < 0) return around;
    this.#opener = opener + 1;
    return this.#start + this.#openers.placeOf(opener);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
