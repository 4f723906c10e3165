import type { DocumentWalker, WalkedText } from './document-walker.ts';
import type { Frame } from './frame-stack.ts';

/** A walker starts over in a record of which the window holds a part: above this, it is the splitter's. */
const LARGEST_RECORD = 1 << 22;

/** Whose turn it is in a document: that of its walker, which goes on as long as it can, or the splitter's. */
export class WalkerTurns {
  /** Where the walker stopped, in the window. */
  at = 0;
  readonly #text: WalkedText;
  /** The last that walked. */
  #walker: DocumentWalker | null = null;
  /** Something was read since it stopped. */
  #mayWalk = false;

  constructor(text: WalkedText) {
    this.#text = text;
  }

  /** The splitter has read a value, or an end of a container. */
  allow(): void {
    this.#mayWalk = true;
  }

  /** Whether it is the walker's turn now, in the innermost container `frame`. `makeWay` is called before it is. */
  start(frame: Frame, walker: DocumentWalker | undefined, makeWay: () => void): boolean {
    if (!this.#mayWalk || frame.last === 'comma') return false;
    this.#mayWalk = false;
    if (!walker?.canWalk(frame)) return false;
    makeWay();
    if (walker !== this.#walker) this.settle();
    this.#walker = walker;
    return walker.begin(this.#text);
  }

  /** Lets the walker read on from `at`; false where its turn is not over and it needs more bytes. */
  walk(at: number, isLast: boolean): boolean {
    const result = this.#walker!.walk(at, isLast);
    this.at = this.#walker!.at;
    return result !== 'more' || isLast || this.#text.window.length - this.at >= LARGEST_RECORD;
  }

  /** What was walked is handed over: before anything that comes behind it is told. */
  settle(): void {
    this.#walker?.settle();
  }
}
