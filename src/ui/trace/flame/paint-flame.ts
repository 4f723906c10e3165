import { LetterWidths } from './fit-text.ts';
import type { FlameInk } from './flame-ink.ts';
import type { FlamePicture } from './flame-picture.ts';
import { pxPerUnit, type FlameScale } from './flame-scale.ts';
import { listStrips, StripMark, Strips } from './strips.ts';

/** What is to be seen of a flame. All lengths are pixels of the device. */
export interface FlameScene {
  readonly picture: FlamePicture;
  readonly scale: FlameScale;
  readonly height: number;
  /** The rows in sight, and where each begins. */
  readonly firstRow: number;
  readonly endRow: number;
  readonly topOf: (row: number) => number;
  /** Where lines stand behind the boxes. */
  readonly lines: readonly number[];
  /** Boxes with a frame; -1: none. */
  readonly selected: number;
  readonly pointed: number;
  /** The box that keys act on, while they do. */
  readonly focused: number;
}

/** CSS px from one row to the next, and of the gap between two boxes. */
export const ROW_HEIGHT = 24;
const GAP = 1;
/** CSS px at the left of a box that show the texture of its service, so that it runs through no letters. */
const TEXTURE_WIDTH = 8;
/** CSS px of the strip along the foot of a box that marks an error, and of the one along its head that marks a match. */
const FOOT = 6;
const HEAD = 3;
/** CSS px left and right of a label, and of the narrowest box that has one. */
const PAD = 4;
const LEAST_LABEL = 24;
/** Opacity of what is not found while something is looked for. */
const FAINT = 0.28;

/** Paints flames on one canvas. What it lists and measures is kept from frame to frame. */
export class FlamePainter {
  readonly #context: CanvasRenderingContext2D;
  readonly #ink: FlameInk;
  readonly #letters: LetterWidths;
  readonly #strips = new Strips();

