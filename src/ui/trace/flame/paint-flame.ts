import { LetterWidths } from './fit-text.ts';
import type { FlameInk } from './flame-ink.ts';
import type { FlamePicture } from './flame-picture.ts';
import { pxPerUnit, type FlameScale } from './flame-scale.ts';
import { PixelSheet, type RowParts } from './pixel-sheet.ts';
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
const PAD = 6;
const LEAST_LABEL = 28;
/** Paints flames on one canvas. What it lists and measures is kept from frame to frame. */
export class FlamePainter {
  readonly #context: CanvasRenderingContext2D;
  readonly #ink: FlameInk;
  readonly #parts: RowParts;
  readonly #letters: LetterWidths;
  readonly #strips = new Strips();
  #sheet: PixelSheet | null = null;

  constructor(context: CanvasRenderingContext2D, ink: FlameInk) {
    this.#context = context;
    this.#ink = ink;
    const px = (cssPx: number) => Math.round(cssPx * ink.ratio);
    this.#parts = { height: px(ROW_HEIGHT - GAP), foot: px(FOOT), head: px(HEAD), gap: px(GAP) };
    this.#letters = new LetterWidths((letter) => context.measureText(letter).width);
  }

  paint(scene: FlameScene): void {
    const { ink, focus } = this.#ink;
    this.#paintBoxes(scene);
    this.#paintLines(scene);
    this.#paintTextures(scene);
    this.#paintHatches(scene);
    this.#paintLabels(scene);
    this.#paintFrame(scene, scene.pointed, ink, 1);
    this.#paintFrame(scene, scene.selected, ink, 2);
    this.#paintFrame(scene, scene.focused, focus, 2);
  }

  #px(cssPx: number): number {
    return Math.round(cssPx * this.#ink.ratio);
  }

  /** Also makes the canvas as large as what is painted, and forgets what was. */
  #paintBoxes({ picture, scale, height, firstRow, endRow, topOf }: FlameScene): void {
    const sheet = this.#sheetOf(scale.width, height);
    this.#strips.clear();
    sheet.clear();
    for (let row = firstRow; row < endRow; row++) {
      const from = this.#strips.length;
      listStrips(this.#strips, picture, row, scale, this.#ink.boxOf);
      const strips = {
        from,
        to: this.#strips.length,
        top: topOf(row),
        hasMatches: picture.matchesBefore !== null,
      };
      if (strips.to > from) sheet.paintRow(this.#strips, strips, this.#ink.pixels, this.#parts);
    }
    this.#context.putImageData(sheet.image, 0, 0);
  }

  #sheetOf(width: number, height: number): PixelSheet {
    const { canvas } = this.#context;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const kept = this.#sheet;
    if (kept?.image.width === width && kept.image.height === height) return kept;
    return (this.#sheet = new PixelSheet(width, height));
  }

  /** Behind what is painted already. */
  #paintLines({ lines, height }: FlameScene): void {
    const context = this.#context;
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = this.#ink.line;
    for (const x of lines) context.fillRect(x, 0, this.#px(1), height);
    context.globalCompositeOperation = 'source-over';
  }

  #paintTextures({ topOf }: FlameScene): void {
    const { length, x, row, style, width, marks } = this.#strips;
    const textureWidth = this.#px(TEXTURE_WIDTH);
    for (let strip = 0; strip < length; strip++) {
      if (width[strip]! < textureWidth || marks[strip]! & StripMark.MERGED) continue;
      const { texture } = this.#ink.boxes[style[strip]!]!;
      if (!texture) continue;
      this.#context.fillStyle = texture;
      this.#context.fillRect(x[strip]!, topOf(row[strip]!), textureWidth, this.#parts.height);
    }
  }

  /** On the red of errors, where there is room for it. */
  #paintHatches({ topOf }: FlameScene): void {
    const { length, x, row, marks } = this.#strips;
    const { hatch } = this.#ink;
    if (!hatch) return;
    const { height, foot, gap } = this.#parts;
    this.#context.fillStyle = hatch;
    for (let strip = 0; strip < length; strip++) {
      const width = this.#strips.solidWidth(strip, gap);
      if (!(marks[strip]! & StripMark.ERROR) || marks[strip]! & StripMark.MERGED || width <= 4 * gap)
        continue;
      const top = topOf(row[strip]!) + height - foot;
      this.#context.fillRect(x[strip]! + gap, top + gap, width - 2 * gap, foot - 2 * gap);
    }
  }

  #paintLabels({ topOf, picture }: FlameScene): void {
    const { length, x, width, row, box, style, marks } = this.#strips;
    const { operation } = picture.flame;
    const context = this.#context;
    context.font = this.#ink.font;
    context.textBaseline = 'middle';
    context.fontKerning = 'none'; // so that a text is as wide as its letters
    let inUse = '';
    for (let strip = 0; strip < length; strip++) {
      if (width[strip]! < this.#px(LEAST_LABEL) || marks[strip]! & StripMark.MERGED) continue;
      const { text, texture } = this.#ink.boxes[style[strip]!]!;
      const indent = this.#px(texture ? TEXTURE_WIDTH + PAD : PAD);
      const room = this.#strips.solidWidth(strip, this.#parts.gap) - indent - this.#px(PAD);
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
