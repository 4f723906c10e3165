import { Growable } from './memory.ts';
import { readString } from './string.ts';
import { end, isEqual, QUOTE, unexpected } from './text.ts';

/** What is done at a node of the tree. The argument: */
export const enum NodeAction {
  SKIP,
  /** the keys of its members, whose argument is the number of a node; */
  OBJECT,
  /** the number of its element's node; */
  LIST,
  RAW,
  /** the table; */
  RECORD,
  /** none. */
  MEMBERS,
}

/** How a field is read. The argument: */
export const enum FieldAction {
  SKIP,
  TRACE_ID,
  SPAN_ID,
  TEXT,
  VALUE,
  /** nanoseconds of a unit; */
  TIME,
  INTEGER,
  DOUBLE,
  /** keys whose values belong to the template; */
  ATTRIBUTES,
  /** the table of the entries. */
  ENTRIES,
}

/** The key's field may be null, and is then not there. */
export const NULLABLE: u32 = 1;
/** Only ids of the full length in lower case are digits. */
export const EXACT: u32 = 2;

@unmanaged
export class Node {
  action: u32;
  argument: u32;
}

/** A name of a member. `table-image.ts` writes it. */
@unmanaged
export class Key {
  /** In quotes. */
  spelling: usize;
  length: u32;
  action: u32;
  argument: u32;
  /** Where its slot is in the row, in bytes. */
  slot: u32;
  bit: u32;
  flags: u32;
  /** The key that was found next, when this one was found last. */
  next: Key;

  /** The closing quote is part of the spelling: no longer key is taken for this one. */
  @inline
  isAt(p: usize): bool {
    return this.length <= <u32>(end - p) && isEqual(this.spelling, p, this.length);
  }
}

const KEY_BYTES: u32 = 36;

/** The names of one object's members, one behind the other. */
@unmanaged
export class Keys {
  first: Key;
  count: u32;
  /** The one that was found first, last time. */
  guess: Key;
  /** Of names whose values belong to a template: which field's they are. */
  field: u32;

  /**
   * The key that is spelled at `p`, or null; `keyTo` is behind it then, and 0 if there is no string that ends. Objects of
   * one kind nearly always have their members in one order, so the first guess is the key that came behind `before` last
   * time: one comparison finds the name and its end at once.
   *
   *     {"traceId":"…","spanId":"…","name":"…"}
   *     guess ──► traceId ──► spanId ──► name         each remembers what followed it
   */
  find(p: usize, before: Key | null): Key | null {
    const guess = before ? before.next : this.guess;
    if (guess.isAt(p)) {
      keyTo = p + guess.length;
      return guess;
    }
    keyTo = readKeySpelling(p);
    if (keyTo == 0) return null;
    const key = this.search(p, <u32>(keyTo - p));
    if (key) {
      if (before) before.next = key;
      else this.guess = key;
    }
    return key;
  }

  /** Whether the key at `p`, which was read to its end, is one of these. */
  has(p: usize): bool {
    for (let at: u32 = 0; at < this.count; at++) if (this.keyAt(at).isAt(p)) return true;
    return false;
  }

  private search(p: usize, length: u32): Key | null {
    for (let at: u32 = 0; at < this.count; at++) {
      const key = this.keyAt(at);
      if (key.length == length && isEqual(key.spelling, p, length)) return key;
    }
    return null;
  }

  private keyAt(number: u32): Key {
    return changetype<Key>(changetype<usize>(this.first) + number * KEY_BYTES);
  }
}

function readKeySpelling(p: usize): usize {
  return load<u8>(p) == QUOTE ? readString(p + 1) : unexpected(p);
}

/** Behind the key that `find` has looked at. */
export let keyTo: usize = 0;

/** A row's fields, and the rows. */
@unmanaged
export class Table {
  keys: Keys;
  /** Bytes of a row. */
  stride: u32;
  // Two Growables, each of three words, and how long they were when the record began.
  private rowsStart: usize;
  private rowsLength: u32;
  private rowsCapacity: u32;
  private attributesStart: usize;
  private attributesLength: u32;
  private attributesCapacity: u32;
  private rowsMark: u32;
  private attributesMark: u32;

  get rows(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Table>('rowsStart'));
  }

  /** Numbers in `pairs`. */
  get attributes(): Growable {
    return changetype<Growable>(changetype<usize>(this) + offsetof<Table>('attributesStart'));
  }

  get rowCount(): u32 {
    return this.rowsLength / this.stride;
  }

  get byteLength(): u32 {
    return this.rowsLength + this.attributesLength;
  }

  /** A record begins: `takeBack` goes back to here. */
  mark(): void {
    this.rowsMark = this.rowsLength;
    this.attributesMark = this.attributesLength;
  }

  takeBack(): void {
    this.rowsLength = this.rowsMark;
    this.attributesLength = this.attributesMark;
  }

  clear(): void {
    this.rowsLength = 0;
    this.attributesLength = 0;
  }
}

/** Where `table-image.ts` writes nodes, tables and keys. */
export const TABLES_SIZE: u32 = 1 << 15;
export const tablesFrom = memory.data(TABLES_SIZE, 8);

let nodes: usize = 0;
let tables: usize = 0;
export let tableCount: u32 = 0;

export function useTables(nodesAt: usize, tablesAt: usize, count: u32): void {
  nodes = nodesAt;
  tables = tablesAt;
  tableCount = count;
}

export function nodeAt(number: u32): Node {
  return changetype<Node>(nodes + number * offsetof<Node>());
}

/** The first is that of the records. */
export function tableAt(number: u32): Table {
  return changetype<Table>(tables + number * offsetof<Table>());
}
