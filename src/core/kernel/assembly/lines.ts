import { LINE_FEED, window } from './text.ts';

/** Vectors whose matches may be summed up byte by byte before a byte overflows. */
const MOST_VECTORS: u32 = 255;

/** How many line feeds stand at `from .. to` of the window. */
export function countLineFeeds(from: u32, to: u32): u32 {
  const last = window + to;
  let p = window + from;
  let count: u32 = 0;
  while (p + 16 <= last) {
    // A match is −1 in its byte.
    let sums = i8x16.splat(0);
    for (let left = MOST_VECTORS; left > 0 && p + 16 <= last; left--, p += 16)
      sums = i8x16.sub(sums, i8x16.eq(v128.load(p), i8x16.splat(LINE_FEED)));
    const pairs = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(sums));
    count += i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
    count += i32x4.extract_lane(pairs, 2) + i32x4.extract_lane(pairs, 3);
  }
  for (; p < last; p++) count += u32(load<u8>(p) == LINE_FEED);
  return count;
}
