import type { KernelExports } from './kernel-exports.ts';

/**
 * Raw spellings by number, in the order in which they were first met. There may be some that no row has: of records
 * that turned out to be odd or unfinished. The bytes are views of the kernel's memory, good until its next call.
 */
export interface KernelDictionary {
  readonly count: number;
  /** Of all spellings and what finds them. */
  readonly byteLength: number;
  bytesOf(id: number): Uint8Array;
  /** The kernel's memory: a spelling is `memory[from .. to]`, for whoever needs no view of each. */
  readonly memory: Uint8Array;
  fromOf(id: number): number;
  toOf(id: number): number;
  /** Whether they hold a backslash; in `texts` and `pairs` only. */
  isEscaped(id: number): boolean;
}

/**
 * Attributes: template and value. Values that hardly ever come again have a number of their own each time, which is good
 * until the batch is cleared.
 */
export interface PairDictionary extends KernelDictionary {
  /** What stands around the value. */
  templateOf(id: number): number;
}

/** The template of a list's element that has no other: the value is all of it. */
export const WHOLE_ELEMENT = 0;
/** The template of an object's member that has no other: the value is key, colon and value. */
export const WHOLE_MEMBER = 1;

/**
 * What stands before and after the value of attributes that differ in nothing else. A prefix that ends with a quote is
 * that of strings: the value is what stands between the quotes. Without it the value is a number, true, false or null.
 *
 *     {"key":"http.method","value":{"stringValue":"     GET     "}}       element of a list
 *     "http.method":"                                   GET     "         member of an object
 */
export interface TemplateDictionary {
  readonly count: number;
  prefixOf(template: number): Uint8Array;
  suffixOf(template: number): Uint8Array;
}

/** Number, tag and length stand in front of a spelling's bytes, in words. */
const TAG = 1;
const LENGTH = 2;
const HEAD_WORDS = 3;

/** Reads what `assembly/dictionary.ts` has written. */
export class MemoryDictionary implements KernelDictionary {
  readonly #wasm: KernelExports;
  readonly #number: number;
  #memory = new Uint8Array();
  #words = new Uint32Array();
  /** Where the list of places begins, in words. */
  #places = 0;
  #isMoved = true;

  constructor(wasm: KernelExports, number: number) {
    this.#wasm = wasm;
    this.#number = number;
  }

  /** The kernel has run: all of it may be elsewhere. */
  move(): void {
    this.#isMoved = true;
  }

  get count(): number {
    return this.#wasm.dictionaryCount(this.#number);
  }

  get byteLength(): number {
    return this.#wasm.dictionaryLength(this.#number);
  }

  bytesOf(id: number): Uint8Array {
    const head = this.#headOf(id);
    return new Uint8Array(this.#memory.buffer, (head + HEAD_WORDS) * 4, this.#words[head + LENGTH]);
  }

  get memory(): Uint8Array {
    if (this.#isMoved) this.#find();
    return this.#memory;
  }

  fromOf(id: number): number {
    return (this.#headOf(id) + HEAD_WORDS) * 4;
  }

  toOf(id: number): number {
    const head = this.#headOf(id);
    return (head + HEAD_WORDS) * 4 + this.#words[head + LENGTH];
  }

  isEscaped(id: number): boolean {
    return (this.tagOf(id) & 1) === 1;
  }

  protected tagOf(id: number): number {
    const head = this.#headOf(id);
    return this.#words[head + TAG];
  }

  /** Where the head of a spelling is, in words. */
  #headOf(id: number): number {
    if (this.#isMoved) this.#find();
    return this.#words[this.#places + id] >>> 2;
  }

  #find(): void {
    const { buffer } = this.#wasm.memory;
    if (this.#memory.buffer !== buffer) {
      this.#memory = new Uint8Array(buffer);
      this.#words = new Uint32Array(buffer);
    }
    this.#places = this.#wasm.placesAt(this.#number) / 4;
    this.#isMoved = false;
  }
}

/** Their tags are `template << 1 | has a backslash`. */
export class MemoryPairs extends MemoryDictionary implements PairDictionary {
  templateOf(id: number): number {
    return this.tagOf(id) >>> 1;
  }
}

/** Their tags are the length of the prefix; of the first two it says nothing. */
export class MemoryTemplates extends MemoryDictionary implements TemplateDictionary {
  prefixOf(template: number): Uint8Array {
    return this.bytesOf(template).subarray(0, this.#prefixLength(template));
  }

  suffixOf(template: number): Uint8Array {
    return this.bytesOf(template).subarray(this.#prefixLength(template));
  }

  #prefixLength(template: number): number {
    return template > WHOLE_MEMBER ? this.tagOf(template) : 0;
  }
}
