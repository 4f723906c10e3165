import { describe, expect, it } from 'vitest';
import { joinStrings } from '../../../../src/core/lib/joined-strings.ts';
import { styleByValue } from '../../../../src/ui/trace/waterfall/use-bar-styles.ts';

/** A column in which the value at place `v` has `counts[v]` spans, one after the other, and `without` have none. */
function columnOf(counts: readonly number[], without = 0) {
  const code = [
    ...counts.flatMap((count, value) => Array<number>(count).fill(value)),
    ...Array<number>(without).fill(-1),
  ];
  return {
    key: 'version',
    values: joinStrings(counts.map((_, value) => `v${value}`)),
    code: Int32Array.from(code),
  };
}

describe('colours by value', () => {
  it('go to the most frequent values, and the legend says which', () => {
    const { legend, styleOf } = styleByValue(columnOf([1, 3, 2], 4));
    expect(legend?.map(({ name, spanCount }) => `${name} ${spanCount}`)).toEqual([
      'v1 3',
      'v2 2',
      'v0 1',
      'without it 4',
    ]);
    expect(styleOf(0)).toEqual({ color: 'var(--service-2)', texture: 0, monogram: 'v0' });
    expect(styleOf(1)).toEqual({ color: 'var(--service-0)', texture: 0, monogram: 'v1' });
    expect(styleOf(9).color).toBe('var(--line-strong)');
  });
  it('have no legend of an attribute that nothing has', () => {
    expect(styleByValue(columnOf([], 4)).legend).toEqual([]);
  });
  it('differ for as many values as can be told apart; the rest share one', () => {
    const { legend, styleOf } = styleByValue(columnOf(Array<number>(30).fill(1)));
    expect(
      new Set(Array.from({ length: 24 }, (_, span) => `${styleOf(span).color} ${styleOf(span).texture}`))
        .size,
    ).toBe(24);
    expect(legend).toHaveLength(25);
    expect(legend?.at(-1)).toMatchObject({ name: '6 others', spanCount: 6, style: styleOf(29) });
    expect(styleOf(24)).toBe(styleOf(29));
  });
  it('are said in words', () => {
    const { wordsOf } = styleByValue(columnOf([1], 1));
    expect([wordsOf(0), wordsOf(1)]).toEqual(['version v0', null]);
  });
});
