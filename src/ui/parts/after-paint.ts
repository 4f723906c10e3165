/**
 * Does `work` once what is drawn by now is on the screen, each part of it (up to a `yield`) in a task of its own. Returns
 * what stops it.
 */
export function afterPaint(work: () => Iterator<void, void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    const parts = work();
    const proceed = () => {
      if (!parts.next().done) timer = setTimeout(proceed);
    };
    timer = setTimeout(proceed);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
