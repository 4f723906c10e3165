import { pairs, templates } from './dictionary.ts';
import { Arena } from './memory.ts';
import { MOST_TEMPLATES } from './template.ts';

/**
 * Values that hardly ever come again, the numbers of requests or users, are not worth looking up: they pass. Each time, such
 * a value gets a number that no other has, and with the batch its bytes are dropped.
 *
 * Which templates have such values is told by a sixteenth of all values, chosen by hash, so that one of them is chosen each
 * time or never. These are always looked up: if few of them are found, the others pass, until more are found again.
 */
@unmanaged
class Habit {
  isPassing: u32;
  /** How many of the sixteenth were looked up, and found, since this was decided. */
  lookedUp: u16;
  found: u16;
}

const habits = memory.data(offsetof<Habit>() * MOST_TEMPLATES, 4);

/** So many are looked up before it is decided again. */
const ENOUGH: u16 = 512;
/** Looking up sixty that are new costs as much as having one for two attributes. */
const FEW: u16 = ENOUGH / 64;

@inline
function habitOf(template: u32): Habit {
  return changetype<Habit>(habits + template * offsetof<Habit>());
}

@inline
function isChosen(hash: u32): bool {
  return (hash & 15) == 0;
}

/** Whether a value of `template` need not be looked up. */
@inline
export function isPassing(template: u32, hash: u32): bool {
  return habitOf(template).isPassing != 0 && !isChosen(hash);
}

/** A value of `template` was looked up. */
@inline
export function noteLookUp(template: u32, hash: u32, isFound: bool): void {
  if (isChosen(hash)) noteChosen(habitOf(template), isFound);
}

function noteChosen(habit: Habit, isFound: bool): void {
  habit.lookedUp++;
  habit.found += u16(isFound);
  if (habit.lookedUp < ENOUGH) return;
  habit.isPassing = u32(habit.found < FEW);
  habit.lookedUp = 0;
  habit.found = 0;
}

/** Forgets what values the templates have, which are about to be forgotten, too. */
export function resetHabits(): void {
  memory.fill(habits, 0, offsetof<Habit>() * templates.count);
}

const passed = changetype<Arena>(memory.data(16, 4));

/** The number of a value that passes; `NO_ENTRY` if there is no memory for it. */
export function appendPassing(from: usize, length: u32, tag: u32): u32 {
  return pairs.append(passed, from, length, tag);
}

/** Drops the bytes of all values that have passed. */
export function dropPassed(): void {
  passed.rewind();
}

/** As `dropPassed`, and gives the memory back. */
export function freePassed(): void {
  passed.free();
}
