import type { DocumentWalker } from '../json/document-walker.ts';
import type { DiagnosticCounter } from '../model/diagnostics.ts';
import type { SpanSink } from '../model/span-record.ts';

/** What JSON.parse gives. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One export format: how to know it, where its records stand and how to read them. To add one, write a file beside
 * `jaeger.ts` and add a line to `formats.ts`.
 */
export interface Format {
  /** For people: "Jaeger JSON". */
  readonly name: string;
  /** One tick of the format's clock in nanoseconds. */
  readonly resolution: number;
  /** Why a document of this shape is of this format ("found resourceSpans"), or null if it is not. */
  detect(shape: Shape): string | null;
  /**
   * The containers a reader walks through instead of parsing them whole, as paths from the document's root:
   * '' is the root, `data[]` an element of the list under `data`. Everything else below them is handed over parsed,
   * and so is a value at such a path that is neither list nor object. Without '' the whole document is one value.
   */
  readonly containers: ReadonlySet<string>;
  /** Those of them that are walked through only where they are lists: an object there is a value. */
  readonly lists?: ReadonlySet<string>;
  /** A reader for the documents of one source, one after the other. */
  read(target: ReadTarget): DocumentReader;
}

/**
 * The keys met in the first part of a document (64 KB, 1 MB where those do not tell): each path (as in
 * `Format.containers`) with the type of its value. Where spans lie deeper, in an envelope, a format is shown the shape
 * from there on, and its reader gets paths from there on.
 */
export interface Shape {
  has(path: string): boolean;
  /** The first type seen at `path`: 'object', 'array', 'string', 'number', 'boolean', 'null'; undefined if absent. */
  typeOf(path: string): string | undefined;
  /** The first text of a string or number at `path`, up to 200 characters. */
  textOf(path: string): string | undefined;
  readonly paths: Iterable<string>;
}

/** Where a reader puts what it reads. */
export interface ReadTarget {
  readonly sink: SpanSink;
  readonly diagnostics: DiagnosticCounter;
  readonly fileName: string;
  /** False: spans are handed over without their attributes, events and links; those of resources and scopes stay. */
  readonly keepsAttributes: boolean;
  /** Of the record that is being read, for `SpanRecord.place`. */
  readonly place: number;
}

/**
 * Called in the order of the document. Paths are those of `Format.containers`, and of the values inside them. Integers
 * beyond ±(2^53 − 1) come as strings of their digits, NaN and infinities as null. Every container that is opened is
 * closed, also where the file ends in the middle of it. A document that is a list or an object begins with `open('')` and
 * ends with `close('')`; another is one `value('')`. A value may be the same object as one before: nobody changes it.
 */
export interface DocumentReader {
  /** A container begins. */
  open(path: string): void;
  /** A value that is no container, parsed. May throw: the record is then counted as invalid and skipped. */
  value(path: string, value: Json): void;
  /** A container ends. */
  close(path: string): void;
}

/** What reads the documents of a format: value by value and, where there is a walker, in the splitter's place. */
export interface FormatReading {
  readonly reader: DocumentReader;
  readonly walker?: DocumentWalker | undefined;
}
