import type { TraceView } from '../../../core/engine/trace-answers.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import { resolveColor } from '../time/resolve-color.ts';
import type { PixelInk } from './pixel-sheet.ts';

/** A colour of boxes, and what is readable on it. */
interface BoxInk {
  readonly fill: string;
  readonly text: string;
  readonly texture: CanvasPattern | null;
}

/** Everything a flame is drawn with; colours as canvases take them. */
export interface FlameInk {
  readonly pixels: PixelInk;
  readonly boxes: readonly BoxInk[];
  /** By operation of the trace: which of `boxes`. */
  readonly boxOf: Uint8Array;
  /** By operation of the trace: the two letters of its service, and its name. */
  readonly monograms: readonly string[];
  readonly names: readonly string[];
  readonly hatch: CanvasPattern | null;
  readonly error: string;
  readonly ink: string;
  readonly ground: string;
  readonly line: string;
  readonly focus: string;
  readonly font: string;
  /** Pixels of the device that a CSS px takes. */
  readonly ratio: number;
}

/** Reads the colours that `element` has as `--flame-…`, and those of the services, as they are right now. */
export function readInk(
  element: HTMLElement,
  trace: TraceView,
  styleOf: (service: string) => ServiceStyle,
): FlameInk {
  const ratio = Math.max(1, window.devicePixelRatio);
  const colorOf = (color: string) => resolveColor(element, color);
  const tile = { ratio, ink: colorOf('var(--texture-ink)') };
  const styles = trace.services.map(styleOf);
  const keyOf = ({ color, texture }: ServiceStyle) => `${color} ${texture}`;
  const keys = [...new Set(styles.map(keyOf))];
  const boxes = keys.map((key): BoxInk => {
    const style = styles.find((known) => keyOf(known) === key)!;
    const fill = colorOf(style.color);
    const texture = [null, STRIPES, DOTS][style.texture] ?? null;
    return { fill, text: readableOn(fill), texture: texture && makePattern(tile, texture) };
  });
  const error = colorOf('var(--flame-error)');
  const ground = colorOf('var(--flame-ground)');
  const ink = colorOf('var(--flame-ink)');
  return {
    pixels: {
      boxes: Uint32Array.from(boxes, ({ fill }) => pixelOf(fill)),
      faint: Uint32Array.from(boxes, ({ fill }) => pixelOf(fill, FAINT)),
      error: pixelOf(error),
      match: pixelOf(ink),
      ground: pixelOf(ground),
    },
    boxes,
    boxOf: Uint8Array.from(trace.operations, ({ service }) => keys.indexOf(keyOf(styles[service]!))),
    monograms: trace.operations.map(({ service }) => styles[service]!.monogram),
    names: trace.operations.map(({ name }) => name || 'unnamed'),
    hatch: makePattern({ ratio, ink: error, ground }, STRIPES),
    error,
    ink,
    ground,
    line: colorOf('var(--flame-line)'),
    focus: colorOf('var(--flame-focus)'),
    font: `${12 * ratio}px ${getComputedStyle(element).fontFamily}`,
    ratio,
  };
}

/** The parts of an opaque "rgb(r, g, b)", 0 to 255. */
function partsOf(color: string): readonly number[] {
  return Array.from(color.matchAll(/[\d.]+/g), ([digits]) => Number(digits));
}

/** The colour as a word of an image's pixels. */
function pixelOf(color: string, opacity = 1): number {
  const [red = 0, green = 0, blue = 0] = partsOf(color);
  return ((Math.round(255 * opacity) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Black or white, whichever stands out more on `fill`: 4.5:1 at least, on any colour. */
export function readableOn(fill: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = partsOf(fill);
  const linear = (part: number) => (part <= 10.3 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

interface Tile {
  readonly ratio: number;
  readonly ink: string;
  readonly ground?: string;
}

type DrawTile = (context: CanvasRenderingContext2D, size: number) => void;

/** Opacity of what is not found while something is looked for. */
const FAINT = 0.28;

/** Side of a tile in CSS px. */
const TILE = 4;

/** The textures of `--texture-stripes` and `--texture-dots`. */
const STRIPES: DrawTile = (context, size) => {
  context.lineWidth = size / 2.8;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - size, 2 * size);
    context.lineTo(shift + 2 * size, -size);
  }
  context.stroke();
};
const DOTS: DrawTile = (context, size) => {
  context.beginPath();
  context.arc(size / 2, size / 2, size * 0.3, 0, 2 * Math.PI);
  context.fill();
};

function makePattern({ ratio, ink, ground }: Tile, draw: DrawTile): CanvasPattern | null {
  const tile = document.createElement('canvas');
  const size = Math.round(TILE * ratio);
  tile.width = size;
  tile.height = size;
  const context = tile.getContext('2d');
  if (!context) return null;
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size, size);
  }
  context.fillStyle = ink;
  context.strokeStyle = ink;
  draw(context, size);
  return context.createPattern(tile, 'repeat');
}
