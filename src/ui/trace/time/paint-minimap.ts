import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { SpanFlag, StatusCode } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import { PixelRow } from './pixel-row.ts';

/** What the minimap shows: the spans from `first` to before `end`, over all of `bounds`. */
export interface MinimapSubject {
  readonly opened: OpenedTrace;
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
  /** By operation of the trace. */
  readonly bars: Uint32Array;
  readonly error: number;
  readonly match: number;
  readonly path: number;
  readonly halo: number;
}

/** CSS px of the lanes of marks: errors above the bars, matches below. */
const MARK_LANE = 6;
/** CSS px of a bar with the gap below it, at most; and from which on there is a gap. */
const TALLEST_BAR = 6;
const GAP_FROM = 3;
/** Spans and stretches between two pauses: some 10 ms. */
const STRIDE = 65_536;

/**
 * Paints the trace small, in O(spans + pixels), with pauses (a yield each): bars in the order of the waterfall, each at
 * least a pixel, on them the path; errors hang from the top edge and matches stand on the bottom edge, where they start.
 * Spans that share a line are painted from the lowest up, so that of those at one time the lowest shows.
 *
 *     ▼   ▼         errors
 *     ████████████
 *      ███▬▬▬       bars and path
 *         ███
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
  yield* paintPath(pixels, subject, layout, ink);
  paintMarks(pixels, size, errorColumns(subject, layout), { edge: 'top', color: ink.error });
  paintMarks(pixels, size, matchColumns(subject, layout), { edge: 'bottom', color: ink.match });
  return pixels;
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
}

function layOut({ first, end, bounds }: MinimapSubject, { width, height, ratio }: MinimapSize): Layout {
  const top = Math.round(MARK_LANE * ratio);
  const pitch = Math.min((height - 2 * top) / (end - first), Math.round(TALLEST_BAR * ratio));
  const scale = bounds.to > bounds.from ? width / (bounds.to - bounds.from) : 0;
  return { width, ratio, from: bounds.from, scale, first, top, pitch };
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
  { bars }: MinimapInk,
  from: number,
  to: number,
): void {
  const { start, duration, flags, operation } = opened.trace.spans;
  for (let span = to - 1; span >= from; span--) {
    const end = flags[span]! & SpanFlag.UNFINISHED ? bounds.to : start[span]! + duration[span]!;
    const left = columnOf(layout, start[span]!);
    row.moveTo(lineOf(layout, span), thicknessOf(layout, span));
    row.fill(left, columnAfter(layout, left, end), bars[operation[span]!]!);
  }
}

/** The path through the middle of the bars, first its halo, then itself, so that no halo lies on another's path. */
function* paintPath(
  pixels: Uint32Array,
  { opened, path, first, end }: MinimapSubject,
  layout: Layout,
  ink: MinimapInk,
): Generator<void, void> {
  if (path === 'off') return;
  const stretches = path === 'critical' ? criticalStretches(opened) : longestStretches(opened);
  const halo = Math.round(layout.ratio);
  for (const [color, around] of [
    [ink.halo, halo],
    [ink.path, 0],
  ] as const) {
    const row = new PixelRow(pixels, layout.width);
    for (let at = 0; at < stretches.length; at++) {
      const span = stretches.spanAt(at);
      if (span < first || span >= end) continue;
      const thickness = thicknessOf(layout, span);
      const stripe = Math.round(layout.ratio * (thickness >= 4 * layout.ratio ? 2 : 1));
      const line = lineOf(layout, span) + Math.floor((thickness - stripe) / 2);
      const left = columnOf(layout, stretches.startAt(at));
      row.moveTo(line - around, stripe + 2 * around);
      row.fill(left, columnAfter(layout, left, stretches.endAt(at)), color);
      if (at % STRIDE === STRIDE - 1) yield;
    }
  }
}

/** Stretches of time on rows of the waterfall, from the uppermost row down. */
interface RowStretches {
  readonly length: number;
  readonly spanAt: (at: number) => number;
  readonly startAt: (at: number) => number;
  readonly endAt: (at: number) => number;
}

function criticalStretches({ path }: OpenedTrace): RowStretches {
  const { bySpan, span, start, end } = path;
  return {
    length: bySpan.length,
    spanAt: (at) => span[bySpan[at]!]!,
    startAt: (at) => start[bySpan[at]!]!,
    endAt: (at) => end[bySpan[at]!]!,
  };
}

function longestStretches({ trace }: OpenedTrace): RowStretches {
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
function matchColumns({ opened, first, end }: MinimapSubject, layout: Layout): Uint8Array {
  const columns = new Uint8Array(layout.width);
  for (const span of opened.found?.spans ?? [])
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
