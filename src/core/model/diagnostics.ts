/** Something a user should know about data that was read all the same. One line in the import report. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** How many spans, records, lines or traces. */
  readonly count: number;
  /** One of them, in words: a span, an id, a line number and what stood there. */
  readonly example: string;
}

/** Every code with its title, which follows a count ("20 orphan spans"), and what it means and what was done. */
export const DIAGNOSTICS = {
  // met while reading a file
  'invalid-record': [
    'invalid records',
    'They are not valid JSON or lack what a span needs, and were skipped.',
  ],
  'misplaced-comma': [
    'missing or extra commas',
    'They stand between records; every record was read all the same.',
  ],
  'cut-off': ['cut-off ends', 'The file ends in the middle of a record; everything before it was kept.'],
  'cut-front': [
    'missing beginnings',
    'The file begins in the middle of a record: it was read from the first whole one on. What stood before that is missing.',
  ],
  'invalid-utf8': [
    'invalid characters',
    'They are not valid UTF-8, or control characters, which JSON has only escaped; all but tabs show as �.',
  ],
  'not-a-number': ['NaN or Infinity values', 'JSON has no such numbers; they were read as null.'],
  'other-signal': ['records of other signals', 'They are logs or metrics, not spans, and were left out.'],
  'unknown-record': ['records of another kind', 'They are of no format that is read, and were left out.'],
  'other-line': ['lines without records', 'They are lines of a log that hold no JSON, and were left out.'],
  'log-prefix': ['lines with a log prefix', 'The prefix was taken off.'],
  'damaged-data': [
    'damaged compressed files',
    'The compressed data end early or are damaged; everything before was kept.',
  ],
  'unread-file': ['files without spans', 'They are files in an archive that hold nothing to read.'],
  'hidden-file': ['hidden files', 'They are hidden or the system’s own, and were left out.'],
  'partial-export': ['notes of incompleteness', 'The file says itself that it does not hold everything.'],
  'found-under': ['envelopes', 'The spans were found inside another object.'],
  'missing-resource': [
    'spans without a known resource',
    'The process or resource they name is not in the file.',
  ],
  'missing-trace-id': ['spans without a trace id', 'They were put into one trace per file.'],
  'missing-span-id': ['spans without an id', 'No span can name them as its parent.'],
  'false-error-tag': ['tags error="false"', 'They were read as no error.'],
  'mismatched-summary': [
    'traces with other totals',
    'What the file states differs from what its spans give; the spans count.',
  ],
  'lossy-number': ['times with lost digits', 'They were written as rounded numbers and are good to 256 ns.'],
  'impossible-count': [
    'impossible counts',
    'What they say was dropped is negative, a fraction or no number; it is shown as it stands.',
  ],
  'unknown-kind': ['spans of unknown kind', 'The kind was read as unspecified.'],
  'source-warning': ['warnings in the file', 'The tool that wrote the file warned about these spans.'],
  // met while laying out traces
  'duplicate-span': ['duplicate spans', 'They were there twice, equal in every respect, and count once.'],
  'kept-duplicate': [
    'duplicate spans kept',
    'They are equal to another in every respect; each stands as it is and counts.',
  ],
  'merged-span': ['merged partial spans', 'Partial copies of a span were united with the rest of it.'],
  'conflicting-span': ['conflicting spans', 'They share an id and say different things; all were kept.'],
  'shared-span': [
    'spans sharing an id with their client',
    'A server span reported under the id of its client stands below it.',
  ],
  'united-trace': [
    'traces with ids of two lengths',
    'One side gave 64 bits of the id, another all 128: they are one trace.',
  ],
  'orphan-span': ['orphan spans', 'The parent they name is not in the data; they stand as roots.'],
  'several-roots': ['traces with several roots', 'The earliest span without a parent names the trace.'],
  'no-root': ['traces without a root', 'The earliest orphan names the trace.'],
  'parent-cycle': ['circles of parents', 'Each was cut at its earliest span.'],
  'self-parent': ['spans naming themselves as parent', 'That was ignored.'],
  'negative-duration': ['negative durations', 'The spans end before they start; their duration counts as 0.'],
  'unfinished-span': [
    'unfinished spans',
    'They have no end: they are drawn to the end of their trace and count in no percentile.',
  ],
  'unknown-start': ['spans without a start', 'It was taken from their events, their parent or their trace.'],
  'impossible-time': [
    'impossible times',
    'They lie far from the rest of their trace, or end more than a year after they start: they do not stretch it, and such an end counts as none.',
  ],
} as const satisfies Record<string, readonly [title: string, meaning: string]>;
export type DiagnosticCode = keyof typeof DIAGNOSTICS;

/** What `count` of `code` are called: "orphan spans", or of one "orphan span". The first plural of a title is what is counted. */
export function titleOf(code: DiagnosticCode, count: number): string {
  const [title] = DIAGNOSTICS[code];
  return count === 1 ? title.replace(/s\b/, '') : title;
}

const SKIPPED: ReadonlySet<DiagnosticCode> = new Set([
  'invalid-record',
  'cut-off',
  'cut-front',
  'other-signal',
  'unknown-record',
  'other-line',
]);

/** Whether what is counted under `code` stood where a span may stand, and gave none. */
export function isSkipped(code: DiagnosticCode): boolean {
  return SKIPPED.has(code);
}

/** How many records, by what was met while a file was read, gave no span. */
export function countSkipped(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.reduce((sum, { code, count }) => sum + (isSkipped(code) ? count : 0), 0);
}

/** Counts diagnostics as they are met; the first example of each code is kept. */
export class DiagnosticCounter {
  readonly #found = new Map<DiagnosticCode, { count: number; example: string }>();

  /** `example` is only called for the first of its code. */
  add(code: DiagnosticCode, example: () => string, count = 1): void {
    const found = this.#found.get(code);
    if (found) found.count += count;
    else this.#found.set(code, { count, example: example() });
  }

  /** In order of first appearance. */
  list(): Diagnostic[] {
    return [...this.#found].map(([code, { count, example }]) => ({ code, count, example }));
  }
}
