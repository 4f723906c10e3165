import type { Nanos } from './units.ts';

/** Sizes in nanoseconds, and every way to write them; the first is the one `formatDurationText` writes. Largest first. */
const UNITS: readonly { readonly size: number; readonly names: readonly string[] }[] = [
  { size: 86_400e9, names: ['d', 'day', 'days'] },
  { size: 3600e9, names: ['h', 'hr', 'hour', 'hours'] },
  { size: 60e9, names: ['min', 'm', 'mins', 'minute', 'minutes'] },
  { size: 1e9, names: ['s', 'sec', 'secs', 'second', 'seconds'] },
  { size: 1e6, names: ['ms', 'msec', 'millis'] },
  { size: 1e3, names: ['µs', 'us', 'μs', 'micros'] },
  { size: 1, names: ['ns', 'nanos'] },
];
const SIZE_BY_NAME = new Map(UNITS.flatMap(({ size, names }) => names.map((name) => [name, size] as const)));
const MILLISECOND = 1e6;

/**
 * A duration as people type it: "250ms", "1.5 s", "1,5 s", "2 min 5 s"; a number alone is milliseconds. null where it is
 * not understood, negative, or 2^53 ns (104 days) or more. Rounded to the nanosecond.
 */
export function parseDurationText(text: string): Nanos | null {
  const lower = withPoints(text.trim().toLowerCase());
  const alone = /^(\d*)(?:\.(\d*))?$/.exec(lower);
  if (alone) return /\d/.test(lower) ? toNanos(alone[1], alone[2], MILLISECOND) : null;
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)\s*[a-zµμ]+(?:\s*(?:\d+(?:\.\d*)?|\.\d+)\s*[a-zµμ]+)*$/.test(lower))
    return null;
  let sum = 0;
  for (const [, whole, fraction, unit] of lower.matchAll(/(\d*)(?:\.(\d*))?\s*([a-zµμ]+)/g)) {
    const size = SIZE_BY_NAME.get(unit);
    const part = size === undefined ? null : toNanos(whole, fraction, size);
    if (part === null) return null;
    sum += part;
  }
  return Number.isSafeInteger(sum) ? (sum as Nanos) : null;
}

/** Decimal commas as points. "1,500" stays, and so is not understood: some mean one and a half, others a thousand. */
function withPoints(text: string): string {
  return text.replaceAll(/(?<![\d.,])(\d+),(\d+)(?![\d.,])/g, (number, whole: string, fraction: string) =>
    fraction.length === 3 && whole !== '0' ? number : `${whole}.${fraction}`,
  );
}

/** Whole and fraction apart, so that every digit down to the nanosecond is exact. */
function toNanos(whole: string, fraction: string | undefined, size: number): Nanos | null {
  const nanos = Number(whole) * size + Math.round(Number(`0.${fraction ?? ''}`) * size);
  return Number.isSafeInteger(nanos) ? (nanos as Nanos) : null;
}

/**
 * Rounded to the nanosecond, then exact, in the largest unit that needs at most nine decimals: "1.5 s", "2 min", "90 s".
 * `parseDurationText` gives the same nanoseconds back.
 */
export function formatDurationText(duration: number): string {
  const nanos = Math.round(duration);
  const unit =
    UNITS.find(({ size }) => nanos >= size && (size <= 1e9 || nanos % size === 0)) ?? UNITS.at(-1)!;
  const rest = nanos % unit.size;
  const whole = (nanos - rest) / unit.size;
  const decimals = Math.round(Math.log10(unit.size));
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(decimals, '0').replace(/0+$/, '')}`;
  return `${whole}${fraction} ${unit.names[0]}`;
}
