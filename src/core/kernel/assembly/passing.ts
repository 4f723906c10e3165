import { Arena } from './arena.ts';
import { pairs, templates } from './dictionary.ts';
import { MOST_TEMPLATES } from './template.ts';

/**
 * Values that hardly ever come again, the numbers of requests or users, are not worth looking up: they pass. Each time, such
 * a value gets a number that no other has, and with the batch its bytes are dropped.
 *
 * Which templates have such values is found out in turns: some thousands are looked up, and if few of them are found, some
 * more thousands pass. Then it is asked again.
 *
 *     looked up: 8192, found: 9 ──► 32768 pass ──► looked up: 8192, found: 5001 ──► looked up: …
 */
@unmanaged
class Habit {
  /** How many values are left of this turn. */
  left: u32;
  isLookedUp: bool;
  /** How many were found in this turn. */
  found: u32;
}

const habits = memory.data(offsetof<Habit>() * MOST_TEMPLATES, 4);

const LOOKED_UP: u32 = 1 << 13;
const PASSING: u32 = 1 << 15;
/** A value that is taken for new and is not costs whoever reads the rows as much as sixty looks. */
const FEW: u32 = LOOKED_UP / 64;

@inline
function habitOf(template: u32): Habit {
  return changetype<Habit>(habits + template * offsetof<Habit>());
}

/** Whether the next value of `template` passes. */
@inline
export function passesNext(template: u32): bool {
  const habit = habitOf(template);
  if (habit.left == 0) beginTurn(habit);
  habit.left--;
  return !habit.isLookedUp;
}

function beginTurn(habit: Habit): void {
  habit.isLookedUp = !habit.isLookedUp || habit.found >= FEW;
  habit.left = habit.isLookedUp ? LOOKED_UP : PASSING;
  habit.found = 0;
}

/** A value of `template` was looked up and found. */
@inline
export function noteFound(template: u32): void {
  habitOf(template).found++;
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
