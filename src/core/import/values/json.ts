import type { Json } from '../format.ts';

/** A JSON object whose keys need not be there. */
export interface Fields {
  readonly [key: string]: Json | undefined;
}

const NOTHING: readonly Json[] = [];

/** `value` if it is an object, else null. */
export function asFields(value: Json | undefined): Fields | null {
  return isFields(value) ? value : null;
}

/** `value` if it is a list, else an empty one. */
export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : NOTHING;
}

/** The objects in a list; what else it holds is left out. */
export function recordsOf(value: Json | undefined): readonly Fields[] {
  const list = asList(value);
  return list.every(isFields) ? list : list.filter(isFields);
}

/** A string as it is, a number or boolean in digits or words, anything else as ''. */
export function asText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A number, also one written as a string; null for everything else. */
export function asNumber(value: Json | undefined): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** `value` as the object a record must be; throws what it is instead. */
export function requireFields(value: Json, what: string): Fields {
  const fields = asFields(value);
  if (fields) return fields;
  throw new Error(
    `${what} is ${Array.isArray(value) ? 'a list' : JSON.stringify(value).slice(0, 40)}, not an object`,
  );
}

function isFields(value: Json | undefined): value is Fields & Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
