import type { Diagnostic } from './diagnostics.ts';

/** A file on its way in. `size` is in bytes, 0 where it is not known. */
export interface SourceFile {
  readonly name: string;
  readonly size: number;
  /** Its bytes `from .. to`, all where not given. Where `size` is not known they come once, and all. */
  readonly chunks: (from?: number, to?: number) => AsyncIterable<Uint8Array>;
}

/**
 * How much of what a file holds is kept, from most to least: everything; spans without their attributes, events and links,
 * which are read from the file again where one span is looked at; and of those only the spans of some traces: all with an
 * error, the slowest, and a sample of the others.
 */
export type Detail = (typeof DETAILS)[number];
const DETAILS = ['all', 'no-attributes', 'sample'] as const;

/** The lesser of two. */
export function lesser(a: Detail, b: Detail): Detail {
  return DETAILS.indexOf(a) > DETAILS.indexOf(b) ? a : b;
}

/** What is held next where this much is too much; null where there is no less. */
export function lessThan(detail: Detail): Detail | null {
  return DETAILS[DETAILS.indexOf(detail) + 1] ?? null;
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
  /** Files inside it that were read, where it is an archive; 0 where it is none. */
  readonly innerFileCount: number;
  /** Spans, and whatever stood where spans may stand but gave none: each has its line in `diagnostics`. */
  readonly recordCount: number;
  /** Records handed to the data set, before copies were dropped or merged. */
  readonly spanCount: number;
  readonly detail: Detail;
  /** Bytes of the file after which the user stopped it and kept what was read, or memory ran out; null where it was not stopped. */
  readonly stoppedAt: number | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Why nothing (or nothing more) was read: what it is and what to do instead; null when all went well. */
  readonly failure: string | null;
}

/** Work that takes long, as whoever waits for it may end it. */
export interface Cancellable {
  /** True once nobody waits any more. It can only change while the work gives way. */
  readonly isCancelled: () => boolean;
}

/** What whoever waits for a long piece of work may say and wants to hear. */
export interface WorkContext extends Cancellable {
  /** True once whoever waits is content with what was read until then. It can only change while the work gives way. */
  readonly isEnough: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** As `WorkContext`, for reading one file: what was read until it is cancelled is the caller's to keep. */
export interface ReadContext extends Cancellable {
  readonly onProgress: (progress: ReadProgress) => void;
}

/** How far the reading of one file is. */
export interface ReadProgress {
  /** Bytes read so far, of the file's size (0 where it is not known). */
  readonly done: number;
  readonly total: number;
  readonly spanCount: number;
  /** The format as far as it is known, '' before. */
  readonly format: string;
}

/** How far the reading of one file is, and what it does to the data set. */
export interface Progress extends ReadProgress {
  readonly detail: Detail;
  /** Bytes of all columns and strings, of this file and those before it. */
  readonly memory: number;
  /** What `memory` will be when the file is read and those that wait behind it, if it goes on like this. */
  readonly expectedMemory: number;
  /** The data set that questions are answered from now. */
  readonly revision: number;
}
