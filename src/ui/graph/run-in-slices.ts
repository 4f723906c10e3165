/** Time in ms a slice may take: half a frame. */
const SLICE = 8;

/** Runs steps to their end without holding up the page, then gives their result. Returns how to stop. */
export function runInSlices<T>(steps: Generator<void, T>, done: (result: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const runSlice = () => {
    const end = performance.now() + SLICE;
    let step = steps.next();
    while (!step.done && performance.now() < end) step = steps.next();
    if (step.done) done(step.value);
    else timer = setTimeout(runSlice);
  };
  timer = setTimeout(runSlice);
  return () => clearTimeout(timer);
}
