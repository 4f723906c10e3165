import { resetMemberKeys } from './attribute.ts';
import { dictionaryAt, pairs, texts, traces, values } from './dictionary.ts';
import { resetTraceId } from './identifier.ts';
import { countLineFeeds } from './lines.ts';
import { freePassed, resetHabits } from './passing.ts';
import { tableAt, tableCount, tablesFrom, TABLES_SIZE, useTables } from './tables.ts';
import { resetTemplates } from './template.ts';
import { failure, opening, reserveWindow, setOpening, window, windowCapacity } from './text.ts';
import {
  clear,
  enterFrame,
  frameCount,
  frameNode,
  frameStart,
  leaveFrames,
  read,
  readTo,
  setBatchLimit,
  setLast,
  tape,
} from './walk.ts';

export {
  clear,
  countLineFeeds,
  enterFrame,
  frameNode,
  frameStart,
  leaveFrames,
  read,
  reserveWindow,
  setBatchLimit,
  setLast,
  setOpening,
  windowCapacity,
};

/** Where tables are written before they are loaded. */
export function tablesAt(): usize {
  return tablesFrom;
}

export function tablesSize(): u32 {
  return TABLES_SIZE;
}

/** Gives back the rows of the tables loaded before, which are about to be written over. */
export function unload(): void {
  for (let number: u32 = 0; number < tableCount; number++) {
    tableAt(number).rows.free();
    tableAt(number).attributes.free();
  }
  freePassed();
  useTables(0, 0, 0);
}

/** Reads by these tables from now on, and forgets all spellings; false if there is no memory. */
export function load(nodes: usize, tables: usize, count: u32): bool {
  useTables(nodes, tables, count);
  leaveFrames();
  clear();
  resetHabits();
  return resetTemplates() && resetMemberKeys() && resetDictionaries();
}

/** Forgets all spellings but those of templates; false if there is no memory. */
export function resetDictionaries(): bool {
  resetTraceId();
  return texts.reset() && values.reset() && traces.reset() && pairs.reset();
}

/** Where the opening of a document is written before its length is set. */
export function openingAt(): usize {
  return opening;
}

export function windowAt(): usize {
  return window;
}

export function openCount(): u32 {
  return frameCount;
}

export function readEnd(): u32 {
  return readTo;
}

/** A `Failure`, as a number. */
export function stopReason(): i32 {
  return failure;
}

export function tapeAt(): usize {
  return tape.start;
}

export function tapeLength(): u32 {
  return tape.length;
}

export function rowsAt(table: u32): usize {
  return tableAt(table).rows.start;
}

export function rowCount(table: u32): u32 {
  return tableAt(table).rowCount;
}

export function attributesAt(table: u32): usize {
  return tableAt(table).attributes.start;
}

export function dictionaryCount(dictionary: u32): u32 {
  return dictionaryAt(dictionary).count;
}

/** All its memory. */
export function dictionaryLength(dictionary: u32): u32 {
  return dictionaryAt(dictionary).byteLength;
}

/** Where the addresses of its spellings are, by number. */
export function placesAt(dictionary: u32): usize {
  return dictionaryAt(dictionary).places.start;
}
