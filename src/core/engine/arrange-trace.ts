import type { OpenTrace } from './open-trace.ts';
import type { ArrangeParams, Arrangement } from './trace-answers.ts';

/** The rows of the waterfall with everything open. */
export function arrangeTrace({ slice }: OpenTrace, _params: ArrangeParams): Arrangement {
  const { parent, depth, subtreeEnd } = slice.columns;
  const { length } = parent;
  return {
    length,
    span: Int32Array.from({ length }, (_, at) => at),
    group: new Int32Array(length).fill(-1),
    parent: parent.slice(),
    depth: depth.slice(),
    end: subtreeEnd.slice(),
    nodeOf: Int32Array.from({ length }, (_, at) => at),
    groups: [],
  };
}
