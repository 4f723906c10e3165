import { expect, test } from 'vitest';
import { OpenerList } from '../../../src/core/json/opener-list.ts';

/** Notes the openers of `text`, which has no strings. */
function note(openers: OpenerList, text: string): void {
  let depth = 0;
  for (const [at, character] of Array.from(text).entries()) {
    if ('{['.includes(character)) openers.add(at, depth++);
    else if ('}]'.includes(character)) depth--;
  }
}

test('finds the next opener of a depth, but not beyond one further out', () => {
  const openers = new OpenerList();
  note(openers, '[{[[]]},{[]},[]]');
  const placeOf = (from: number, depth: number): number | null => {
    const opener = openers.find(from, depth);
    return opener < 0 ? null : openers.placeOf(opener);
  };
  expect([placeOf(0, 0), placeOf(1, 1), placeOf(2, 1), placeOf(5, 1)]).toEqual([0, 1, 8, 13]);
  expect([placeOf(2, 2), placeOf(5, 2)]).toEqual([2, 9]);
  expect(placeOf(3, 2)).toBeNull(); // the next of depth 2 lies in another of depth 1
  expect([placeOf(0, 1), placeOf(7, 0), placeOf(8, 12)]).toEqual([null, null, null]);
});

test('holds as many as there are, and goes on with the rest when the first are dropped', () => {
  const openers = new OpenerList();
  for (let at = 0; at < 10_000; at++) openers.add(2 * at, at % 3);
  expect(openers.length).toBe(10_000);
  openers.drop(9_000);
  expect(openers.length).toBe(1_000);
  expect(openers.placeOf(openers.find(0, 0))).toBe(18_000);
  expect(openers.placeOf(999)).toBe(19_998);
  openers.drop(0);
  expect(openers.length).toBe(1_000);
});

test('notes openers as far in as any format has containers', () => {
  const openers = new OpenerList();
  note(openers, '['.repeat(20));
  expect(openers.length).toBe(13);
});
