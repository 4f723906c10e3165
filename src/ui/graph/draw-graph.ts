import type { ServiceNode } from '../../core/engine/protocol.ts';
import { drawCall, type CallPath } from './call-path.ts';
import { lineWidthOf, radiusOf, type Call, type GraphModel } from './graph-model.ts';
import type { GraphLayout, Point } from './layout-graph.ts';
import type { Box } from './pack-boxes.ts';

/** A service as it is drawn. */
export interface ServiceMark {
  readonly node: ServiceNode;
  readonly at: Point;
  readonly radius: number;
  readonly isEntry: boolean;
}

/** A call as it is drawn. */
export interface CallMark {
  readonly call: Call;
  readonly path: CallPath;
  readonly width: number;
}

/** All marks of a graph, in the layout's px. */
export interface GraphMarks {
  /** The busiest first. */
  readonly services: readonly ServiceMark[];
  readonly serviceOf: ReadonlyMap<string, ServiceMark>;
  /** The least frequent first: the frequent are drawn over them. */
  readonly calls: readonly CallMark[];
  /** What the centres of the circles span where the layout has them, moved or not. */
  readonly bounds: Box;
}

/**
 * The marks of the services a layout knows and of those of their calls that make up at least `leastShare` (0 to 1) of
 * all calls. A service the user has moved stands at its `pins`, and its calls go straight there.
 */
export function drawGraph(
  model: GraphModel,
  layout: GraphLayout,
  pins: ReadonlyMap<string, Point>,
  leastShare: number,
): GraphMarks {
  const services: ServiceMark[] = [];
  for (const node of model.graph.nodes) {
    const place = layout.services.get(node.service);
    if (!place) continue;
    const at = pins.get(node.service) ?? place;
    const radius = radiusOf(node.count, model.mostSpans);
    services.push({ node, at, radius, isEntry: model.entries.has(node.service) });
  }
  services.sort((a, b) => b.node.count - a.node.count);
  const serviceOf = new Map(services.map((mark) => [mark.node.service, mark]));
  const calls: CallMark[] = [];
  for (const call of model.calls) {
    const caller = serviceOf.get(call.callerService);
    const callee = serviceOf.get(call.calleeService);
    if (!caller || !callee || call.count < leastShare * model.callCount) continue;
    const isMoved = pins.has(call.callerService) || pins.has(call.calleeService);
    const bends = (!isMoved && layout.bends.get(call.key)) || [];
    const width = lineWidthOf(call.count, model.mostCalls);
    const ends = {
      points: [caller.at, ...bends, callee.at],
      callerRadius: caller.radius,
      calleeRadius: callee.radius,
      headSize: headSizeOf(width),
    };
    calls.push({ call, width, path: drawCall(ends, layout.direction) });
  }
  return { services, serviceOf, calls: calls.toReversed(), bounds: boundsOf(services, layout) };
}

function headSizeOf(width: number): number {
  return 5 + 1.8 * width;
}

function boundsOf(services: readonly ServiceMark[], layout: GraphLayout): Box {
  if (services.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const { node } of services) {
    const at = layout.services.get(node.service)!;
    left = Math.min(left, at.x);
    right = Math.max(right, at.x);
    top = Math.min(top, at.y);
    bottom = Math.max(bottom, at.y);
  }
  return { left, top, width: right - left, height: bottom - top };
}
