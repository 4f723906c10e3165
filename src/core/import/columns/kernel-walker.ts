import { CLOSE_BRACE, OPEN_BRACE, OPEN_BRACKET } from '../../json/ascii.ts';
import type { DocumentWalker, WalkedText } from '../../json/document-walker.ts';
import type { Frame } from '../../json/frame-stack.ts';
import type { OutlineNode } from '../../json/outline.ts';
import { TAPE_WORDS, TapeKind } from '../../kernel/kernel-batch.ts';
import type { Kernel, KernelFrame } from '../../kernel/kernel.ts';
import type { KernelTables } from '../../kernel/kernel-tables.ts';
import type { Json } from '../format.ts';
import type { RowReader } from './format-columns.ts';
import { CLOSER, joinBytes, OPENER, parseSpelling } from './parse-spelling.ts';
import type { SpanColumns } from './span-columns.ts';

/** Spellings are forgotten beyond this many bytes of them. */
const MOST_DICTIONARY_BYTES = 1 << 24;
/** Values that are kept parsed, by count and bytes of their spelling: a file has few resources, or a new one each time. */
const MOST_PARSED = 1 << 12;
const LARGEST_PARSED = 1 << 12;

/** Walks documents with the kernel: its tape goes to the reader of their format, its rows to the columns. */
export class KernelWalker implements DocumentWalker {
  at = 0;
  readonly #kernel: Kernel;
  readonly #tables: KernelTables;
  readonly #rows: RowReader;
  readonly #columns: SpanColumns;
  /** The first node of each path, of objects and of lists. */
  readonly #objects: ReadonlyMap<string, number>;
  readonly #lists: ReadonlyMap<string, number>;
  /** By number, of values that come again. */
  readonly #parsed = new Map<number, Json>();
  #text: WalkedText | null = null;

  constructor(kernel: Kernel, tables: KernelTables, rows: RowReader, columns: SpanColumns) {
    this.#kernel = kernel;
    this.#tables = tables;
    this.#rows = rows;
    this.#columns = columns;
    this.#objects = firstByPath(tables, 'object');
    this.#lists = firstByPath(tables, 'list');
  }

  canWalk(frame: Frame): boolean {
    return this.#nodeOf(frame) !== undefined;
  }

  begin(text: WalkedText): boolean {
    this.#text = text;
    if (this.#kernel.tables !== this.#tables) {
      this.#forget(true);
      if (!this.#kernel.load(this.#tables)) return false;
    }
    const open: KernelFrame[] = [];
    const { all, innermost } = text.frames;
    let node = this.#nodeOf(innermost!)!;
    for (const { start } of all.toReversed()) {
      open.push({ node, start });
      node = this.#tables.parents[node];
    }
    this.#kernel.setOpening(text.opening.bytes);
    return this.#kernel.begin(open.toReversed(), innermost!.last === 'value' ? 'value' : 'opener');
  }

  walk(at: number, isLast: boolean): 'more' | 'done' | 'stopped' {
    const { window, frames } = this.#text!;
    this.at = at;
    for (;;) {
      const result = this.#kernel.read(this.at, window.length, window.base, isLast);
      this.at = this.#kernel.at;
      this.#take();
      if (result === 'full') continue;
      if (this.#kernel.dictionaryBytes > MOST_DICTIONARY_BYTES) {
        this.#kernel.resetDictionaries();
        this.#forget(false);
      }
      const { innermost } = frames;
      if (innermost) innermost.last = window.base + this.at === innermost.start + 1 ? 'opener' : 'value';
      return result;
    }
  }

  settle(): void {
    this.#columns.flush();
  }

  /** Tells what the kernel has read, in the order of the text. */
  #take(): void {
    const { window, teller } = this.#text!;
    const batch = this.#kernel.batch();
    const { tape } = batch;
    const { length } = batch.rowsOf(this.#tables.tables[0]);
    this.#rows.begin(batch);
    let row = 0;
    for (let event = 0; event < tape.length; event += TAPE_WORDS) {
      const kind = tape[event] & 0xff;
      const node = tape[event] >>> 8;
      const rowsBefore = tape[event + 3];
      if (rowsBefore > row) this.#rows.add(row, rowsBefore);
      row = rowsBefore;
      if (kind === TapeKind.OPEN) this.#open(node, tape[event + 1] + tape[event + 2] * 2 ** 32);
      else if (kind === TapeKind.CLOSE) this.#close();
      else if (kind === TapeKind.VALUE)
        teller.value(
          this.#tables.paths[node],
          this.#parse(node, tape[event + 1]),
          window.base + tape[event + 2],
        );
      else {
        this.#columns.flush();
        const from = tape[event + 1];
        const value = parseSpelling(window.bytes, from, tape[event + 2]);
        teller.value(this.#tables.paths[node], value, window.base + from);
      }
    }
    if (length > row) this.#rows.add(row, length);
    this.#kernel.clear();
  }

  #open(node: number, place: number): void {
    const { frames, teller } = this.#text!;
    const { nodes, paths } = this.#tables;
    const opener = nodes[node].is === 'object' ? OPEN_BRACE : OPEN_BRACKET;
    frames.enter(this.#outlineOf(frames.innermost!.node, paths[node]), opener, place);
    teller.open(paths[node], place);
  }

  #close(): void {
    const { frames, teller } = this.#text!;
    const { node, start } = frames.leave()!;
    teller.close(node.path, start);
  }

  /** The place at `path`, which lies in `around`. */
  #outlineOf(around: OutlineNode, path: string): OutlineNode {
    if (path.endsWith('[]')) return around.element();
    return around.field(path.slice(around.path === '' ? 0 : around.path.length + 1));
  }

  /** A kept member is an object of its own. */
  #parse(node: number, value: number): Json {
    const known = this.#parsed.get(value);
    if (known !== undefined) return known;
    const bytes = this.#kernel.values.bytesOf(value);
    const isMember = this.#tables.nodes[node].is === 'members';
    const parsed = parseSpelling(isMember ? joinBytes([OPENER, bytes, CLOSER]) : bytes);
    if (bytes.length > LARGEST_PARSED) return parsed;
    if (this.#parsed.size === MOST_PARSED) this.#parsed.clear();
    this.#parsed.set(value, parsed);
    return parsed;
  }

  #nodeOf({ node, closer }: Frame): number | undefined {
    return (closer === CLOSE_BRACE ? this.#objects : this.#lists).get(node.path);
  }

  #forget(templates: boolean): void {
    this.#parsed.clear();
    this.#rows.forget(templates);
  }
}

function firstByPath({ nodes, paths }: KernelTables, kind: 'object' | 'list'): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [number, node] of nodes.entries())
    if (node.is === kind && !numbers.has(paths[number])) numbers.set(paths[number], number);
  return numbers;
}
