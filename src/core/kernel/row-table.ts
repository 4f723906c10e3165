/**
 * How a member of a record becomes slots of its row; a slot is 32 bits. What does not fit makes the record odd, and so
 * do null, unless the field is `nullable`, and a field that comes twice.
 *
 * - `traceId`, 2 slots: number in `traces` of 1 to 32 hexadecimal digits, padded with zeros in front; any other string
 *   (all zeros and '' too): `TEXT_ID` and its number in `texts`. `exact`: only 32 lower-case digits are digits.
 * - `spanId`, 2 slots: the bits of 1 to 16 hexadecimal digits, high word first; any other string, also one whose high
 *   word would be `TEXT_ID`: `TEXT_ID` and its number in `texts`; '' and all zeros: twice `TEXT_ID`. `exact`: only 16
 *   lower-case digits are digits, all zeros among them.
 * - `text`, 1 slot: a string's number in `texts`, by the bytes between its quotes.
 * - `value`, 1 slot: any value's number in `values`, by its bytes.
 * - `time`, 4 slots: up to 20 digits below 2^64, in quotes or not, of `unit` nanoseconds each: whole seconds (double),
 *   then nanoseconds (u32); the last slot is not used.
 * - `integer`, 2 slots: digits without quotes, below 2^53, as a double.
 * - `double`, 2 slots: a number, as the double that is nearest. Odd where that is not found out quickly: more than 19
 *   digits, or powers of ten beyond 10^±22.
 * - `attributes`, 2 slots: where its attributes begin in the list of the row's table, and how many there are: the
 *   elements of a list, or the members of an object. `fixed`: the members of an element that belong to its template.
 *   Members that JSON.parse would put into another order make the record odd: keys that repeat, begin with a digit or
 *   hold a backslash.
 * - `entries`, 2 slots: the objects of a list as rows of another table: the first row and how many. Entries have none.
 * - `skip`: any value, as often as it comes. So are all members that no field names; these are found faster.
 */
export type Field = {
  /** What the member may be called. */
  readonly keys: readonly string[];
  /** Null is as if the member was not there. */
  readonly nullable?: boolean;
} & (
  | { readonly is: 'traceId' | 'spanId'; readonly exact?: boolean }
  | { readonly is: 'text' | 'value' | 'integer' | 'double' | 'skip' }
  | { readonly is: 'time'; readonly unit: 1 | 1000 }
  | { readonly is: 'attributes'; readonly fixed?: readonly string[] }
  | { readonly is: 'entries'; readonly table: RowTable }
);

/** The first slot of an id that is text, or is not there: `packId` of the model says the same. */
export const TEXT_ID = 0xffff_ffff;

/** Slot of every row: a bit for each field that was there. */
export const FIELDS_SLOT = 0;
/** Slot of every row: of an entry, the row of the record it belongs to. */
export const OWNER_SLOT = 1;
/** Slots of every row, one double: where the record begins in the whole text. */
export const PLACE_SLOT = 2;
const FIRST_FIELD_SLOT = 4;

/** Rows of equal length, one behind the other; what a field left out has in its slots is not defined. */
export interface RowTable<Name extends string = string> {
  readonly fields: Readonly<Record<Name, Field>>;
  /** The first slot of each field: even where it holds a double. */
  readonly slots: Readonly<Record<Name, number>>;
  /** The bit of each field in `FIELDS_SLOT`. */
  readonly bits: Readonly<Record<Name, number>>;
  /** Slots of a row: even. */
  readonly stride: number;
}

const SLOTS_OF: Record<Field['is'], number> = {
  traceId: 2,
  spanId: 2,
  text: 1,
  value: 1,
  time: 4,
  integer: 2,
  double: 2,
  attributes: 2,
  entries: 2,
  skip: 0,
};

/** Lays out the rows of `fields`: at most 32. */
export function rowTable<Name extends string>(fields: Readonly<Record<Name, Field>>): RowTable<Name> {
  const names = Object.keys(fields) as Name[];
  const slots = {} as Record<Name, number>;
  const bits = {} as Record<Name, number>;
  let next = FIRST_FIELD_SLOT;
  // Pairs first: they stay even.
  for (const isPair of [true, false])
    for (const name of names) {
      const size = SLOTS_OF[fields[name].is];
      if (size > 1 !== isPair) continue;
      slots[name] = next;
      next += size;
    }
  for (const [at, name] of names.entries()) bits[name] = (1 << at) >>> 0;
  return { fields, slots, bits, stride: next + (next & 1) };
}
