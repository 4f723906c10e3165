import { maskOf } from './text.ts';

/** 2^64 divided by the golden ratio: multiplying by it spreads what differs over all the bits above. */
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/**
 * Sixteen bytes a step, the rest of the last masked out; tag and length are there from the beginning. Last of all, the bits
 * above are spread over those below, too.
 */
@inline
export function hashOf(from: usize, length: u32, tag: u32): u32 {
  let hash = ((<u64>tag << 32) | length) * SPREAD;
  let at: u32 = 0;
  for (; at + 16 < length; at += 16) hash = mix(hash, v128.load(from + at));
  hash = mix(hash, v128.and(v128.load(from + at), maskOf(length - at)));
  return <u32>(((hash ^ (hash >> 32)) * SPREAD) >> 32);
}

@inline
function mix(hash: u64, bytes: v128): u64 {
  const low = (rotl<u64>(hash, 29) ^ <u64>i64x2.extract_lane(bytes, 0)) * SPREAD;
  return (rotl<u64>(low, 29) ^ <u64>i64x2.extract_lane(bytes, 1)) * SPREAD;
}
