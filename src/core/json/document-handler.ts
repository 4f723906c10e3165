import type { TextPlace } from './byte-window.ts';
import type { OutlineNode } from './outline.ts';
import type { RecordReceiver } from './record-batch.ts';

/** How to walk a document and who hears of it. */
export interface DocumentPlan {
  readonly outline: OutlineNode;
  readonly receiver: RecordReceiver;
}

/**
 * What the text shows that its values do not. `invalid`: a record or line was skipped. `syntax`: something between
 * records is no JSON. `cut-off`: the text ends too early. `non-number`: NaN or an infinity. `utf8`: bytes replaced.
 */
export type NoticeKind = 'invalid' | 'syntax' | 'cut-off' | 'non-number' | 'utf8';

/** Who says how the documents of a text are read, and hears what is odd about them. */
export interface DocumentHandler {
  /**
   * Called at each document with its first bytes. 'more' asks to be called again with up to 1 MB of them, unless
   * `isFinal`: there are no more. Null passes the document over unparsed.
   */
  plan(head: Uint8Array, isFinal: boolean): DocumentPlan | null | 'more';
  /** `place` is costly: for the first of a kind. */
  notice(kind: NoticeKind, count: number, place: () => TextPlace): void;
}
