import { NO_STRING, type Dataset } from '../model/dataset.ts';
import {
  EXCEPTION_EVENT_NAMES,
  EXCEPTION_MESSAGE_KEYS,
  EXCEPTION_STACK_KEYS,
  EXCEPTION_TYPE_KEYS,
} from '../model/exception-keys.ts';
import type { AttributeIndex, StringIndex } from '../model/units.ts';

/** Also of a log, so that it tells no exception alone. */
const MESSAGE_KEYS = [...EXCEPTION_MESSAGE_KEYS, 'message'];

/** What an event says of the exception it records; `NO_STRING` where it says nothing. */
export interface ExceptionEvent {
  readonly type: StringIndex;
  readonly message: StringIndex;
}

/** Tells which events record exceptions: by their name ("exception", "error") or by an attribute only those have. */
export class ExceptionReader {
  readonly #dataset: Dataset;
  readonly #typeKeys: readonly StringIndex[];
  readonly #messageKeys: readonly StringIndex[];
  readonly #ownKeys: ReadonlySet<StringIndex>;
  readonly #names: ReadonlySet<StringIndex>;
  readonly #spokenFor: ReadonlySet<StringIndex>;

  constructor(dataset: Dataset) {
    const find = (texts: readonly string[]) =>
      texts.map((text) => dataset.strings.find(text) as StringIndex).filter((id) => id !== NO_STRING);
    this.#dataset = dataset;
    this.#typeKeys = find(EXCEPTION_TYPE_KEYS);
    this.#messageKeys = find(MESSAGE_KEYS);
    this.#ownKeys = new Set([...this.#typeKeys, ...find(EXCEPTION_MESSAGE_KEYS)]);
    this.#names = new Set(find(EXCEPTION_EVENT_NAMES));
    this.#spokenFor = new Set([...this.#typeKeys, ...this.#messageKeys, ...find(EXCEPTION_STACK_KEYS)]);
  }

  /** What the event at `row` says of an exception; null where it records none. */
  read(row: number): ExceptionEvent | null {
    const { attributes, events } = this.#dataset;
    const name = events.name[row] as StringIndex;
    let isException = this.#names.has(name);
    for (let at = events.attributeStart[row]; !isException && at < events.attributeStart[row + 1]; at++)
      isException = this.#ownKeys.has(attributes.key[events.attributeList[at]]);
    if (!isException) return null;
    const message = this.#valueOf(row, this.#messageKeys);
    return {
      type: this.#valueOf(row, this.#typeKeys),
      message: message === NO_STRING && !this.#names.has(name) ? name : message,
    };
  }

  /** Whether an attribute of an exception is said by its type and message, or is its stack trace. */
  isSpokenFor(attribute: AttributeIndex): boolean {
    return this.#spokenFor.has(this.#dataset.attributes.key[attribute]);
  }

  /** The value of the first of `keys` that the event has. */
  #valueOf(row: number, keys: readonly StringIndex[]): StringIndex {
    const { attributes, events } = this.#dataset;
    for (const key of keys)
      for (let at = events.attributeStart[row]; at < events.attributeStart[row + 1]; at++)
        if (attributes.key[events.attributeList[at]] === key)
          return attributes.value[events.attributeList[at]];
    return NO_STRING;
  }
}
