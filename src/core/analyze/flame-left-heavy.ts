import { StatusCode } from '../model/span-enums.ts';
import type { SpanForest } from '../model/span-tree.ts';
import type { SpanIndex } from '../model/units.ts';
import { CallPaths } from './call-paths.ts';
import type { Flame } from './flame.ts';

/**
 * A box for every call path below `tops` (spans of which none is below another): spans whose operations are the same
 * from the top down are one. Its width is what `measure` sums to over its spans and all below them; of siblings the
 * heaviest stands first.
 */
export function mergeCalls({ spans }: SpanForest, tops: Int32Array, measure: Float64Array): Flame {
  const { parent, operation, subtreeEnd, duration, status } = spans;
  const paths = new CallPaths();
  const pathOf = new Int32Array(spans.length).fill(-1);
  for (const top of tops) {
    for (let span = top as SpanIndex; span < subtreeEnd[top as SpanIndex]; span++) {
      const path = paths.find(span === top ? -1 : pathOf[parent[span]], operation[span]);
      pathOf[span] = path;
      paths.add(path, {
        count: 1,
        errorCount: status[span] === StatusCode.ERROR ? 1 : 0,
        span,
        duration: duration[span],
      });
      paths.addOwn(path, measure[span]);
    }
  }
  const { flame, boxOfPath } = paths.layOut();
  return { ...flame, boxOf: pathOf.map((path) => (path < 0 ? -1 : boxOfPath[path])) };
}
