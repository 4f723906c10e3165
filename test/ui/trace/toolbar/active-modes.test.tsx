import { expect, test } from 'vitest';
import { DEFAULT_LOOK, type TraceLook } from '../../../../src/state/trace-look.ts';
import { listActiveModes } from '../../../../src/ui/trace/toolbar/active-modes.ts';

/** What the chips say of a look, where the trace has so many of the spans that are marked by hand. */
function chips(look: Partial<TraceLook>, overrideCount = 0): string[] {
  const modes = listActiveModes({ ...DEFAULT_LOOK, ...look }, { clocks: [], pathOf: null, overrideCount });
  return modes.map(({ text }) => text);
}

test('spans marked by hand that a link names and the trace does not have are said to be missing', () => {
  const marked = '2 spans marked by hand';
  const look = { blocking: ['a'], nonBlocking: ['b'] };
  expect(chips(look, 2)).toEqual([`${marked} as waited for or not`]);
  expect(chips(look, 1)).toEqual([`${marked}, 1 not in this trace`]);
  expect(chips(look, 0)).toEqual([`${marked}, not in this trace`]);
});

test('only what runs in the zoomed time, as long as it is zoomed', () => {
  const only = { kind: 'zoom' } as const;
  expect(chips({ only, zoom: { from: 1, to: 2 } })).toEqual(['Only spans in the zoomed time']);
  expect(chips({ only, zoom: null })).toEqual([]);
});
