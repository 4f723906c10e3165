import { assert } from '../lib/assert.ts';
import { type KernelBatch, MemoryRows } from './kernel-batch.ts';
import {
  type KernelDictionary,
  MemoryDictionary,
  MemoryPairs,
  MemoryTemplates,
  type PairDictionary,
  type TemplateDictionary,
} from './kernel-dictionary.ts';
import type { KernelExports } from './kernel-exports.ts';
import type { KernelTables } from './kernel-tables.ts';
import { compiledKernel } from './kernel-module.ts';
import type { RowTable } from './row-table.ts';
import { imageOf } from './table-image.ts';

/**
 * - `more`: everything whole was read; what is behind `at` waits for the next chunk.
 * - `full`: there is enough in the batch: take it, clear it and go on.
 * - `done`: the document ended; `at` is behind it.
 * - `stopped`: what is behind `at` is not for the kernel.
 */
export type KernelResult = 'more' | 'full' | 'done' | 'stopped';
const RESULTS: readonly KernelResult[] = ['more', 'full', 'done', 'stopped'];

/**
 * Why the kernel stopped. `syntax`: no strict JSON. `shape`: a value is of another kind than its node, or a key of a
 * walked object is spelled with escapes. `depth`: more than 512 levels. `memory`: there is no more of it. `cut-off`:
 * the text ends inside a value.
 */
export type StopReason = 'syntax' | 'shape' | 'depth' | 'memory' | 'cut-off';
const STOP_REASONS: readonly StopReason[] = ['cut-off', 'syntax', 'shape', 'depth', 'memory'];

/** An open list or object: its node, and where it begins in the whole text. */
export interface KernelFrame {
  readonly node: number;
  readonly start: number;
}

/** Rows, attributes and tape of a batch, in bytes: all of it stays in the processor's cache until it is taken. */
const BATCH_BYTES = 1 << 20;

/** A kernel of its own memory, or null where WebAssembly with SIMD is missing or forbidden. */
export function createKernel(batchBytes = BATCH_BYTES): Kernel | null {
  const compiled = compiledKernel();
  if (!compiled) return null;
  const { exports } = new WebAssembly.Instance(compiled);
  return new Kernel(exports as unknown as KernelExports, batchBytes);
}

/**
 * Walks JSON text as tables say, from bytes to rows, without an object or a string for any of it. It knows bytes and
 * nothing else: what they mean is said by those who wrote the tables, once for every distinct spelling.
 *
 *     text in the window ──read──►  batch: tape of lists, objects and kept values; rows between them
 *                                   dictionaries: every distinct spelling, by number
 *
 * It takes nothing that JSON.parse would refuse. What is valid but not what the tables say is handed back: a record as an
 * event on the tape, anything else by stopping in front of it.
 */
export class Kernel {
  readonly #wasm: KernelExports;
  #tables: KernelTables | null = null;
  readonly texts: KernelDictionary;
  readonly values: KernelDictionary;
  /** 16 bytes each. */
  readonly traces: KernelDictionary;
  readonly pairs: PairDictionary;
  readonly templates: TemplateDictionary;
  readonly #dictionaries: readonly MemoryDictionary[];
  #opening: Uint8Array | null = null;
  /** By number of the table. */
  readonly #rows: MemoryRows[] = [];

  constructor(wasm: KernelExports, batchBytes: number) {
    this.#wasm = wasm;
    const texts = new MemoryDictionary(wasm, 0);
    const values = new MemoryDictionary(wasm, 1);
    const traces = new MemoryDictionary(wasm, 2);
    const pairs = new MemoryPairs(wasm, 3);
    const templates = new MemoryTemplates(wasm, 4);
    this.texts = texts;
    this.values = values;
    this.traces = traces;
    this.pairs = pairs;
    this.templates = templates;
    this.#dictionaries = [texts, values, traces, pairs, templates];
    wasm.setBatchLimit(batchBytes);
  }

  /** What it reads by; null where none are loaded. */
  get tables(): KernelTables | null {
    return this.#tables;
  }

  /** All the memory it has, in bytes: it never has less again. */
  get memoryBytes(): number {
    return this.#wasm.memory.buffer.byteLength;
  }