  constructor(context: CanvasRenderingContext2D, ink: FlameInk) {
    this.#context = context;
    this.#ink = ink;
    this.#letters = new LetterWidths((letter) => {
      context.font = ink.font;
      return context.measureText(letter).width;
    });
  }

  paint(scene: FlameScene): void {
    const { scale, height, firstRow, endRow, picture } = scene;
    const { ink, error, focus, boxOf } = this.#ink;
    this.#clear(scale.width, height);
    this.#strips.clear();
    for (let row = firstRow; row < endRow; row++) listStrips(this.#strips, picture, row, scale, boxOf);
    const order = this.#strips.sortByStyle();
    this.#paintLines(scene);
    this.#paintBoxes(scene, order);
    this.#paintFeet(scene, error);
    if (picture.matchesBefore) this.#paintHeads(scene, ink);
    this.#paintLabels(scene, order);
    this.#paintFrame(scene, scene.pointed, ink, 1);
    this.#paintFrame(scene, scene.selected, ink, 2);
    this.#paintFrame(scene, scene.focused, focus, 2);
  }

  /** Also makes the canvas as large as what is painted. */
  #clear(width: number, height: number): void {
    const { canvas } = this.#context;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    this.#context.clearRect(0, 0, width, height);
  }

  #px(cssPx: number): number {
    return Math.round(cssPx * this.#ink.ratio);
  }

  #paintLines({ lines, height }: FlameScene): void {
    this.#context.fillStyle = this.#ink.line;
    for (const x of lines) this.#context.fillRect(x, 0, this.#px(1), height);
  }

  /** Style by style: to change the fill is what costs most. */
  #paintBoxes({ topOf }: FlameScene, order: Int32Array): void {
    const { x, width, row, style, marks } = this.#strips;
    const context = this.#context;
    const height = this.#px(ROW_HEIGHT - GAP);
    const textureWidth = this.#px(TEXTURE_WIDTH);
    let inUse = '';
    for (const strip of order) {
      const { fill, texture } = this.#ink.boxes[style[strip]!]!;
      context.globalAlpha = marks[strip]! & StripMark.NO_MATCH ? FAINT : 1;
      if (fill !== inUse) context.fillStyle = inUse = fill;
      const top = topOf(row[strip]!);
      context.fillRect(x[strip]!, top, this.#solidWidth(strip), height);
      if (!texture || width[strip]! < textureWidth) continue;
      context.fillStyle = texture;
      context.fillRect(x[strip]!, top, Math.min(this.#solidWidth(strip), textureWidth), height);
      inUse = '';
    }
    context.globalAlpha = 1;
  }

  /** Px of the strip that are filled: wide boxes leave a gap before the next. */
  #solidWidth(strip: number): number {
    const width = this.#strips.width[strip]!;
    const isWide = width >= this.#px(4) && !(this.#strips.marks[strip]! & StripMark.MERGED);
    return isWide ? width - this.#px(GAP) : width;
  }

  #paintFeet({ topOf }: FlameScene, error: string): void {
    const { length, x, row, marks } = this.#strips;
    const context = this.#context;
    const foot = this.#px(FOOT);
    const line = this.#px(1);
    const offset = this.#px(ROW_HEIGHT - GAP) - foot;
    for (let strip = 0; strip < length; strip++) {
      if (!(marks[strip]! & StripMark.ERROR)) continue;
      const top = topOf(row[strip]!) + offset;
      const width = this.#solidWidth(strip);
      context.fillStyle = error;
      context.fillRect(x[strip]!, top, width, foot);
      if (width <= 4 * line || !this.#ink.hatch) continue;
      context.fillStyle = this.#ink.hatch;
      context.fillRect(x[strip]! + line, top + line, width - 2 * line, foot - 2 * line);
    }
  }

  /** A bar with a bright edge over each box that is found. */
  #paintHeads({ topOf }: FlameScene, ink: string): void {
    const { length, x, row, marks } = this.#strips;
    const context = this.#context;
    const head = this.#px(HEAD);
    for (let strip = 0; strip < length; strip++) {
      if (marks[strip]! & StripMark.NO_MATCH) continue;
      const top = topOf(row[strip]!);
      const width = this.#solidWidth(strip);
      context.fillStyle = this.#ink.ground;
      context.fillRect(x[strip]!, top, width, head + this.#px(1));
      context.fillStyle = ink;
      context.fillRect(x[strip]!, top, width, head);
    }
  }

  #paintLabels({ topOf, picture }: FlameScene, order: Int32Array): void {
    const { x, width, row, box, style, marks } = this.#strips;
    const { operation } = picture.flame;
    const context = this.#context;
    context.font = this.#ink.font;
    context.textBaseline = 'middle';
    context.fontKerning = 'none'; // so that a text is as wide as its letters
    let inUse = '';
    for (const strip of order) {
      if (width[strip]! < this.#px(LEAST_LABEL) || marks[strip]! & StripMark.MERGED) continue;
      const { text, texture } = this.#ink.boxes[style[strip]!]!;
      const indent = this.#px(texture ? TEXTURE_WIDTH + PAD : PAD);
      const room = this.#solidWidth(strip) - indent - this.#px(PAD);
      const label = this.#labelFor(operation[box[strip]!]!, room);
      if (label === '') continue;
      const color = marks[strip]! & StripMark.NO_MATCH ? this.#ink.ink : text;
      if (color !== inUse) context.fillStyle = inUse = color;
      context.fillText(label, x[strip]! + indent, topOf(row[strip]!) + this.#px((ROW_HEIGHT - GAP) / 2));
    }
  }
  /** "CA GetCart", as much of it as there is room for; the letters of the service alone rather than nothing. */
  #labelFor(operation: number, room: number): string {
    const monogram = this.#ink.monograms[operation]!;
    const label = this.#letters.fit(`${monogram} ${this.#ink.names[operation]!}`, room);
    const isCutShort = label.length < monogram.length + 3;
    return isCutShort ? this.#letters.fit(monogram, room) : label;
  }

  #paintFrame({ picture, scale, topOf }: FlameScene, box: number, color: string, cssPx: number): void {
    if (box < 0) return;
    const { left, width, row } = picture.flame;
    const px = pxPerUnit(scale);
    const from = Math.round((left[box]! - scale.start) * px);
    const to = Math.max(from + 3 * scale.grain, Math.round((left[box]! + width[box]! - scale.start) * px));
    const line = this.#px(cssPx);
    const context = this.#context;
    const [x, right] = [Math.max(-2 * line, from), Math.min(scale.width + 2 * line, to)];
    const top = topOf(row[box]!);
    const height = this.#px(ROW_HEIGHT - GAP);
    context.lineWidth = line;
    context.strokeStyle = color;
    context.strokeRect(x + line / 2, top + line / 2, right - x - line, height - line);
    context.lineWidth = this.#px(1);
    context.strokeStyle = this.#ink.ground;
    const inner = line + this.#px(1) / 2;
    if (right - x > 3 * inner)
      context.strokeRect(x + inner, top + inner, right - x - 2 * inner, height - 2 * inner);
  }
}
