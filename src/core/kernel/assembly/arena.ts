import { allocate, blockSize, LARGEST_BLOCK, release } from './memory.ts';

/**
 * Bytes that stay where they were put, in blocks of which each begins with where the one before it is, and its own size.
 * Lies where a Growable lies.
 *
 *     │ 0 │ 4 K │ pieces …    │ ◄─── │ • │ 8 K │ pieces …    next │        left       │
 */
@unmanaged
export class Arena {
  /** Of all pieces. */
  length: u32;
  private block: usize;
  private next: usize;
  private left: u32;

  /** Makes room for `size` bytes, in one piece or many; false if there is no memory for them. */
  @inline
  reserve(size: u32): bool {
    return size <= this.left || this.addBlock(size);
  }

  /** A piece of `size` bytes, a multiple of 4, for which there is room. */
  @inline
  take(size: u32): usize {
    const piece = this.next;
    this.next += size;
    this.left -= size;
    this.length += size;
    return piece;
  }

  /** Blocks grow with what there is already, up to a megabyte; larger are those that must be. */
  private addBlock(size: u32): bool {
    if (size > LARGEST_ROOM) return false;
    const wanted = BLOCK_HEAD + max(size, min(this.length, MOST_AHEAD));
    const block = allocate(wanted);
    if (block == 0) return false;
    store<usize>(block, this.block);
    store<u32>(block, wanted, 4);
    this.use(block);
    return true;
  }

  private use(block: usize): void {
    this.block = block;
    this.next = block + BLOCK_HEAD;
    this.left = blockSize(load<u32>(block, 4)) - BLOCK_HEAD;
  }

  /** Forgets everything, and keeps the last block for what comes. */
  rewind(): void {
    if (this.length == 0) return;
    freeBlocks(load<usize>(this.block));
    store<usize>(this.block, 0);
    this.use(this.block);
    this.length = 0;
  }

  /** Gives all memory back. */
  free(): void {
    freeBlocks(this.block);
    this.length = 0;
    this.block = 0;
    this.next = 0;
    this.left = 0;
  }
}

const BLOCK_HEAD: u32 = 8;
const MOST_AHEAD: u32 = (1 << 20) - BLOCK_HEAD;
const LARGEST_ROOM: u32 = LARGEST_BLOCK - BLOCK_HEAD;

/** Gives a block back, and all before it. */
function freeBlocks(last: usize): void {
  for (let block = last; block != 0; ) {
    const before = load<usize>(block);
    release(block, load<u32>(block, 4));
    block = before;
  }
}
