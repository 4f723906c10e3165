/**
 * Memory in blocks whose sizes are powers of two. A block given back waits in the list of its size, the first word of
 * each pointing to the next; whoever needs one of that size takes it from there.
 *
 *     0           __heap_base                                    top
 *     │ static data │ 4 K │ 4 K │ 8 K │ 4 K │ 16 K │ window      │ not yet asked for
 *                            └────────────────► free[12]: of 2^12 bytes
 */
const SMALLEST: u32 = 12;
const LARGEST: u32 = 31;
export const LARGEST_BLOCK: u32 = (<u32>1) << LARGEST;
const free = memory.data(4 * (LARGEST + 1));

const PAGE_BITS: u32 = 16;
let top: u64 = <u64>((__heap_base + 15) & ~15);

/** The logarithm of the size of a block that holds `size` bytes. */
function sizeClass(size: u32): u32 {
  return size <= 1 << SMALLEST ? SMALLEST : 32 - clz(size - 1);
}

/** How many bytes a block has that was asked for with `size`. */
export function blockSize(size: u32): u32 {
  return (<u32>1) << sizeClass(size);
}

/** A block of at least `size` bytes, its content undefined; 0 if there is no memory for it. */
export function allocate(size: u32): usize {
  const power = sizeClass(size);
  if (power > LARGEST) return 0;
  const waiting = free + (power << 2);
  const first = load<u32>(waiting);
  if (first != 0) {
    store<u32>(waiting, load<u32>(first));
    return first;
  }
  const block = <usize>top;
  const end = top + ((<u64>1) << power);
  const pages = <i64>((end + 0xffff) >> PAGE_BITS) - memory.size();
  if (pages > 0 && (pages > 0xffff || memory.grow(<i32>pages) < 0)) return 0;
  top = end;
  return block;
}

/** Gives back a block that was asked for with `size`. */
export function release(block: usize, size: u32): void {
  const waiting = free + (sizeClass(size) << 2);
  store<u32>(block, load<u32>(waiting));
  store<u32>(waiting, <u32>block);
}

/** Bytes that grow at their end. Lies in static data or in the tables, all zeros at first. */
@unmanaged
export class Growable {
  start: usize;
  length: u32;
  capacity: u32;

  /** Makes room for `more` bytes behind the last; false if there is no memory for them. They may move. */
  @inline
  reserve(more: u32): bool {
    return more <= this.capacity - this.length || this.grow(more);
  }

  grow(more: u32): bool {
    const needed = <u64>this.length + more;
    if (needed > LARGEST_BLOCK) return false;
    const block = allocate(<u32>needed);
    if (block == 0) return false;
    if (this.capacity != 0) {
      memory.copy(block, this.start, this.length);
      release(this.start, this.capacity);
    }
    this.start = block;
    this.capacity = blockSize(<u32>needed);
    return true;
  }

  /** Gives all memory back. */
  free(): void {
    if (this.capacity != 0) release(this.start, this.capacity);
    this.start = 0;
    this.length = 0;
    this.capacity = 0;
  }
}
