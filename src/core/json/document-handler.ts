import type { TextPlace } from './byte-window.ts';
import type { DocumentWalker } from './document-walker.ts';
import type { OutlineNode } from './outline.ts';
import type { RecordReceiver } from './teller.ts';

/** How to walk a document and who hears of it. */
export interface DocumentPlan {
  readonly outline: OutlineNode;
  readonly receiver: RecordReceiver;
  /** What may read its containers; the splitter alone where there is none. */
  readonly walker?: DocumentWalker | undefined;
}

/**
 * What the text shows that its values do not. `invalid`: a record or line was skipped. `syntax`: something between
 * records is no JSON. `comma`: one is missing or too many, and nothing else. `line`: text between documents, a line of
 * its own. `cut-off`: the text ends too early. `non-number`: NaN or an infinity. `utf8`: bytes replaced.
 */
export type NoticeKind = 'invalid' | 'syntax' | 'comma' | 'line' | 'cut-off' | 'non-number' | 'utf8';

/** Who says how the documents of a text are read, and hears what is odd about them. */
export interface DocumentHandler {
  /**
   * Called at each document with its first bytes: as many as the first of `HEAD_BYTES`, or all it has (`isFinal`). 'more'
   * asks to be called again with the next, unless `isFinal`: there are no more. Null passes the document over unparsed.
   */
  plan(head: Uint8Array, isFinal: boolean): DocumentPlan | null | 'more';
  /** `place` is costly: for the first of a kind. */
  notice(kind: NoticeKind, count: number, place: () => TextPlace): void;
}
