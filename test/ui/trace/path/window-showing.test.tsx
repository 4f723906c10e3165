import { expect, test } from 'vitest';
import { windowShowing } from '../../../../src/ui/trace/path/window-showing.ts';

const limits = { bounds: { from: 0, to: 1000 }, least: 10 };
const window = { from: 400, to: 600 };

test.each([
  ['stays where the stretch is in it', { from: 400, to: 600 }, { from: 400, to: 600 }],
  ['moves so that the stretch is in its middle', { from: 700, to: 720 }, { from: 610, to: 810 }],
  ['moves where a part of the stretch is in sight', { from: 300, to: 450 }, { from: 275, to: 475 }],
  ['moves no farther than there is time', { from: 980, to: 1000 }, { from: 800, to: 1000 }],
  ['gets wider where it has no room', { from: 200, to: 600 }, { from: 180, to: 620 }],
])('the window %s', (_claim, stretch, expected) => {
  expect(windowShowing(window, stretch, limits)).toEqual(expected);
});
