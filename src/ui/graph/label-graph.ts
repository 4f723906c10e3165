import { formatCount, formatShare } from '../parts/format.ts';
import { formatMeasure, type Measure } from './color-scale.ts';
import type { CallMark, GraphMarks, ServiceMark } from './draw-graph.ts';
import type { Call, Focus } from './graph-model.ts';
import { estimateWidth, wrapName } from './label-text.ts';
import type { Direction, Point } from './layout-graph.ts';
import { around, placeLabels, type Label, type Rectangle } from './place-labels.ts';

/** A line of text and how it is set. */
interface TextLine {
  readonly text: string;
  readonly tone: 'name' | 'plain' | 'errors';
}

/** The lines of text beside a mark, and where their centre stands. */
export interface TextMark {
  readonly key: string;
  readonly at: Point;
  readonly lines: readonly TextLine[];
}

export interface GraphLabels {
  /** By service. */
  readonly services: ReadonlyMap<string, TextMark>;
  /** By `callKey`. */
  readonly calls: ReadonlyMap<string, TextMark>;
}

interface LabelOptions {
  readonly direction: Direction;
  readonly measure: Measure;
  /** Size of text in the layout's px ÷ its size on the screen: 2 where the graph is shown at half its size. */
  readonly scale: number;
  readonly focus: Focus | null;
}

/** With more calls than this, only those in focus have labels. */
const MOST_LABELLED = 40;
/** Where text is this much too large for the layout, a second line would crowd out names. */
const LARGEST_SCALE_WITH_MEASURE = 1.6;
/** What fails less often is not said on the line; its dash and its panel do. */
const LEAST_ERROR_RATE = 0.001;
export const LINE_HEIGHT = 15;

/**
 * The labels for which there is room, at the sizes they have on the screen: first of what is in focus, then of what fails
 * most, then of the busiest.
 */
export function labelGraph(marks: GraphMarks, options: LabelOptions): GraphLabels {
  const circles = marks.services.map(({ at, radius }) => around(at, 2 * radius, 2 * radius));
  const services = placeServiceLabels(marks, circles, options);
  const calls = placeCallLabels(marks, [...circles, ...services.rectangles], options);
  return { services: services.marks, calls: calls.marks };
}

/** Names with what the colour says; names alone where there is no room for both. */
function placeServiceLabels(marks: GraphMarks, circles: readonly Rectangle[], options: LabelOptions): Placed {
  const { focus, scale } = options;
  const inFocus = ({ node }: ServiceMark) => Number(focus?.services.has(node.service) ?? false);
  const sorted = marks.services.toSorted(
    (a, b) => inFocus(b) - inFocus(a) || b.node.errorCount - a.node.errorCount,
  );
  const labelsOf = (withMeasure: boolean) =>
    sorted.map((mark) =>
      createLabel(mark.node.service, linesOf(mark, options, withMeasure), scale, (height) =>
        beside(mark, height),
      ),
    );
  const whole = place(labelsOf(scale < LARGEST_SCALE_WITH_MEASURE), circles);
  const names = labelsOf(false).filter(({ key }) => !whole.marks.has(key));
  return join(whole, place(names, [...circles, ...whole.rectangles]));
}

/** Where there is room, clear of other calls' lines; else on them; else shorter. Those that fail most choose first. */
function placeCallLabels(
  marks: GraphMarks,
  taken: readonly Rectangle[],
  { focus, scale }: LabelOptions,
): Placed {
  const calls = marks.calls
    .filter(({ call }) => !focus || focus.calls.has(call.key))
    .toSorted((a, b) => b.call.errorCount - a.call.errorCount || b.call.count - a.call.count);
  if (!focus && calls.length > MOST_LABELLED) return NOTHING;
  let placed = NOTHING;
  const placeRest = (lineCount: number, obstacles: readonly Rectangle[]) => {
    const labels = calls
      .filter(({ call }) => !placed.marks.has(call.key))
      .map(({ call, path }) =>
        createLabel(call.key, callLines(call).slice(-lineCount), scale, () => path.labelPoints),
      );
    placed = join(placed, place(labels, [...taken, ...placed.rectangles, ...obstacles]));
  };
  placeRest(2, rectanglesAlong(calls));
  placeRest(2, []);
  placeRest(1, []);
  return placed;
}

/** The count, and last, where it is worth saying, the share that failed. */
function callLines({ count, errorRate }: Call): TextLine[] {
  const lines: TextLine[] = [{ text: formatCount(count), tone: 'plain' }];
  if (errorRate >= LEAST_ERROR_RATE) lines.push({ text: `${formatShare(errorRate)} errors`, tone: 'errors' });
  return lines;
}

interface TextLabel extends Label {
  readonly lines: readonly TextLine[];
}

/** Labels that found room, and the room they take. */
interface Placed {
  readonly marks: ReadonlyMap<string, TextMark>;
  readonly rectangles: readonly Rectangle[];
}

const NOTHING: Placed = { marks: new Map(), rectangles: [] };

function place(labels: readonly TextLabel[], taken: readonly Rectangle[]): Placed {
  const marks = new Map<string, TextMark>();
  const rectangles: Rectangle[] = [];
  const places = placeLabels(labels, taken);
  for (const { key, lines, width, height } of labels) {
    const at = places.get(key);
    if (!at) continue;
    marks.set(key, { key, at, lines });
    rectangles.push(around(at, width, height));
  }
  return { marks, rectangles };
}

function join(a: Placed, b: Placed): Placed {
  return { marks: new Map([...a.marks, ...b.marks]), rectangles: [...a.rectangles, ...b.rectangles] };
}

function linesOf(
  { node }: ServiceMark,
  { direction, measure }: LabelOptions,
  withMeasure: boolean,
): TextLine[] {
  const lines: TextLine[] = wrapName(node.service, direction).map((text) => ({ text, tone: 'name' }));
  if (withMeasure && (measure === 'p95' || node.errorCount > 0))
    lines.push({ text: formatMeasure(measure, node), tone: 'plain' });
  return lines;
}

function createLabel(
  key: string,
  lines: readonly TextLine[],
  scale: number,
  candidates: (height: number) => readonly Point[],
): TextLabel {
  const width = scale * (4 + lines.reduce((most, { text }) => Math.max(most, estimateWidth(text)), 0));
  const height = scale * LINE_HEIGHT * lines.length;
  return { key, lines, width, height, candidates: candidates(height) };
}

/** Below a circle, or above it. */
function beside({ at, radius }: ServiceMark, height: number): Point[] {
  const distance = radius + 3 + height / 2;
  return [
    { x: at.x, y: at.y + distance },
    { x: at.x, y: at.y - distance },
  ];
}

/** Small squares along each line, on which only the line's own label may stand. */
function rectanglesAlong(calls: readonly CallMark[]): Rectangle[] {
  return calls.flatMap(({ call, path }) =>
    path.points.map(({ x, y }) => ({
      left: x - 2,
      right: x + 2,
      top: y - 2,
      bottom: y + 2,
      owner: call.key,
    })),
  );
}
