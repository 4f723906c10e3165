import type { OpenTrace } from './open-trace.ts';
import type { Flame, FlameParams, Sandwich, SandwichParams } from './trace-answers.ts';

export function viewFlame(_open: OpenTrace, _params: FlameParams): Flame {
  return emptyFlame();
}

export function viewSandwich(_open: OpenTrace, _params: SandwichParams): Sandwich {
  return { callers: emptyFlame(), callees: emptyFlame() };
}

function emptyFlame(): Flame {
  return {
    length: 0,
    row: new Int32Array(0),
    left: new Float64Array(0),
    width: new Float64Array(0),
    end: new Int32Array(0),
    parent: new Int32Array(0),
    operation: new Int32Array(0),
    span: new Int32Array(0),
    count: new Int32Array(0),
    errorCount: new Int32Array(0),
    own: new Float64Array(0),
    total: new Float64Array(0),
    rowCount: 0,
    window: { from: 0, to: 0 },
  };
}
