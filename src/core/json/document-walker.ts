import type { ByteWindow } from './byte-window.ts';
import type { DocumentOpening } from './document-opening.ts';
import type { Frame, FrameStack } from './frame-stack.ts';
import type { Teller } from './teller.ts';

/** What a walk has in common with the splitter it works for. */
export interface WalkedText {
  readonly window: ByteWindow;
  /** The containers that are open; kept as the walk opens and closes them. */
  readonly frames: FrameStack;
  readonly teller: Teller;
  /** Where a line begins so, the document is cut off: the walk stops before it. */
  readonly opening: DocumentOpening;
}

/**
 * Goes through the containers of a document in the splitter's place, faster, as long as the text is strict JSON of the
 * kind it expects. Tells the same receiver the same, or hands it what comes to the same.
 */
export interface DocumentWalker {
  /** Where it stopped, in the window: behind an opener or a whole member. What it did not tell lies behind that. */
  readonly at: number;
  /** Whether it can go on in this container. */
  canWalk(frame: Frame): boolean;
  /** Starts in the innermost container, at whose opener or value the text was read last; false where it cannot, after all. */
  begin(text: WalkedText): boolean;
  /**
   * Reads on from `at`. `more`: as far as the window goes. `done`: the document has ended. `stopped`: what comes next is
   * not for it.
   */
  walk(at: number, isLast: boolean): 'more' | 'done' | 'stopped';
  /** Hands over what it holds back, before anything that comes behind it is told. */
  settle(): void;
}
