import type { DiagnosticCounter } from '../../model/diagnostics.ts';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES, SpanKind, StatusCode } from '../../model/span-enums.ts';
import type { Json } from '../format.ts';
import { asText } from './json.ts';

/** `SPAN_KIND_SERVER`, `SpanKind.SERVER`, `KIND_SERVER`, `SERVER`, `Server`, `server`, `2`, for every kind. */
const KIND_BY_WORD = byWord(SPAN_KIND_NAMES, ['SPAN_KIND_', 'SpanKind.', 'KIND_']) as ReadonlyMap<
  string,
  SpanKind
>;
/** `STATUS_CODE_ERROR`, `ERROR`, `Error`, `error`, `2`, for every code. */
const STATUS_BY_WORD = byWord(STATUS_CODE_NAMES, ['STATUS_CODE_']) as ReadonlyMap<string, StatusCode>;

/** `message` is '' where there is none. */
export interface SpanStatus {
  readonly code: StatusCode;
  readonly message: string;
}

/** The kind a name or OpenTelemetry number says; unspecified where there is none. An unknown one is counted. */
export function kindOf(value: Json | undefined, diagnostics: DiagnosticCounter): SpanKind {
  if (value === undefined || value === null || value === '') return SpanKind.UNSPECIFIED;
  const kind = KIND_BY_WORD.get(asText(value));
  if (kind !== undefined) return kind;
  diagnostics.add('unknown-kind', () => JSON.stringify(value).slice(0, 100));
  return SpanKind.UNSPECIFIED;
}

/**
 * The status a name or OpenTelemetry number says; unset where there is none or it says neither. Numbers above 2 are the
 * gRPC codes of the first OTLP versions: errors.
 */
export function statusOf(value: Json | undefined): StatusCode {
  const text = asText(value);
  return STATUS_BY_WORD.get(text) ?? (Number(text) > StatusCode.ERROR ? StatusCode.ERROR : StatusCode.UNSET);
}

/**
 * What an `error` tag says: null for no error, else the message, '' for a bare mark. Jaeger's page takes "false" for an
 * error and Zipkin any value at all; here false in any spelling is no error, and the text "false" is counted.
 */
export function errorOf(value: Json | undefined, diagnostics: DiagnosticCounter): string | null {
  const text = asText(value);
  switch (text.toLowerCase()) {
    case 'true':
    case '1':
      return '';
    case 'false':
      if (typeof value === 'string') diagnostics.add('false-error-tag', () => `error="${value}"`);
      return null;
    case '':
    case '0':
      return null;
    default:
      return text;
  }
}

/** Every spelling of each name, and its number, to its number. */
function byWord(names: readonly string[], prefixes: readonly string[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const [number, name] of names.entries()) {
    const lower = name.toLowerCase();
    for (const word of [String(number), name, lower, name[0] + lower.slice(1)]) words.set(word, number);
    for (const prefix of prefixes) words.set(prefix + name, number);
  }
  return words;
}
