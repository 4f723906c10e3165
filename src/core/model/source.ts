import type { Diagnostic } from './diagnostics.ts';

/** A file on its way in. `size` is in bytes, 0 where it is not known. */
export interface SourceFile {
  readonly name: string;
  readonly size: number;
  /** Its bytes `from .. to`, all where not given. A file that is read once and never again need not look at either. */
  readonly chunks: (from?: number, to?: number) => AsyncIterable<Uint8Array>;
}

/** What became of one file. */
export interface SourceReport {
  readonly name: string;
  /** Formats found, in order of appearance, such as "OTLP JSON"; empty when nothing was recognised. */
  readonly formats: readonly string[];
  /** Why the first of them was taken, such as "found resourceSpans"; '' when nothing was recognised. */
  readonly evidence: string;
  readonly byteLength: number;
  /** Bytes of its text, after decompression and decoding. */
  readonly textLength: number;
  /** What the bytes were before they were text, such as "gzip" or "UTF-16"; '' for plain UTF-8. */
  readonly encoding: string;
  /** Records handed to the data set, before copies were dropped or merged. */
  readonly spanCount: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Why nothing (or nothing more) was read: what it is and what to do instead; null when all went well. */
  readonly failure: string | null;
}

/** What whoever waits for a long piece of work may say and wants to hear. */
export interface WorkContext {
  /** True once nobody waits any more. It can only change while the work gives way. */
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  /** Bytes read so far, of the file's size (0 where it is not known). */
  readonly done: number;
  readonly total: number;
  readonly spanCount: number;
  /** The format as far as it is known, '' before. */
  readonly format: string;
}
