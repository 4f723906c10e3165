/** A stream of chunks whose beginning can be looked at before it is read. */
export class ChunkReader implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #head: Uint8Array = new Uint8Array(0);
  #isAtEnd = false;
  /** What the stream threw: told to whoever reads up to there. */
  #failure: { readonly error: unknown } | null = null;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The first `length` bytes and what came with them; fewer only where there are no more. */
  async peek(length: number): Promise<Uint8Array> {
    const parts = this.#head.length > 0 ? [this.#head] : [];
    let total = this.#head.length;
    while (total < length) {
      const chunk = await this.#next();
      if (!chunk) break;
      parts.push(chunk);
      total += chunk.length;
    }
    this.#head = parts.length === 1 ? parts[0] : concatenate(parts, total);
    if (total === 0 && length > 0) this.#throwFailure();
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

  /** As `take`, of bytes nobody wants; returns how many of them there were not. */
  async drop(length: number): Promise<number> {
    let left = length;
    for await (const chunk of this.take(length)) left -= chunk.length;
    return left;
  }

  /** Nothing more is wanted. */
  async close(): Promise<void> {
    this.#isAtEnd = true;
    await this.#chunks.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      if (this.#head.length > 0) yield this.#head;
      for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk;
      this.#throwFailure();
    } finally {
      await this.close();
    }
  }

  /** Null where no more comes. */
  async #next(): Promise<Uint8Array | null> {
    if (this.#isAtEnd) return null;
    try {
      const { done, value } = await this.#chunks.next();
      if (done !== true) return value;
    } catch (error) {
      this.#failure = { error };
    }
    this.#isAtEnd = true;
    return null;
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
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
