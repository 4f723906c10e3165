import { NANOS_PER_SECOND, type UnixTime } from '../../model/units.ts';
import type { Json } from '../format.ts';
import { asNumber } from './json.ts';

const DIGITS = /^\d+$/;
/** Seconds beyond this are not told apart any more, and soon not finite: damage, not a time. */
const FARTHEST = Number.MAX_SAFE_INTEGER;
const NANOS_PER_MICRO = 1000;
const MICROS_PER_SECOND = 1e6;

/**
 * The moment `value` nanoseconds after the epoch; null where that is no number, or one beyond all time. Strings of
 * digits are exact: split before the last nine, so that neither half needs more than a double.
 */
export function timeOfNanos(value: Json | undefined): UnixTime | null {
  if (typeof value === 'number') return timeOfWholeNanos(Math.round(value));
  if (typeof value !== 'string' || value === '') return null;
  if (!DIGITS.test(value)) return timeOfOddNanos(value);
  const split = value.length - 9;
  if (split <= 0) return { seconds: 0, nanos: Number(value) };
  return possible({ seconds: Number(value.slice(0, split)), nanos: Number(value.slice(split)) });
}

/** `time`, null where it lies beyond all time. */
export function possible(time: UnixTime): UnixTime | null {
  return Math.abs(time.seconds) <= FARTHEST ? time : null;
}

/** As `timeOfNanos`, for fields where 0 means "not set". */
export function timeOfNanosUnlessZero(value: Json | undefined): UnixTime | null {
  return unlessZero(timeOfNanos(value));
}

/** As `timeOfMicros`, for fields where 0 means "not set". */
export function timeOfMicrosUnlessZero(value: Json | undefined): UnixTime | null {
  return unlessZero(timeOfMicros(value));
}

function unlessZero(time: UnixTime | null): UnixTime | null {
  return time?.seconds === 0 && time.nanos === 0 ? null : time;
}

/**
 * The moment `value` microseconds after the epoch, fractions included; null where that is no number. Strings of digits are
 * exact, as for `timeOfNanos`.
 */
export function timeOfMicros(value: Json | undefined): UnixTime | null {
  if (typeof value === 'string' && DIGITS.test(value)) return timeOfNanos(`${value}000`);
  const micros = asNumber(value);
  if (micros === null) return null;
  const seconds = Math.floor(micros / MICROS_PER_SECOND);
  const nanos = Math.round((micros - seconds * MICROS_PER_SECOND) * NANOS_PER_MICRO);
  return possible(nanos === NANOS_PER_SECOND ? { seconds: seconds + 1, nanos: 0 } : { seconds, nanos });
}

/** `value` microseconds in nanoseconds; null where either is no number. */
export function nanosOfMicros(value: Json | undefined): number | null {
  const micros = asNumber(value);
  return micros === null ? null : asNumber(Math.round(micros * NANOS_PER_MICRO));
}

/** Nanoseconds from `start` to `end`, exact below 104 days. */
export function nanosBetween(start: UnixTime, end: UnixTime): number {
  return (end.seconds - start.seconds) * NANOS_PER_SECOND + (end.nanos - start.nanos);
}

/** A moment as digits, nanoseconds after the epoch: what `timeOfNanos` reads. */
export function nanosText({ seconds, nanos }: UnixTime): string {
  if (seconds < 0) return String(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
  return seconds === 0 ? String(nanos) : `${seconds}${String(nanos).padStart(9, '0')}`;
}

/** `nanos` is a whole number, so the remainder is exact whatever its size. */
function timeOfWholeNanos(value: number): UnixTime | null {
  if (!Number.isFinite(value)) return null;
  const remainder = value % NANOS_PER_SECOND;
  const nanos = remainder < 0 ? remainder + NANOS_PER_SECOND : remainder;
  return possible({ seconds: Math.round((value - nanos) / NANOS_PER_SECOND), nanos });
}

/** Signs and white space, which BigInt understands, or a number in another notation. */
function timeOfOddNanos(text: string): UnixTime | null {
  let value: bigint;
  try {
    value = BigInt(text);
  } catch {
    return timeOfNanos(asNumber(text));
  }
  const remainder = Number(value % 1_000_000_000n);
  const nanos = remainder < 0 ? remainder + NANOS_PER_SECOND : remainder;
  return possible({ seconds: Number((value - BigInt(nanos)) / 1_000_000_000n), nanos });
}
