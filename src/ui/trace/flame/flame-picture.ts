import type { Flame, TraceView } from '../../../core/engine/trace-answers.ts';

/** A flame with what drawing it asks again and again, worked out in one pass. */
export interface FlamePicture {
  readonly flame: Flame;
  /** One longer than the boxes: boxes with errors among those before this place of `byRow`. */
  readonly errorsBefore: Int32Array;
  /** The same of boxes that are found; null where nothing is looked for. */
  readonly matchesBefore: Int32Array | null;
}

/** What tells which operation a span is of. */
interface SpanOperations {
  readonly operations: TraceView['operations'];
  readonly spans: Pick<TraceView['spans'], 'operation'>;
}

/** `found`: spans, or null. O(boxes). */
export function buildPicture(flame: Flame, trace: SpanOperations, found: Int32Array | null): FlamePicture {
  const isMatch = found && markBoxes(flame, trace, found);
  // errors of callers are those of the operation, whose box is the first
  const isOwnError = (box: number) => flame.errorCount[box]! > 0 && (flame.boxOf.length > 0 || box === 0);
  return {
    flame,
    errorsBefore: countBefore(flame, isOwnError),
    matchesBefore: isMatch && countBefore(flame, (box) => isMatch[box] === 1),
  };
}

/** A box is found if one of its spans is; among callers, where spans have no box of their own, if one of its operation is. */
function markBoxes(
  { boxOf, operation, length }: Flame,
  trace: SpanOperations,
  found: Int32Array,
): Uint8Array {
  const isMatch = new Uint8Array(length);
  if (boxOf.length > 0) {
    for (const span of found) if (boxOf[span]! >= 0) isMatch[boxOf[span]!] = 1;
    return isMatch;
  }
  const isFound = new Uint8Array(trace.operations.length);
  for (const span of found) isFound[trace.spans.operation[span]!] = 1;
  for (let box = 0; box < length; box++) isMatch[box] = isFound[operation[box]!]!;
  return isMatch;
}

function countBefore({ byRow }: Flame, isCounted: (box: number) => boolean): Int32Array {
  const before = new Int32Array(byRow.length + 1);
  for (let place = 0; place < byRow.length; place++)
    before[place + 1] = before[place]! + (isCounted(byRow[place]!) ? 1 : 0);
  return before;
}
