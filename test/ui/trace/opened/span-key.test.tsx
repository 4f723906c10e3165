import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringPool } from '../../../../src/core/lib/string-pool.ts';
import { findSpan, formatSpanKey } from '../../../../src/ui/trace/opened/span-key.ts';

/** Ids as a trace view has them. */
function join(ids: readonly string[]) {
  const pool = new StringPool();
  return pool.join(Int32Array.from(ids, (id) => pool.intern(id)));
}

describe('the key of a span in a link', () => {
  it('is its id, or counts equal ids', () => {
    const ids = ['a', 'b', 'a', '', 'a', ''];
    const joined = join(ids);
    expect(ids.map((_, span) => formatSpanKey(joined, span))).toEqual(['a', 'b', 'a~2', '', 'a~3', '~2']);
  });
  it('finds its span again, whatever the ids', () => {
    const id = fc.stringMatching(/^[ab~1-3]{0,3}$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 12 }), fc.nat(), (ids, at) => {
        fc.pre(ids.length > 0);
        const span = at % ids.length;
        expect(findSpan(join(ids), formatSpanKey(join(ids), span))).toBe(span);
      }),
    );
  });
  it('finds nothing where there is no such span', () => {
    expect(findSpan(join(['a', 'b']), 'c')).toBe(-1);
    expect(findSpan(join(['a', 'b']), 'a~2')).toBe(-1);
  });
});
