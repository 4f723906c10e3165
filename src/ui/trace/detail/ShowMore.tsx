import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { formatCount } from '../../parts/format.ts';

/** How many entries of a long list are there at first, and come with each wish for more. */
const STEP = 100;

/** How many of `count` entries are to be shown, and a way to show more. */
export function useShown(count: number): { readonly shown: number; readonly showMore: () => void } {
  const [most, setMost] = useState(STEP);
  return { shown: Math.min(most, count), showMore: () => setMost(most * 2) };
}

interface ShowMoreProps {
  shown: number;
  count: number;
  /** "events". */
  noun: string;
  onMore: () => void;
}

/** Says that a list goes on, and goes on with it: twice as far each time. */
export function ShowMore({ shown, count, noun, onMore }: ShowMoreProps) {
  if (shown >= count) return null;
  const next = Math.min(count - shown, shown);
  return (
    <Button variant="quiet" onClick={onMore}>
      Show {formatCount(next)} more of {formatCount(count)} {noun}
    </Button>
  );
}
