import { useCallback, useEffect, useRef } from 'react';

/** Puts a task off to the next frame of the browser; of several in one frame only the last is run. */
export function useNextFrame(): (task: () => void) => void {
  const waiting = useRef<() => void>(null);
  const frame = useRef(0);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );
  return useCallback((task) => {
    waiting.current = task;
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      waiting.current?.();
    });
  }, []);
}
