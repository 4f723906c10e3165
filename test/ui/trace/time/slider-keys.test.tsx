import { describe, expect, it } from 'vitest';
import { sliderTarget } from '../../../../src/ui/trace/time/slider-keys.ts';

/** A fiftieth of the span is 2: a coarse step is 20. */
const RANGE = { value: 33, min: 5, max: 95, span: 100 };
const move = (key: string, shiftKey = false, value = RANGE.value) =>
  sliderTarget({ key, shiftKey }, { ...RANGE, value });

describe('sliderTarget', () => {
  it('goes to the next round number, and on from there', () => {
    expect([move('ArrowRight'), move('ArrowLeft')]).toEqual([34, 32]);
    expect([move('ArrowUp', false, 34), move('ArrowDown', false, 34)]).toEqual([36, 32]);
  });
  it('goes farther with Shift or by page', () => {
    expect([move('ArrowRight', true), move('ArrowLeft', true)]).toEqual([40, 20]);
    expect([move('PageUp'), move('PageDown')]).toEqual([40, 20]);
  });
  it('stops at both ends, which Home and End lead to', () => {
    expect([move('ArrowLeft', true, 6), move('ArrowRight', true, 94)]).toEqual([5, 95]);
    expect([move('Home'), move('End')]).toEqual([5, 95]);
  });
  it('leaves other keys alone', () => {
    expect([move('a'), move('Tab'), move('Escape')]).toEqual([null, null, null]);
  });
});
