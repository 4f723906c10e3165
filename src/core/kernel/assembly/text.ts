import { allocate, blockSize, release } from './memory.ts';

/**
 * The text, as far as it has come, and behind it quotes: whatever is looking for the end of something finds it there and
 * need not ask for the end of the text at every step.
 *
 *     window                         end
 *     │ … "name":"GET /cart","kin    │ """""""""""""""" … │
 *                          still to come   16 bytes may always be loaded
 */
export let window: usize = 0;
export let end: usize = 0;

let capacity: u32 = 0;
/** More than is ever read behind the end: 32 digits of an id and a vector. */
const PADDING: u32 = 64;

/** Makes room for `wanted` bytes of text, those that are there kept; 0 if there is no memory for it. */
export function reserveWindow(wanted: u32): usize {
  if (window != 0 && wanted <= capacity) return window;
  if (wanted > 0x7fff_0000) return 0;
  const block = allocate(wanted + PADDING);
  if (block == 0) return 0;
  if (window != 0) {
    memory.copy(block, window, capacity);
    release(window, capacity + PADDING);
  }
  window = block;
  capacity = blockSize(wanted + PADDING) - PADDING;
  return window;
}

export function windowCapacity(): u32 {
  return capacity;
}

/** There are `length` bytes of text now. */
export function setTextLength(length: u32): void {
  end = window + min(length, capacity);
  memory.fill(end, QUOTE, PADDING);
}

export const LINE_FEED: u8 = 0x0a;
export const QUOTE: u8 = 0x22;
export const BACKSLASH: u8 = 0x5c;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;
export const OPEN_BRACKET: u8 = 0x5b;
export const CLOSE_BRACKET: u8 = 0x5d;

/**
 * Why something could not be read. Whatever reads takes the address of its first byte and returns that behind its last,
 * or 0: then `failure` says why.
 */
export const enum Failure {
  /** The text ends before it does. */
  MORE,
  /** No strict JSON. */
  SYNTAX,
  /** JSON, but not of the shape that the tables name. */
  SHAPE,
  /** Too many levels. */
  DEPTH,
  /** No memory is left. */
  MEMORY,
}
export let failure: Failure = Failure.MORE;

export function fail(reason: Failure): usize {
  failure = reason;
  return 0;
}

/** Fails because of the byte at `p`: it is wrong there, unless it is behind the end. */
export function unexpected(p: usize): usize {
  return fail(p < end ? Failure.SYNTAX : Failure.MORE);
}

/** The first byte from `p` on that is no blank. */
@inline
export function skipBlanks(p: usize): usize {
  return load<u8>(p) > 0x20 ? p : skipManyBlanks(p);
}

function skipManyBlanks(from: usize): usize {
  let p = from;
  while (true) {
    const bytes = v128.load(p);
    const blanks = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(0x0a))),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x0d)), i8x16.eq(bytes, i8x16.splat(0x09))),
    );
    const others = ~i8x16.bitmask(blanks) & 0xffff;
    if (others != 0) return passLineStart(p + ctz(others));
    p += 16;
  }
}

/** How the document begins; a line that begins so is another, whatever is still open. */
const LONGEST_OPENING: u32 = 32;
export const opening = memory.data(LONGEST_OPENING + 16);
let openingLength: u32 = 0;
/** Whether such a line was met: for whatever reads, the text ends before it. */
export let isCutOff: bool = false;

/** `length` bytes at `opening` are it; none are if there are too many. */
export function setOpening(length: u32): void {
  openingLength = length > LONGEST_OPENING ? 0 : length;
}

export function forgetCut(): void {
  isCutOff = false;
}

/** `p`, which is behind blanks; the end where a line begins there as the document does, or may when more has come. */
function passLineStart(p: usize): usize {
  if (openingLength == 0 || load<u8>(p) != OPEN_BRACE || load<u8>(p - 1) != LINE_FEED) return p;
  const length = min(openingLength, <u32>(end - p));
  if (!isEqual(p, opening, length)) return p;
  isCutOff = length == openingLength;
  return end;
}

/**
 * Sixteen ones and sixteen zeros, in bytes. Loaded from `count` bytes before their middle, they are a mask of `count` bytes:
 * a short text is compared like a long one, without asking how short it is. Questions that are answered differently each
 * time cost the processor more than all it computes here.
 *
 *     ff ff ff ff ff ff … ff │ 00 00 00 00 … 00
 *                   ├────────── 16 ────────┤          3: ff ff ff 00 00 …
 */
const masks = memory.data<u64>([-1, -1, 0, 0]);

/** The first `count` of sixteen bytes; up to 16. */
@inline
export function maskOf(count: u32): v128 {
  return v128.load(masks + 16 - count);
}

/** Whether `length` bytes at `a` and at `b` are the same. Up to 16 bytes behind them are loaded. */
@inline
export function isEqual(a: usize, b: usize, length: u32): bool {
  let at: u32 = 0;
  for (; at + 16 < length; at += 16)
    if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) return false;
  const difference = v128.xor(v128.load(a + at), v128.load(b + at));
  return !v128.any_true(v128.and(difference, maskOf(length - at)));
}
