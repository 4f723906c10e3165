import type { FoundSpans, TimeWindow } from '../../../core/engine/trace-answers.ts';
import { SpanFlag, StatusCode } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { PixelRow } from './pixel-row.ts';

/** What the minimap shows: the spans from `first` to before `end`, over all of `bounds`. */
export interface MinimapSubject {
  readonly opened: Pick<OpenedTrace, 'trace' | 'path'>;
  readonly first: number;
  readonly end: number;
  readonly bounds: TimeWindow;
  readonly path: PathMode;
}

/** The size of the picture in pixels of the device; `ratio` of them are a CSS px. */
export interface MinimapSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Colours as words of a canvas' pixels. */
export interface MinimapInk {
  readonly barOf: (span: number) => number;
  readonly error: number;
  readonly match: number;
  readonly path: number;
}

/** CSS px of the lanes of marks: errors above all else, matches below. */
const MARK_LANE = 6;
/** CSS px of the path's lane with a gap above and below it, of its colours, and of the stripe that underlines them. */
const PATH_LANE = 9;
const PATH_COLORS = 4;
const PATH_STRIPE = 2;
/** CSS px of a bar with the gap below it, at most; and from which on there is a gap. */
const TALLEST_BAR = 6;
const GAP_FROM = 3;
/** Spans and stretches between two pauses: some 10 ms. */
const STRIDE = 65_536;

/**
 * Paints the trace small, in O(spans + pixels), with pauses (a yield each). Bars come in the order of the waterfall, each
 * at least a pixel; those that share a line are painted from the lowest up, so that of those at one time the lowest shows.
 * Errors hang from the top edge, where they start. The path has the colours of the spans that it runs through, underlined;
 * below it there is room for `paintMatches`.
 *
 *     ▼   ▼         errors
 *     ████████████
 *      ███████      bars
 *         ███
 *     ▀▀▀▀▀▀▀▀▀▀    path
 *          ▲        matches
 */
export function* paintMinimap(
  subject: MinimapSubject,
  size: MinimapSize,
  ink: MinimapInk,
): Generator<void, Uint32Array<ArrayBuffer>> {
  const pixels = new Uint32Array(size.width * size.height);
  const layout = layOut(subject, size);
  const bars = new PixelRow(pixels, size.width);
  for (let at = subject.end; at > subject.first; at -= STRIDE) {
    paintBars(bars, subject, layout, ink, Math.max(subject.first, at - STRIDE), at);
    yield;
  }
  if (subject.path !== 'off') yield* paintPath(pixels, subject, layout, ink);
  paintMarks(pixels, size, errorColumns(subject, layout), { edge: 'top', color: ink.error });
  return pixels;
}

/** Paints marks on the bottom edge where the `found` spans start, in O(found + pixels of their lane). */
export function paintMatches(
  pixels: Uint32Array,
  subject: MinimapSubject,
  size: MinimapSize,
  ink: MinimapInk,
  found: FoundSpans['spans'],
): void {
  const columns = matchColumns(subject, layOut(subject, size), found);
  paintMarks(pixels, size, columns, { edge: 'bottom', color: ink.match });
}

/** Where spans stand in the picture. */
interface Layout {
  readonly width: number;
  readonly ratio: number;
  readonly from: number;
  /** Pixels that a nanosecond takes. */
  readonly scale: number;
  readonly first: number;
  /** The uppermost line of all bars, and how many lines one has with the gap below it: less than one of a long trace. */
  readonly top: number;
  readonly pitch: number;
  /** The uppermost line of the path. */
  readonly pathTop: number;
}

function layOut({ first, end, bounds }: MinimapSubject, { width, height, ratio }: MinimapSize): Layout {
  const top = Math.round(MARK_LANE * ratio);
  const bottom = height - top - Math.round(PATH_LANE * ratio);
  const pitch = Math.min((bottom - top) / (end - first), Math.round(TALLEST_BAR * ratio));
  const scale = bounds.to > bounds.from ? width / (bounds.to - bounds.from) : 0;
  return { width, ratio, from: bounds.from, scale, first, top, pitch, pathTop: bottom + Math.round(ratio) };
}

/** The column in which `time` falls, or the nearest that there is. */
function columnOf({ width, from, scale }: Layout, time: number): number {
  return Math.max(0, Math.min(width - 1, Math.round((time - from) * scale)));
}

/** The column before which a bar ends that is there in `left`. */
function columnAfter({ width, from, scale }: Layout, left: number, time: number): number {
  return Math.max(left + 1, Math.min(width, Math.round((time - from) * scale)));
}

function lineOf({ first, top, pitch }: Layout, span: number): number {
  return top + Math.floor((span - first) * pitch);
}

