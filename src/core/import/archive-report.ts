import { DiagnosticCounter } from '../model/diagnostics.ts';
import type { ArchiveListener } from './bytes/open-texts.ts';
import type { TextReport } from './read-text.ts';

/** So many files without spans are named where an archive gave none at all. */
const MOST_NAMED = 3;

/** One report of all files in an archive, which is one file to whoever opened it. */
export class ArchiveReport implements ArchiveListener {
  isArchive = false;
  /** Files that were looked at. */
  fileCount = 0;
  readonly #name: string;
  readonly #diagnostics = new DiagnosticCounter();
  readonly #formats = new Set<string>();
  #encodings: readonly string[] = [];
  #evidence = '';
  #textLength = 0;
  #spanCount = 0;
  #damage: string | null = null;
  /** Of the first files without spans, what they are. */
  readonly #unread: string[] = [];
  /** Of the first file that was read in part, why; and how many there are. */
  #incomplete = '';
  #incompleteCount = 0;

  constructor(name: string) {
    this.#name = name;
  }

  onArchive(encodings: readonly string[]): void {
    this.isArchive = true;
    this.#encodings = encodings;
  }

  onHiddenFile(name: string): void {
    this.#diagnostics.add('hidden-file', () => name);
  }

  onDamage(reason: string): void {
    this.#damage ??= reason;
    this.#diagnostics.add('damaged-data', () => reason);
  }

  add({ name, formats, evidence, textLength, spanCount, diagnostics, failure }: TextReport): void {
    const own = name.slice(this.#name.length + 1);
    this.fileCount++;
    for (const format of formats) this.#formats.add(format);
    if (this.#evidence === '') this.#evidence = evidence;
    this.#textLength += textLength;
    this.#spanCount += spanCount;
    for (const { code, count, example } of diagnostics)
      // Of a file that holds no spans one line tells all.
      if (spanCount > 0 || failure === null || code === 'damaged-data')
        this.#diagnostics.add(code, () => `${own}: ${example}`, count);
    if (failure === null) return;
    const told = `${own}: ${failure}`;
    if (spanCount === 0) {
      if (this.#unread.length < MOST_NAMED) this.#unread.push(told);
      this.#diagnostics.add('unread-file', () => told);
    } else if (++this.#incompleteCount === 1) this.#incomplete = told;
  }

  finish(): TextReport {
    return {
      name: this.#name,
      formats: [...this.#formats],
      evidence: this.#evidence,
      textLength: this.#textLength,
      encoding: this.#encodings.join(', '),
      spanCount: this.#spanCount,
      diagnostics: this.#diagnostics.list(),
      failure: this.#explain(),
    };
  }

  /** Files without spans are common in archives, and no failure as long as others have some. */
  #explain(): string | null {
    const kept = `${this.#spanCount.toLocaleString('en')} spans were read.`;
    const damage = this.#damage === null ? '' : `${this.#damage}: export or copy the file again.`;
    if (this.#spanCount === 0) return `${this.#explainEmpty()} ${damage}`.trimEnd();
    if (damage !== '') return `${damage} ${kept}`;
    if (this.#incompleteCount === 0) return null;
    const others = this.#incompleteCount - 1;
    if (others === 0) return this.#incomplete;
    const more = others === 1 ? 'One more file' : `${others.toLocaleString('en')} more files`;
    return `${this.#incomplete} ${more} in it ${others === 1 ? 'is' : 'are'} incomplete.`;
  }

  #explainEmpty(): string {
    const kind = `${this.#encodings.at(-1)} archive`;
    if (this.fileCount === 0) return `This ${kind} holds no files to read.`;
    const rest = this.fileCount - this.#unread.length;
    const others = rest > 0 ? ` And ${rest.toLocaleString('en')} more.` : '';
    return `None of the files in this ${kind} holds spans. ${this.#unread.join(' ')}${others}`;
  }
}
