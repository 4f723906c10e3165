import type { RowTable } from './row-table.ts';

/** Kinds of events on the tape. */
export const TapeKind = { OPEN: 1, CLOSE: 2, VALUE: 3, ODD: 4 } as const;

/**
 * Words of an event on the tape:
 *
 *     kind | node << 8    two words of its kind    rows read before it
 *
 *     OPEN, CLOSE         where the object or list begins in the whole text: low word, high word
 *     VALUE               its number in `values`; where it begins in the window (of a member: its key)
 *     ODD                 where the record begins and ends in the window: valid JSON, but not what the table says
 */
export const TAPE_WORDS = 4;

/** What was read since the last `clear`: views of the kernel's memory, good until its next call. */
export interface KernelBatch {
  /** In the order of the document; `TAPE_WORDS` an event. */
  readonly tape: Uint32Array;
  rowsOf(table: RowTable): KernelRows;
}

/** The rows of one table, and the attributes of all of them. What lies behind these is not theirs. */
export interface KernelRows {
  readonly length: number;
  /** `table.stride` slots a row. */
  readonly words: Uint32Array;
  /** The same memory: a double stands at half its slot. */
  readonly doubles: Float64Array;
  /** Numbers in `pairs`. */
  readonly attributes: Uint32Array;
}

/** Where in memory the rows of a table are now, and how many. */
export interface RowsPlace {
  readonly rowsAt: number;
  readonly attributesAt: number;
  readonly length: number;
}

/** Views of the rows of one table, made anew only where these have moved: a batch may be one line of a file. */
export class MemoryRows implements KernelRows {
  length = 0;
  words = new Uint32Array();
  doubles = new Float64Array();
  attributes = new Uint32Array();

  move(buffer: ArrayBuffer, { rowsAt, attributesAt, length }: RowsPlace): KernelRows {
    this.length = length;
    const hasGrown = this.words.buffer !== buffer;
    if (hasGrown || this.words.byteOffset !== rowsAt) {
      this.words = new Uint32Array(buffer, rowsAt);
      this.doubles = new Float64Array(buffer, rowsAt);
    }
    if (hasGrown || this.attributes.byteOffset !== attributesAt)
      this.attributes = new Uint32Array(buffer, attributesAt);
    return this;
  }
}
