import { startTransition, useEffect, useState } from 'react';

/**
 * Does `work` once what is drawn by now is on the screen; where it gives way (`yield`), each part in a task of its own.
 * Returns what stops it.
 */
export function afterPaint(work: () => Iterator<void, void> | void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(() => {
      const parts = work();
      const proceed = () => {
        if (!parts?.next().done) timer = setTimeout(proceed);
      };
      if (parts) proceed();
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Whether what stands around the component is on the screen: what has its room kept for it can come then. */
export function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setIsPainted(true))), []);
  return isPainted;
}
