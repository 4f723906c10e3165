import { useEffect, useState } from 'react';

/** Marks that are added in one frame: few enough to be styled and painted within it. */
const SLICE = 250;

/** How many of `count` marks to draw: a first slice, then one more with every frame until all are there. */
export function useGrowing(count: number): number {
  const [drawn, setDrawn] = useState(SLICE);
  useEffect(() => {
    if (drawn >= count) return;
    const frame = requestAnimationFrame(() => setDrawn(drawn + SLICE));
    return () => cancelAnimationFrame(frame);
  }, [drawn, count]);
  return Math.min(drawn, count);
}
