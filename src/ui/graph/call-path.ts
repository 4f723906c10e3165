import type { Direction, Point } from './layout-graph.ts';

/** A call as it is drawn. */
export interface CallPath {
  /** SVG path from circle to arrow head. */
  readonly line: string;
  /** SVG path of the arrow head. */
  readonly head: string;
  /** Length of `line` in px. */
  readonly length: number;
  /** Points along `line`, about evenly. */
  readonly points: readonly Point[];
  /** Points to put a label at, the best first: the middle, then away from it. */
  readonly labelPoints: readonly Point[];
}

interface CallEnds {
  /** Centres of the two circles and the bends between them, from caller to callee. */
  readonly points: readonly Point[];
  readonly callerRadius: number;
  readonly calleeRadius: number;
  /** Length of the arrow head in px. */
  readonly headSize: number;
}

/** Cubic Bézier: start, two controls, end. */
type Curve = readonly [Point, Point, Point, Point];

const GAP = 2;
const SAMPLES = 16;
/** Slope against the direction of calls at which a curve may leave or reach a circle. */
const STEEPEST_END = 0.6;
const LABEL_AT = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18];

/**
 * Draws a call as a curve that leaves and arrives more in the direction of calls than straight lines would. A call
 * against that direction bows to its left, so that two services which call each other have two curves.
 */
export function drawCall(
  { points, callerRadius, calleeRadius, headSize }: CallEnds,
  direction: Direction,
): CallPath {
  const turned = direction === 'right' ? points : points.map(turn);
  let curves =
    turned.length === 2 && isAgainst(turned[0]!, turned[1]!) ? [bow(turned[0]!, turned[1]!)] : flow(turned);
  if (direction === 'down') curves = curves.map((curve) => curve.map(turn) as unknown as Curve);
  const target = points.at(-1)!;
  const last = curves.length - 1;
  const tip = pointAt(curves[last]!, findDistance(curves[last]!, target, calleeRadius + GAP));
  const base = findDistance(curves[last]!, target, calleeRadius + GAP + headSize);
  curves[last] = split(curves[last]!, base)[0];
  const leave = 1 - findDistance(reverse(curves[0]!), points[0]!, callerRadius + GAP);
  curves[0] = split(curves[0]!, leave)[1];
  const samples = sample(curves);
  return {
    line: `M${format(curves[0][0])}${curves.map(([, b, c, d]) => `C${format(b)} ${format(c)} ${format(d)}`).join('')}`,
    head: drawHead(curves[last][3], tip, headSize),
    length: samples.at(-1)!.at,
    points: samples,
    labelPoints: LABEL_AT.map((share) => pointAlong(samples, share)),
  };
}

const DASH = 7;
const DASH_GAP = 4;

/**
 * `stroke-dasharray`s that show the last `share` (0 to 1) of a line: `dashes` in dashes that end with the line, at least
 * one; `whole` the stretch from the first of them on.
 */
export function dashEnd(length: number, share: number): { readonly dashes: string; readonly whole: string } {
  const count = Math.max(1, Math.floor((length * share + DASH_GAP) / (DASH + DASH_GAP)));
  const shown = count * (DASH + DASH_GAP) - DASH_GAP;
  const hidden = `0 ${round(Math.max(0, length - shown))}`;
  return { dashes: `${hidden}${` ${DASH} ${DASH_GAP}`.repeat(count)}`, whole: `${hidden} ${shown}` };
}

/** Exchanges the axes: what runs down is drawn as if it ran to the right. */
function turn({ x, y }: Point): Point {
  return { x: y, y: x };
}

function isAgainst(from: Point, to: Point): boolean {
  return to.x - from.x < Math.abs(to.y - from.y) * 0.2;
}

function bow(from: Point, to: Point): Curve {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const out = Math.min(110, Math.max(28, length * 0.3)) / length;
  return [
    from,
    { x: from.x + dx * 0.2 + dy * out, y: from.y + dy * 0.2 - dx * out },
    { x: to.x - dx * 0.2 + dy * out, y: to.y - dy * 0.2 - dx * out },
    to,
  ];
}

/** Curves through all points; flat at the ends, and between them no steeper than to either neighbour. */
function flow(points: readonly Point[]): Curve[] {
  const slopes = points.slice(1).map((to, i) => (to.y - points[i]!.y) / (to.x - points[i]!.x || 1));
  const slopeAt = (i: number) => {
    const before = slopes[i - 1];
    const after = slopes[i];
    if (before === undefined || after === undefined) return clamp((before ?? after!) * 0.35, STEEPEST_END);
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  };
  return slopes.map((_, i) => {
    const from = points[i]!;
    const to = points[i + 1]!;
    const third = (to.x - from.x) * 0.4;
    return [
      from,
      { x: from.x + third, y: from.y + third * slopeAt(i) },
      { x: to.x - third, y: to.y - third * slopeAt(i + 1) },
      to,
    ];
  });
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** The parts of a curve before and after `t` (de Casteljau). */
function split([a, b, c, d]: Curve, t: number): [Curve, Curve] {
  const ab = mix(a, b, t);
  const bc = mix(b, c, t);
  const cd = mix(c, d, t);
  const abc = mix(ab, bc, t);
  const bcd = mix(bc, cd, t);
  const middle = mix(abc, bcd, t);
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ];
}

function pointAt(curve: Curve, t: number): Point {
  return split(curve, t)[0][3];
}

function reverse([a, b, c, d]: Curve): Curve {
  return [d, c, b, a];
}

/** Where a curve that ends at `target` last comes as near as `distance`; 0 if it begins nearer. */
function findDistance(curve: Curve, target: Point, distance: number): number {
  let outside = 0;
  let inside = 1;
  for (let step = 0; step < 20; step++) {
    const t = (outside + inside) / 2;
    const { x, y } = pointAt(curve, t);
    if (Math.hypot(x - target.x, y - target.y) > distance) outside = t;
    else inside = t;
  }
  return outside;
}

function drawHead(base: Point, tip: Point, size: number): string {
  const length = Math.hypot(tip.x - base.x, tip.y - base.y) || 1;
  const x = ((tip.x - base.x) / length) * size;
  const y = ((tip.y - base.y) / length) * size;
  const wing = 0.45;
  const left = { x: tip.x - x - y * wing, y: tip.y - y + x * wing };
  const right = { x: tip.x - x + y * wing, y: tip.y - y - x * wing };
  return `M${format(tip)}L${format(left)}L${format(right)}Z`;
}

interface Sample extends Point {
  /** Length of the line up to here. */
  readonly at: number;
}

function sample(curves: readonly Curve[]): Sample[] {
  const samples: Sample[] = [{ ...curves[0]![0], at: 0 }];
  for (const curve of curves)
    for (let i = 1; i <= SAMPLES; i++) {
      const point = pointAt(curve, i / SAMPLES);
      const last = samples.at(-1)!;
      samples.push({ ...point, at: last.at + Math.hypot(point.x - last.x, point.y - last.y) });
    }
  return samples;
}

function pointAlong(samples: readonly Sample[], share: number): Point {
  const wanted = samples.at(-1)!.at * share;
  const next = samples.findIndex(({ at }) => at >= wanted);
  if (next <= 0) return samples[0]!;
  const from = samples[next - 1]!;
  const to = samples[next]!;
  return mix(from, to, (wanted - from.at) / (to.at - from.at || 1));
}

function format({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
