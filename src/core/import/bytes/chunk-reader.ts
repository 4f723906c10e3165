/** A stream of chunks whose beginning can be looked at before it is read. */
export class ChunkReader implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #head: Uint8Array = new Uint8Array(0);
  #isAtEnd = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The first `length` bytes and what came with them; fewer only where there are no more. */
  async peek(length: number): Promise<Uint8Array> {
    const parts = this.#head.length > 0 ? [this.#head] : [];
    let total = this.#head.length;
    while (total < length && !this.#isAtEnd) {
      const next = await this.#chunks.next();
      if (next.done === true) this.#isAtEnd = true;
      else {
        parts.push(next.value);
        total += next.value.length;
      }
    }
    this.#head = parts.length === 1 ? parts[0] : concatenate(parts, total);
    return this.#head;
  }

  /** Drops the first `length` bytes of what was peeked at. */
  skip(length: number): void {
    this.#head = this.#head.subarray(length);
  }

  /** The next `length` bytes, and goes on behind them; fewer only where there are no more. */
  async *take(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      const chunk = (await this.peek(1)).subarray(0, left);
      if (chunk.length === 0) return;
      this.skip(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  /** Nothing more is wanted. */
  async close(): Promise<void> {
    this.#isAtEnd = true;
    await this.#chunks.return?.();
  }

  /** As `take`, of bytes nobody wants. */
  async drop(length: number): Promise<void> {
    for await (const _ of this.take(length));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      if (this.#head.length > 0) yield this.#head;
      for (let next; !this.#isAtEnd && (next = await this.#chunks.next()).done !== true;) yield next.value;
    } finally {
      await this.close();
    }
  }
}

/** `parts`, `total` bytes in all, one after the other. */
export function concatenate(parts: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
