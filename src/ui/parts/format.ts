import type { UnixTime } from '../../core/model/units.ts';

/** Keeps a number and its unit on one line. */
const THIN_SPACE = '\u202f';
const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400e9],
  ['h', 3600e9],
  ['min', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
];

/**
 * `nanos` to three significant digits with its unit: "1.84 s", "612 ms". From a minute on, two units: "2 min 5 s". Zero is
 * "< 1 µs" where the source's clock ticks in microseconds, and so on.
 */
export function formatDuration(nanos: number, resolution = 1): string {
  if (nanos === 0) return resolution > 1 ? `<${THIN_SPACE}${formatDuration(resolution)}` : `0${THIN_SPACE}ns`;
  if (nanos < 0) return `−${formatDuration(-nanos, resolution)}`;
  const at = UNITS.findIndex(([, size]) => roundTo3(nanos / size) >= 1);
  const [unit, size] = UNITS[at === -1 ? UNITS.length - 1 : at]!;
  const next = UNITS[at + 1];
  if (size >= 60e9 && next) {
    const rest = Math.round((nanos % size) / next[1]);
    const whole = Math.floor(nanos / size) + (rest * next[1] === size ? 1 : 0);
    const carried = rest * next[1] === size ? 0 : rest;
    return `${whole}${THIN_SPACE}${unit}${carried ? ` ${carried}${THIN_SPACE}${next[0]}` : ''}`;
  }
  return `${roundTo3(nanos / size)}${THIN_SPACE}${unit}`;
}

/** Three significant digits, whole from 100 on. */
function roundTo3(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** A digit behind which a multiple of three others stands. */
const THOUSANDS = /\d(?=(?:\d{3})+$)/g;

/** The whole number 18430 as "18,430". Not by `Intl`, which takes as long to begin with as to draw some rows. */
export function formatCount(n: number): string {
  return String(n).replace(THOUSANDS, '$&,');
}

/** "1 span", "2 spans". */
export function formatCountOf(n: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(n)} ${n === 1 ? singular : plural}`;
}

/** A share (0 to 1) as percent: "0 %" is none at all and "100 %" is all, which "< 0.1 %" and "99.9 %" are not. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return `0${THIN_SPACE}%`;
  if (percent < 0.1) return `<${THIN_SPACE}0.1${THIN_SPACE}%`;
  const tenths = Math.round(percent * 10) / 10;
  const isNearlyAll = percent > 99 && percent < 100;
  if (isNearlyAll) return `${Math.min(99.9, tenths).toFixed(1)}${THIN_SPACE}%`;
  return `${tenths < 10 ? tenths.toFixed(1) : Math.round(percent)}${THIN_SPACE}%`;
}

/** Bytes: "4.2 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  let value = bytes;
  while (value >= 999.5 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  return `${roundTo3(value)}${THIN_SPACE}${units[at]}`;
}

export type TimeZone = 'utc' | 'local';

/** "2026-11-22 14:05:10.123456789 UTC", with as many digits of the second as asked for (0 to 9). */
export function formatTime(time: UnixTime, zone: TimeZone, digits = 3): string {
  return `${formatDate(time, zone)} ${formatClock(time, zone, digits)} ${zoneName(time, zone)}`;
}

/** "2026-11-22". */
export function formatDate(time: UnixTime, zone: TimeZone): string {
  const date = new Date(time.seconds * 1000);
  const parts =
    zone === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
      : [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** "14:05:10.123". */
export function formatClock(time: UnixTime, zone: TimeZone, digits = 3): string {
  const date = new Date(time.seconds * 1000);
  const parts =
    zone === 'utc'
      ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
      : [date.getHours(), date.getMinutes(), date.getSeconds()];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return digits === 0
    ? clock
    : `${clock}.${String(Math.floor(time.nanos)).padStart(9, '0').slice(0, digits)}`;
}

/** "UTC", or the offset of the local zone at that time: "UTC+2". */
export function zoneName(time: UnixTime, zone: TimeZone): string {
  if (zone === 'utc') return 'UTC';
  const minutes = -new Date(time.seconds * 1000).getTimezoneOffset();
  const hours = Math.trunc(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}
