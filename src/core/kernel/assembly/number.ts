import { end, fail, Failure, unexpected } from './text.ts';

const ZERO: u8 = 0x30;
const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const POINT: u8 = 0x2e;
const LOWER_E: u8 = 0x65;

/** Reads a number as JSON spells it: one that the text ends with may go on. What stands behind it is not looked at. */
export function readNumber(from: usize): usize {
  let p = load<u8>(from) == MINUS ? from + 1 : from;
  const whole = countDigits(p);
  if (whole == 0) return unexpected(p);
  if (load<u8>(p) == ZERO && whole > 1) return fail(Failure.SYNTAX);
  p += whole;
  if (load<u8>(p) == POINT) {
    const decimals = countDigits(++p);
    if (decimals == 0) return unexpected(p);
    p += decimals;
  }
  if ((load<u8>(p) | 0x20) == LOWER_E) {
    p++;
    if (load<u8>(p) == MINUS || load<u8>(p) == PLUS) p++;
    const digits = countDigits(p);
    if (digits == 0) return unexpected(p);
    p += digits;
  }
  return p < end ? p : fail(Failure.MORE);
}

/** How many digits stand at `p`, in a row. */
@inline
export function countDigits(p: usize): u32 {
  let count: u32 = 0;
  while (true) {
    const values = i8x16.sub(v128.load(p + count), i8x16.splat(0x30));
    const others = ~i8x16.bitmask(i8x16.lt_u(values, i8x16.splat(10))) & 0xffff;
    if (others != 0) return count + ctz(others);
    count += 16;
  }
}

/**
 * The number that `count` digits spell, at most 19. Eight at a time: neighbours are joined to numbers of two digits,
 * these to numbers of four, these to one of eight, each step in all places at once.
 *
 *     1 2 3 4 5 6 7 8
 *      12  34  56  78     ×10 and the neighbour
 *        1234    5678     ×100
 *            12345678     ×10000
 */
export function valueOfDigits(from: usize, count: u32): u64 {
  let p = from;
  let value: u64 = 0;
  let left = count;
  for (; left >= 8; left -= 8, p += 8) {
    let digits = load<u64>(p) & 0x0f0f_0f0f_0f0f_0f0f;
    digits = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    digits = (digits * 100 + (digits >> 16)) & 0x0000_ffff_0000_ffff;
    digits = digits * 10_000 + (digits >> 32);
    value = value * 100_000_000 + (digits & 0xffff_ffff);
  }
  for (; left > 0; left--, p++) value = value * 10 + (load<u8>(p) - ZERO);
  return value;
}

/** What `valueOfBoundedDigits` returns for what does not fit. No clock says it. */
export const TOO_LARGE: u64 = u64.MAX_VALUE;

/** As `valueOfDigits`, of up to 20 digits below 2^64 − 1; `TOO_LARGE` for any other. */
export function valueOfBoundedDigits(from: usize, count: u32): u64 {
  if (count < 20) return valueOfDigits(from, count);
  if (count > 20) return TOO_LARGE;
  const tens = valueOfDigits(from, 19);
  const last = <u64>(load<u8>(from + 19) - ZERO);
  return tens > (TOO_LARGE - last) / 10 ? TOO_LARGE : tens * 10 + last;
}

/** Whether the number read to a double by `doubleOf` could be told exactly. */
export let isExact: bool = false;

const POWERS = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]);
const LARGEST_POWER: i32 = 22;
/** Most digits that 64 bits always hold. */
const MOST_DIGITS: u32 = 19;

/**
 * The double that is nearest to the number at `from .. to`, which `readNumber` has read. Its digits without the point
 * are a whole number; a power of ten puts the point back.
 *
 *     1760000000.734721  =  1760000000734721 / 10^6
 *
 * Up to 10^22 such powers are doubles. Where the whole number is one, too (below 2^53), one division or multiplication
 * rounds once: the nearest (W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990). Where it is not, and a
 * power up to 10^19 divides, the division is done in whole numbers. Anything else is not `isExact`.
 */
export function doubleOf(from: usize, to: usize): f64 {
  const isNegative = load<u8>(from) == MINUS;
  let p = isNegative ? from + 1 : from;
  const whole = countDigits(p);
  let value = valueOfDigits(p, min(whole, MOST_DIGITS));
  let digits: u32 = load<u8>(p) == ZERO ? 0 : whole;
  p += whole;
  let power: i32 = 0;
  if (load<u8>(p) == POINT) {
    const decimals = countDigits(++p);
    digits = digits + decimals;
    if (digits <= MOST_DIGITS) value = value * tenTo(decimals) + valueOfDigits(p, decimals);
    power = -(<i32>decimals);
    p += decimals;
  }
  isExact = digits <= MOST_DIGITS;
  if (p < to) {
    p++;
    const isDown = load<u8>(p) == MINUS;
    if (isDown || load<u8>(p) == PLUS) p++;
    const count = <u32>(to - p);
    isExact = isExact && count <= 4;
    const exponent = <i32>valueOfDigits(p, min(count, 4));
    power += isDown ? -exponent : exponent;
  }
  if (!isExact) return 0;
  const size = scale(value, power);
  return isNegative ? -size : size;
}

function tenTo(power: u32): u64 {
  let result: u64 = 1;
  for (let at: u32 = 0; at < power; at++) result *= 10;
  return result;
}

/** `value` × 10^`power`, rounded once. */
function scale(value: u64, power: i32): f64 {
  if (value == 0 || power == 0) return <f64>value;
  if (value <= (<u64>1) << 53 && abs(power) <= LARGEST_POWER) {
    const ten = load<f64>(POWERS + (abs(power) << 3));
    return power < 0 ? <f64>value / ten : <f64>value * ten;
  }
  if (power < 0 && -power <= <i32>MOST_DIGITS) return divide(value, tenTo(-power));
  isExact = false;
  return 0;
}

/**
 * `value` / `divisor`, rounded once: long division in binary, one bit of the quotient a step, until it has 64 bits from
 * its first one on, with the remainder below them as one more bit that is set unless the division has come out even.
 * Converting such a number to a double rounds as the endless quotient would.
 */
function divide(value: u64, divisor: u64): f64 {
  let quotient = value / divisor;
  let rest = value % divisor;
  let shift: i32 = 0;
  while (quotient >> 62 == 0) {
    // rest < divisor ≤ 10^19 < 2^64: doubled it may need 65 bits.
    const carry = rest >> 63;
    rest <<= 1;
    const bit = carry != 0 || rest >= divisor;
    if (bit) rest -= divisor;
    quotient = (quotient << 1) | <u64>bit;
    shift++;
  }
  return <f64>(quotient | <u64>(rest != 0)) * f64.reinterpret_i64((<i64>(1023 - shift)) << 52);
}
