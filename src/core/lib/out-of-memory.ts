/** What engines say when they cannot get a large array, or more of a WebAssembly memory; small ones still work then. */
const WORDS = /allocation failed|out of memory|invalid (?:typed )?array(?: buffer)? length|unable to grow/i;

/** Whether `error` says that there is not enough memory. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && WORDS.test(error.message);
}
