import type { Dataset } from '../../model/dataset.ts';
import { AttributeType } from '../../model/span-enums.ts';
import type { AttributeIndex, StringIndex } from '../../model/units.ts';

/** Attributes as JSON text. */
export interface WrittenAttributes {
  /** A plain map; of a key that comes twice, the last. */
  readonly map: string;
  /** Whether reading `map` gives the same attributes again: same types, same digits, same order. */
  readonly isExact: boolean;
  /** A list of [key, type, text], which says everything. */
  readonly list: () => string;
}

interface Written {
  readonly key: StringIndex;
  readonly member: string;
  readonly triple: string;
  readonly isExact: boolean;
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;
/** Members with such keys move to the front when JavaScript reads an object. */
const INDEX_KEY = /^\d+$/;
/** Integers that JSON.parse would round; also inside lists and maps. */
const LONG_DIGITS = /\d{16}/;

const TYPE_NAMES = Object.keys(AttributeType) as (keyof typeof AttributeType)[];

/** How many attributes are remembered as text before they are forgotten: enough for those of a system that recur. */
const CACHE_SIZE = 1 << 16;

/** Writes attributes of one data set as JSON. */
export class AttributeWriter {
  readonly #dataset: Dataset;
  readonly #cache = new Map<AttributeIndex, Written>();
  /** Of the attributes being written, by key. */
  readonly #members = new Map<StringIndex, string>();

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  /** The attributes `list[from .. to]`. */
  write(list: { readonly [at: number]: AttributeIndex }, from: number, to: number): WrittenAttributes {
    const members = this.#members;
    members.clear();
    let isExact = true;
    for (let at = from; at < to; at++) {
      const written = this.#written(list[at]);
      members.set(written.key, written.member);
      isExact &&= written.isExact;
    }
    return {
      map: `{${[...members.values()].join(',')}}`,
      isExact: isExact && members.size === to - from,
      list: () => {
        const triples: string[] = [];
        for (let at = from; at < to; at++) triples.push(this.#written(list[at]).triple);
        return `[${triples.join(',')}]`;
      },
    };
  }

  /** The attributes as a map where that is exact, otherwise as a list. */
  writeExact(list: { readonly [at: number]: AttributeIndex }, from: number, to: number): string {
    const written = this.write(list, from, to);
    return written.isExact ? written.map : written.list();
  }

  #written(attribute: AttributeIndex): Written {
    const known = this.#cache.get(attribute);
    if (known) return known;
    const { attributes, strings } = this.#dataset;
    const key = attributes.key[attribute];
    const type = attributes.type[attribute];
    const text = strings.get(attributes.value[attribute]);
    const name = strings.get(key);
    const { json, isExact } = jsonOf(type, text);
    const written = {
      key,
      member: `${JSON.stringify(name)}:${json}`,
      triple: JSON.stringify([name, TYPE_NAMES[type], text]),
      isExact: isExact && !INDEX_KEY.test(name),
    };
    if (this.#cache.size === CACHE_SIZE) this.#cache.clear();
    this.#cache.set(attribute, written);
    return written;
  }
}

/** A value as JSON, and whether `plainAttribute` makes the same type and text of it again. */
function jsonOf(type: AttributeType, text: string): { readonly json: string; readonly isExact: boolean } {
  const number = Number(text);
  switch (type) {
    case AttributeType.STRING:
      return { json: JSON.stringify(text), isExact: true };
    case AttributeType.INT:
      if (!JSON_NUMBER.test(text)) break;
      return { json: text, isExact: Number.isSafeInteger(number) && String(number) === text };
    case AttributeType.DOUBLE:
      if (!JSON_NUMBER.test(text)) break;
      return { json: text, isExact: !Number.isInteger(number) && String(number) === text };
    case AttributeType.BOOL:
      if (text !== 'true' && text !== 'false') break;
      return { json: text, isExact: true };
    case AttributeType.NULL:
      return { json: 'null', isExact: text === '' };
    case AttributeType.JSON:
      if (!isJson(text)) break;
      return { json: text, isExact: !LONG_DIGITS.test(text) && rewritten(text) === text };
    case AttributeType.BYTES:
  }
  return { json: JSON.stringify(text), isExact: false };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What reading `text` and writing it again gives; '' where it nests too deep to tell. */
function rewritten(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return '';
  }
}
