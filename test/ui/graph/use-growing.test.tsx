import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useGrowing } from '../../../src/ui/graph/use-growing.ts';

test('a few are there at once, many frame by frame, and what is there stays', async () => {
  const seen: number[] = [];
  const { rerender } = renderHook(({ count }) => seen.push(useGrowing(count)), {
    initialProps: { count: 40 },
  });
  expect(seen).toEqual([40]);
  rerender({ count: 1000 });
  expect(seen.at(-1)).toBeLessThan(1000);
  await waitFor(() => expect(seen.at(-1)).toBe(1000));
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  rerender({ count: 990 });
  expect(seen.at(-1)).toBe(990);
});
