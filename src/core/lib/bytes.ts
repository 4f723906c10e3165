/** Four bytes a step, mixed as FNV mixes one and folded at the end. */
export function hashOf(bytes: DataView, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) {
    hash = Math.imul(hash ^ bytes.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Copies the bytes of `source` from `from` on to `target[start .. end]`. */
export function copyBytes(
  source: DataView,
  from: number,
  target: DataView,
  start: number,
  end: number,
): void {
  let at = start;
  let next = from;
  for (; at + 4 <= end; at += 4, next += 4) target.setInt32(at, source.getInt32(next, true), true);
  for (; at < end; at++, next++) target.setUint8(at, source.getUint8(next));
}

/** Whether the bytes of `own` from `start` on are those of `other` at `from .. to`. */
export function isSame(own: DataView, start: number, other: DataView, from: number, to: number): boolean {
  let at = start;
  let next = from;
  for (; next + 4 <= to; at += 4, next += 4)
    if (own.getInt32(at, true) !== other.getInt32(next, true)) return false;
  for (; next < to; at++, next++) if (own.getUint8(at) !== other.getUint8(next)) return false;
  return true;
}

/** Whether `wanted`, in lower case, stands at `at` in upper or lower case; ASCII. */
export function startsWith(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) {
    const byte = bytes[at + i];
    const isUpper = byte >= 0x41 && byte <= 0x5a;
    if ((isUpper ? byte + 0x20 : byte) !== wanted[i]) return false;
  }
  return true;
}
