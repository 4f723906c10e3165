import { assert } from '../lib/assert.ts';
import type { KernelTables } from './kernel-tables.ts';
import type { KernelNode } from './node.ts';
import type { Field, RowTable } from './row-table.ts';

const NODE_ACTIONS: Record<KernelNode['is'], number> = {
  skip: 0,
  object: 1,
  list: 2,
  raw: 3,
  record: 4,
  members: 5,
};
const FIELD_ACTIONS: Record<Field['is'], number> = {
  skip: 0,
  traceId: 1,
  spanId: 2,
  text: 3,
  value: 4,
  time: 5,
  integer: 6,
  double: 7,
  attributes: 8,
  entries: 9,
};
const NULLABLE = 1;
const EXACT = 2;

const NODE_WORDS = 2;
const TABLE_WORDS = 10;
const KEY_WORDS = 9;
const MOST_ATTRIBUTE_FIELDS = 16;

const encoder = new TextEncoder();

/** One of the names that a member may have, and what is done with its value. */
interface Key {
  readonly name: string;
  readonly action: number;
  readonly argument?: number;
  readonly slot?: number;
  readonly bit?: number;
  readonly flags?: number;
}

const images = new WeakMap<KernelTables, TableImage>();

/** The image of `tables`, made once: every kernel has them at the same address, `at`, with room for `capacity` bytes. */
export function imageOf(tables: KernelTables, at: number, capacity: number): TableImage {
  let image = images.get(tables);
  if (!image) images.set(tables, (image = new TableImage(tables, at, capacity)));
  return image;
}

/**
 * Tables as they lie in the kernel's memory, in words, references as addresses: `assembly/tables.ts` reads them.
 *
 *     node      action, its argument: an object's keys, a list's element node, a record's table
 *     table     keys, bytes of a row, eight words of the kernel's own
 *     keys      first key, how many, which one to expect; of names in attributes, a number of their field
 *     key       spelling in quotes, its length, action, argument, byte of its slot, bit, flags, the key that came next
 */
class TableImage {
  /** Where the nodes are, one behind the other. */
  readonly nodes: number;
  /** Where the tables are, one behind the other. */
  readonly tables: number;
  /** What goes to the address it was made for. */
  readonly bytes: Uint8Array;
  readonly #room: Uint8Array<ArrayBuffer>;
  readonly #words: Uint32Array;
  readonly #address: number;
  #length = 0;
  #attributeFields = 0;

  /** Of `tables` at `address`, a multiple of 4; throws if they take more than `capacity` bytes. */
  constructor({ nodes, parents, tables }: KernelTables, address: number, capacity: number) {
    this.#room = new Uint8Array(capacity);
    this.#words = new Uint32Array(this.#room.buffer);
    this.#address = address;
    this.nodes = this.#allocate(nodes.length * NODE_WORDS * 4);
    this.tables = this.#allocate(tables.length * TABLE_WORDS * 4);
    const addressOf = (table: RowTable): number => this.tables + tables.indexOf(table) * TABLE_WORDS * 4;
    const childrenOf = nodes.map((): number[] => []);
    for (const [child, parent] of parents.entries()) if (parent >= 0) childrenOf[parent].push(child);
    for (const [number, node] of nodes.entries()) {
      const children = childrenOf[number];
      let argument = 0;
      if (node.is === 'object')
        argument = this.#writeKeys(
          Object.keys(node.members).map((name, member) => ({ name, action: children[member] })),
        );
      else if (node.is === 'list') argument = children[0];
      else if (node.is === 'record') argument = addressOf(node.table);
      this.#writeWords(this.nodes + number * NODE_WORDS * 4, [NODE_ACTIONS[node.is], argument]);
    }
    for (const table of tables) {
      const keys = this.#writeKeys(this.#keysOf(table, addressOf));
      this.#writeWords(addressOf(table), [keys, table.stride * 4]);
    }
    this.bytes = this.#room.slice(0, this.#length);
  }

  #keysOf(table: RowTable, addressOf: (table: RowTable) => number): Key[] {
    return Object.entries(table.fields).flatMap(([fieldName, field]) => {
      let argument = 0;
      if (field.is === 'time') argument = field.unit;
      else if (field.is === 'entries') argument = addressOf(field.table);
      else if (field.is === 'attributes')
        argument = this.#writeKeys(
          (field.fixed ?? []).map((name) => ({ name, action: 0 })),
          this.#attributeFields++,
        );
      const isExact = (field.is === 'traceId' || field.is === 'spanId') && field.exact === true;
      assert(this.#attributeFields <= MOST_ATTRIBUTE_FIELDS, 'not more fields of attributes');
      return field.keys.map((name) => ({
        name,
        action: FIELD_ACTIONS[field.is],
        argument,
        slot: table.slots[fieldName],
        bit: table.bits[fieldName],
        flags: (field.nullable === true ? NULLABLE : 0) | (isExact ? EXACT : 0),
      }));
    });
  }

  #writeKeys(keys: readonly Key[], field = 0): number {
    const set = this.#allocate(16);
    const first = this.#allocate(keys.length * KEY_WORDS * 4);
    this.#writeWords(set, [first, keys.length, first, field]);
    for (const [at, { name, action, argument = 0, slot = 0, bit = 0, flags = 0 }] of keys.entries()) {
      const spelling = encoder.encode(`"${name}"`);
      const address = this.#allocate(spelling.length);
      this.#room.set(spelling, address - this.#address);
      const key = first + at * KEY_WORDS * 4;
      const next = at + 1 < keys.length ? key + KEY_WORDS * 4 : first;
      this.#writeWords(key, [address, spelling.length, action, argument, slot * 4, bit, flags, next]);
    }
    return set;
  }

  #writeWords(address: number, words: readonly number[]): void {
    this.#words.set(words, (address - this.#address) / 4);
  }

  /** The address of room that begins at a multiple of 4, all zeros. */
  #allocate(byteLength: number): number {
    const address = this.#address + this.#length;
    this.#length += (byteLength + 3) & ~3;
    assert(this.#length <= this.#room.length, 'the tables fit into the kernel');
    return address;
  }
}
