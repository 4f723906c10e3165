import { BACKSLASH, end, fail, Failure, QUOTE, unexpected } from './text.ts';

/** Whether the string read last holds a backslash. */
export let isEscaped: bool = false;

/**
 * Reads a string from behind its opening quote to behind its closing one. Sixteen bytes at a time are looked at for the
 * four things that can stop it, with three comparisons: taken as signed numbers, the bytes above ASCII are negative, and
 * so one comparison finds them and the control characters.
 *
 *     bytes       G  E  T     /  c  a  f  é     "  ,
 *     signed     71 69 84 32 47 99 97 102 -61 -87 34 44
 *     stops                               ▲  ▲  ▲             = '"', = '\', or < 32
 */
export function readString(from: usize): usize {
  isEscaped = false;
  let p = from;
  while (true) {
    const bytes = v128.load(p);
    const stops = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
        i8x16.lt_s(bytes, i8x16.splat(0x20)),
      ),
    );
    if (stops == 0) {
      p += 16;
      continue;
    }
    p += ctz(stops);
    const stop = load<u8>(p);
    if (stop == QUOTE) return p < end ? p + 1 : fail(Failure.MORE);
    p = stop == BACKSLASH ? readEscape(p) : readBeyondAscii(p);
    if (p == 0) return 0;
  }
}

/** From a backslash to behind its escape. */
function readEscape(p: usize): usize {
  isEscaped = true;
  if (p + 2 > end) return fail(Failure.MORE);
  switch (load<u8>(p + 1)) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return p + 2;
    case 0x75: // u
      for (let at: usize = 2; at < 6; at++) if (!isHex(load<u8>(p + at))) return unexpected(p + at);
      return p + 6;
    default:
      return fail(Failure.SYNTAX);
  }
}

function isHex(byte: u8): bool {
  return <u8>(byte - 0x30) < 10 || <u8>((byte | 0x20) - 0x61) < 6;
}

/**
 * From a byte that is not printable ASCII to behind the last such in a row. Of what UTF-8 allows, only the second byte
 * differs: longer spellings than needed, halves of surrogate pairs and what lies beyond U+10FFFF are refused there.
 *
 *     first       second      others
 *     c2 … df     80 … bf
 *     e0          a0 … bf     80 … bf
 *     e1 … ef     80 … bf     80 … bf        ed: 80 … 9f
 *     f0          90 … bf     80 … bf  twice
 *     f1 … f3     80 … bf     80 … bf  twice
 *     f4          80 … 8f     80 … bf  twice
 */
function readBeyondAscii(from: usize): usize {
  let p = from;
  do {
    const first = load<u8>(p);
    if (first < 0xc2 || first > 0xf4) return unexpected(p);
    const length: usize = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (p + length > end) return fail(Failure.MORE);
    const second = load<u8>(p + 1);
    const least: u8 = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const most: u8 = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return fail(Failure.SYNTAX);
    for (let at: usize = 2; at < length; at++)
      if ((load<u8>(p + at) & 0xc0) != 0x80) return fail(Failure.SYNTAX);
    p += length;
  } while (load<i8>(p) < 0);
  return p;
}