/** Lines of the bar itself. */
function thicknessOf(layout: Layout, span: number): number {
  const lines = Math.max(1, lineOf(layout, span + 1) - lineOf(layout, span));
  return lines >= GAP_FROM * layout.ratio ? lines - Math.round(layout.ratio) : lines;
}

function paintBars(
  row: PixelRow,
  { opened, bounds }: MinimapSubject,
  layout: Layout,
  { barOf }: MinimapInk,
  from: number,
  to: number,
): void {
  const { start, duration, flags } = opened.trace.spans;
  for (let span = to - 1; span >= from; span--) {
    const end = flags[span]! & SpanFlag.UNFINISHED ? bounds.to : start[span]! + duration[span]!;
    const left = columnOf(layout, start[span]!);
    row.moveTo(lineOf(layout, span), thicknessOf(layout, span));
    row.fill(left, columnAfter(layout, left, end), barOf(span));
  }
}

/** Stretches from the lowest up, as bars are: where whole spans of the longest path overlap, the lowest shows. */
function* paintPath(
  pixels: Uint32Array,
  { opened, path, first, end }: MinimapSubject,
  layout: Layout,
  ink: MinimapInk,
): Generator<void, void> {
  const stretches = path === 'critical' ? criticalStretches(opened) : longestStretches(opened);
  const colors = new PixelRow(pixels, layout.width);
  const stripe = new PixelRow(pixels, layout.width);
  const tall = Math.round(PATH_COLORS * layout.ratio);
  colors.moveTo(layout.pathTop, tall);
  stripe.moveTo(layout.pathTop + tall, Math.round(PATH_STRIPE * layout.ratio));
  for (let at = stretches.length - 1; at >= 0; at--) {
    const span = stretches.spanAt(at);
    if (at % STRIDE === 0) yield;
    if (span < first || span >= end) continue;
    const left = columnOf(layout, stretches.startAt(at));
    const right = columnAfter(layout, left, stretches.endAt(at));
    colors.fill(left, right, ink.barOf(span));
    stripe.fill(left, right, ink.path);
  }
}

/** Stretches of time on rows of the waterfall, from the uppermost row down. */
interface RowStretches {
  readonly length: number;
  readonly spanAt: (at: number) => number;
  readonly startAt: (at: number) => number;
  readonly endAt: (at: number) => number;
}

function criticalStretches({ path }: MinimapSubject['opened']): RowStretches {
  const { bySpan, span, start, end } = path;
  return {
    length: bySpan.length,
    spanAt: (at) => span[bySpan[at]!]!,
    startAt: (at) => start[bySpan[at]!]!,
    endAt: (at) => end[bySpan[at]!]!,
  };
}

function longestStretches({ trace }: MinimapSubject['opened']): RowStretches {
  const { start, duration } = trace.spans;
  const chain = trace.longestPath.span;
  return {
    length: chain.length,
    spanAt: (at) => chain[at]!,
    startAt: (at) => start[chain[at]!]!,
    endAt: (at) => start[chain[at]!]! + duration[chain[at]!]!,
  };
}

/** By column: 1 where an error starts. */
function errorColumns({ opened, first, end }: MinimapSubject, layout: Layout): Uint8Array {
  const { start, status } = opened.trace.spans;
  const columns = new Uint8Array(layout.width);
  for (let span = first; span < end; span++)
    if (status[span] === StatusCode.ERROR) columns[columnOf(layout, start[span]!)] = 1;
  return columns;
}

/** By column: 1 where a span that is found starts. */
function matchColumns(
  { opened, first, end }: MinimapSubject,
  layout: Layout,
  found: FoundSpans['spans'],
): Uint8Array {
  const columns = new Uint8Array(layout.width);
  for (const span of found)
    if (span >= first && span < end) columns[columnOf(layout, opened.trace.spans.start[span]!)] = 1;
  return columns;
}

interface Mark {
  readonly edge: 'top' | 'bottom';
  readonly color: number;
}

/** Triangles that stand on an edge of the picture, their tips at the columns. */
function paintMarks(
  pixels: Uint32Array,
  { width, height, ratio }: MinimapSize,
  columns: Uint8Array,
  { edge, color }: Mark,
): void {
  const tall = Math.round((MARK_LANE - 1) * ratio);
  for (let step = 0; step < tall; step++) {
    const line = (edge === 'top' ? step : height - 1 - step) * width;
    const half = Math.floor((tall - 1 - step) / 2);
    for (let x = 0; x < width; x++)
      if (columns[x] === 1)
        pixels.fill(color, line + Math.max(0, x - half), line + Math.min(width, x + half + 1));
  }
}
