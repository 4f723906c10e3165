import { CLOSE_BRACE, CLOSE_BRACKET, OPEN_BRACE } from './ascii.ts';
import type { OutlineNode } from './outline.ts';

/** An open list or object that is walked into. */
export interface Frame {
  readonly node: OutlineNode;
  readonly closer: number;
  /** Where it begins in the whole text. */
  readonly start: number;
  /** What was read last in it. */
  last: 'opener' | 'value' | 'comma';
}

/** The lists and objects that are walked into, each in the one before. */
export class FrameStack {
  readonly #frames: Frame[] = [];

  get innermost(): Frame | undefined {
    return this.#frames.at(-1);
  }

  /** The outermost first. */
  get all(): readonly Frame[] {
    return this.#frames;
  }

  /** Goes into the list or object of `opener` that begins at `start`. */
  enter(node: OutlineNode, opener: number, start: number): void {
    const around = this.innermost;
    if (around) around.last = 'value';
    const closer = opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
    this.#frames.push({ node, closer, start, last: 'opener' });
  }

  /** Leaves the innermost; null where there is none. */
  leave(): Frame | null {
    return this.#frames.pop() ?? null;
  }
}