  /** Reads by `tables` from now on. Forgets everything but what is in the window. False if there is no memory. */
  load(tables: KernelTables): boolean {
    this.unload();
    this.#tables = tables;
    const wasm = this.#wasm;
    const at = wasm.tablesAt();
    const image = imageOf(tables, at, wasm.tablesSize());
    new Uint8Array(wasm.memory.buffer).set(image.bytes, at);
    this.#noteMove();
    return wasm.load(image.nodes, image.tables, tables.tables.length) !== 0;
  }

  /** Gives the rows of its tables back. Others are to be loaded before it reads again. */
  unload(): void {
    this.#tables = null;
    this.#wasm.unload();
  }

  /** The memory that holds the text. Good until the next call of anything here. */
  get window(): Uint8Array {
    return new Uint8Array(this.#wasm.memory.buffer, this.#wasm.windowAt(), this.#wasm.windowCapacity());
  }

  /** Makes the window at least `capacity` bytes large, what is in it kept; false if there is no memory for it. */
  reserveWindow(capacity: number): boolean {
    this.#noteMove();
    return this.#wasm.reserveWindow(capacity) !== 0;
  }

  /** How many line feeds stand at `from .. to` of the window. */
  countLineFeeds(from: number, to: number): number {
    return this.#wasm.countLineFeeds(from, to);
  }

  /**
   * Stands in the innermost of `frames`, outermost first, behind its opener or behind a value in it; without frames in
   * front of a document. False if that is too deep.
   */
  begin(frames: readonly KernelFrame[] = [], last: 'opener' | 'value' = 'opener'): boolean {
    this.#wasm.leaveFrames();
    for (const { node, start } of frames) if (this.#wasm.enterFrame(node, start) === 0) return false;
    this.#wasm.setLast(last === 'value' ? 1 : 0);
    return true;
  }

  /** From now on the text ends, with `cut-off`, before a line that begins with `opening`, unless that is empty: 32 bytes at most. */
  setOpening(opening: Uint8Array): void {
    if (opening === this.#opening) return;
    this.#opening = opening;
    new Uint8Array(this.#wasm.memory.buffer).set(opening, this.#wasm.openingAt());
    this.#wasm.setOpening(opening.length);
  }

  /**
   * Reads on from `at` in the window, of which `end` bytes are text: the first of them at `base` in the whole text.
   * `isLast`: nothing comes after them. Bytes behind `end` are written over.
   */
  read(at: number, end: number, base: number, isLast: boolean): KernelResult {
    this.#noteMove();
    return RESULTS[this.#wasm.read(at, end, base, isLast ? 1 : 0)];
  }

  /** Where reading goes on, in the window: behind an opener or a whole member; separators are read again. */
  get at(): number {
    return this.#wasm.readEnd();
  }

  get stopReason(): StopReason {
    return STOP_REASONS[this.#wasm.stopReason()];
  }

  /** The open lists and objects, outermost first. */
  frames(): KernelFrame[] {
    const wasm = this.#wasm;
    return Array.from({ length: wasm.openCount() }, (_, depth) => ({
      node: wasm.frameNode(depth),
      start: wasm.frameStart(depth),
    }));
  }

  /** Tape and rows since the last `clear`. The window must not move before they are taken. */
  batch(): KernelBatch {
    const wasm = this.#wasm;
    const { buffer } = wasm.memory;
    return {
      tape: new Uint32Array(buffer, wasm.tapeAt(), wasm.tapeLength() / 4),
      rowsOf: (table) => {
        const number = this.#numberOf(table);
        return (this.#rows[number] ??= new MemoryRows()).move(buffer, {
          length: wasm.rowCount(number),
          rowsAt: wasm.rowsAt(number),
          attributesAt: wasm.attributesAt(number),
        });
      },
    };
  }

  /** Drops tape and rows. */
  clear(): void {
    this.#wasm.clear();
  }

  /** Memory of all dictionaries, in bytes. */
  get dictionaryBytes(): number {
    return this.texts.byteLength + this.values.byteLength + this.traces.byteLength + this.pairs.byteLength;
  }

  /** Forgets all spellings but the templates; the batch must have been taken and cleared. False if there is no memory. */
  resetDictionaries(): boolean {
    this.#noteMove();
    return this.#wasm.resetDictionaries() !== 0;
  }

  #noteMove(): void {
    for (const dictionary of this.#dictionaries) dictionary.move();
  }

  #numberOf(table: RowTable): number {
    const number = this.#tables?.tables.indexOf(table) ?? -1;
    assert(number >= 0, 'a table that was loaded');
    return number;
  }
}
