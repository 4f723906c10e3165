import type { ByteMemory } from '../../json/byte-window.ts';
import type { Kernel } from '../../kernel/kernel.ts';

/** The kernel's window as the splitter's: both read the text where it is. */
export class KernelMemory implements ByteMemory {
  readonly #kernel: Kernel;
  #bytes: Uint8Array;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#bytes = kernel.window;
  }

  get bytes(): Uint8Array {
    // Memory that has grown elsewhere leaves an empty view behind.
    if (this.#bytes.length === 0) this.#bytes = this.#kernel.window;
    return this.#bytes;
  }

  reserve(length: number): void {
    if (length <= this.bytes.length) return;
    if (!this.#kernel.reserveWindow(Math.max(length, 2 * this.#bytes.length)))
      throw new RangeError('there is no memory for more of it at once');
    this.#bytes = this.#kernel.window;
  }

  countLineFeeds(from: number, to: number): number {
    return this.#kernel.countLineFeeds(from, to);
  }
}
