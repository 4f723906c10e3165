import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupSiblings } from '../../../src/core/analyze/sibling-groups.ts';
import { sliceTrace } from '../../../src/core/analyze/trace-slice.ts';
import { SpanKind } from '../../../src/core/model/span-enums.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { buildSpans } from '../../fixtures/build-spans.ts';

const anySpans = fc.array(
  fc.record({
    up: fc.nat(3),
    name: fc.constantFrom('SELECT', 'INSERT'),
    kind: fc.constantFrom(SpanKind.INTERNAL, SpanKind.CLIENT),
    startMs: fc.nat(30),
  }),
  { minLength: 1, maxLength: 60 },
);

test('groups are what gathering by parent, operation and kind gives, from five on', () => {
  fc.assert(
    fc.property(anySpans, (spans) => {
      const dataset = buildSpans(
        spans.map(({ up, ...rest }, at) => ({
          id: `s${at}`,
          ...(up > 0 && up <= at && { parent: `s${up - 1}` }),
          ...rest,
        })),
      );
      const slice = sliceTrace(dataset, 0 as TraceIndex);
      const { parent, operation, kind } = slice.columns;
      const alike = new Map<string, number[]>();
      for (let span = 0; span < parent.length; span++) {
        const likeness = `${parent[span]} ${operation[span]} ${kind[span]}`;
        alike.set(likeness, [...(alike.get(likeness) ?? []), span]);
      }
      const expected = [...alike.values()].filter(({ length }) => length >= 5);

      const { groupOf, first, member } = groupSiblings(slice, dataset.operations.length);
      const groups = Array.from(first.subarray(1), (end, group) => [...member.subarray(first[group], end)]);
      expect(groups.toSorted((a, b) => a[0] - b[0])).toEqual(expected.toSorted((a, b) => a[0] - b[0]));
      for (const [group, members] of groups.entries())
        for (const span of members) expect(groupOf[span]).toBe(group);
      expect(groupOf.filter((group) => group >= 0)).toHaveLength(member.length);
    }),
  );
});
