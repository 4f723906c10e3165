import { formatCount, formatShare } from '../parts/format.ts';
import { formatMeasure, type Measure } from './color-scale.ts';
import type { GraphMarks, ServiceMark } from './draw-graph.ts';
import type { Focus } from './graph-model.ts';
import { estimateWidth, shortenName } from './label-text.ts';
import type { Point } from './layout-graph.ts';
import { around, placeLabels, type Label, type Rectangle } from './place-labels.ts';

/** The lines of text beside a mark, and where their centre stands. */
export interface TextMark {
  readonly key: string;
  readonly at: Point;
  readonly lines: readonly string[];
}

export interface GraphLabels {
  /** By service. */
  readonly services: ReadonlyMap<string, TextMark>;
  /** By `callKey`. */
  readonly calls: ReadonlyMap<string, TextMark>;
}

interface LabelOptions {
  readonly measure: Measure;
  /** Size of text in the layout's px ÷ its size on the screen: 2 where the graph is shown at half its size. */
  readonly scale: number;
  readonly focus: Focus | null;
}

/** With more calls than this, only those in focus have labels. */
const MOST_LABELLED = 40;
/** Below this the second line would crowd out names. */
const LARGEST_SCALE_WITH_MEASURE = 1.6;
export const LINE_HEIGHT = 15;

/** The labels for which there is room, at the sizes they have on the screen: what is in focus first, then the busiest. */
export function labelGraph(marks: GraphMarks, { measure, scale, focus }: LabelOptions): GraphLabels {
  const texts = new Map<string, readonly string[]>();
  const circles = marks.services.map(({ at, radius }) => around(at, 2 * radius, 2 * radius));
  const services = sortByFocus(marks.services, ({ node }) => focus?.services.has(node.service) ?? false);
  const serviceLabels = services.map((mark): Label => {
    const lines = [shortenName(mark.node.service)];
    if (scale < LARGEST_SCALE_WITH_MEASURE) lines.push(formatMeasure(measure, mark.node));
    texts.set(mark.node.service, lines);
    return labelOf(mark.node.service, lines, scale, (height) => beside(mark, height));
  });
  const servicePlaces = placeLabels(serviceLabels, circles);
  const callLabels: Label[] = [];
  for (const { call, path } of marks.calls.toReversed()) {
    if (focus ? !focus.calls.has(call.key) : marks.calls.length > MOST_LABELLED) continue;
    const lines = [formatCount(call.count)];
    if (call.errorCount > 0) lines.push(`${formatShare(call.errorRate)} errors`);
    texts.set(call.key, lines);
    callLabels.push(labelOf(call.key, lines, scale, () => path.labelPoints));
  }
  const taken = [...circles, ...rectanglesOf(serviceLabels, servicePlaces)];
  const toMarks = (places: ReadonlyMap<string, Point>) =>
    new Map([...places].map(([key, at]) => [key, { key, at, lines: texts.get(key)! }]));
  return { services: toMarks(servicePlaces), calls: toMarks(placeLabels(callLabels, taken)) };
}

function labelOf(
  key: string,
  lines: readonly string[],
  scale: number,
  candidates: (height: number) => readonly Point[],
): Label {
  const width = scale * (4 + lines.reduce((most, line) => Math.max(most, estimateWidth(line)), 0));
  const height = scale * LINE_HEIGHT * lines.length;
  return { key, width, height, candidates: candidates(height) };
}

/** Below a circle, or above it. */
function beside({ at, radius }: ServiceMark, height: number): Point[] {
  const distance = radius + 3 + height / 2;
  return [
    { x: at.x, y: at.y + distance },
    { x: at.x, y: at.y - distance },
  ];
}

function sortByFocus<T>(marks: readonly T[], isInFocus: (mark: T) => boolean): readonly T[] {
  return [...marks].sort((a, b) => Number(isInFocus(b)) - Number(isInFocus(a)));
}

function rectanglesOf(labels: readonly Label[], places: ReadonlyMap<string, Point>): Rectangle[] {
  return labels.flatMap(({ key, width, height }) => {
    const at = places.get(key);
    return at ? [around(at, width, height)] : [];
  });
}
