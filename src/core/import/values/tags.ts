import type { DiagnosticCounter } from '../../model/diagnostics.ts';
import { StatusCode, type SpanKind } from '../../model/span-enums.ts';
import type { ScopeIndex } from '../../model/units.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { Json } from '../format.ts';
import { asText } from './json.ts';
import { errorOf, kindOf, type SpanStatus, statusOf } from './words.ts';

/** What a tag says beside the attributes. */
export type LiftedTag = 'kind' | 'error' | 'statusCode' | 'statusMessage' | 'scopeName' | 'scopeVersion';

/**
 * What OpenTelemetry's exporters and bridges put into tags of formats that have no field for it (Jaeger, Zipkin): kind,
 * status and scope of one span.
 */
const LIFTED_TAGS: ReadonlyMap<string, LiftedTag> = new Map([
  ['span.kind', 'kind'],
  ['error', 'error'],
  ['otel.status_code', 'statusCode'],
  ['otel.status_description', 'statusMessage'],
  ['otel.scope.name', 'scopeName'],
  ['otel.library.name', 'scopeName'],
  ['otel.scope.version', 'scopeVersion'],
  ['otel.library.version', 'scopeVersion'],
]);

/** What the tag `key` says beside the attributes; undefined for nearly all. */
export function liftedTag(key: string): LiftedTag | undefined {
  return LIFTED_TAGS.get(key);
}

/** Whether a tag that is lifted is an attribute as well. */
export function isAttributeToo(tag: LiftedTag): boolean {
  return tag === 'error';
}

/** The status that tags say. An `error` tag weighs more than `otel.status_code`, as in Jaeger's own translator. */
export function taggedStatus(
  errorTag: Json | undefined,
  statusCode: Json | undefined,
  diagnostics: DiagnosticCounter,
): SpanStatus {
  const error = errorOf(errorTag, diagnostics);
  return error === null
    ? { code: statusOf(statusCode), message: '' }
    : { code: StatusCode.ERROR, message: error };
}

/** The tags of one span that are lifted; of several of a kind the last counts. */
export class LiftedTags {
  readonly #values: Partial<Record<LiftedTag, Json | undefined>> = {};

  /** Takes a tag that is one of these; true if it has thereby found its place and is no attribute. */
  lift(key: string, value: Json | undefined): boolean {
    const tag = liftedTag(key);
    if (tag === undefined) return false;
    this.#values[tag] = value;
    return !isAttributeToo(tag);
  }

  get scopeName(): string {
    return asText(this.#values.scopeName);
  }

  get scopeVersion(): string {
    return asText(this.#values.scopeVersion);
  }

  kind(diagnostics: DiagnosticCounter): SpanKind {
    return kindOf(this.#values.kind, diagnostics);
  }

  /** What describes the status says more than a message in the `error` tag. */
  status(diagnostics: DiagnosticCounter): SpanStatus {
    const { error, statusCode, statusMessage } = this.#values;
    const { code, message } = taggedStatus(error, statusCode, diagnostics);
    return { code, message: asText(statusMessage) || message };
  }
}

/** Scopes by name and version. Spans of one library mostly follow each other: the last scope is likely the next. */
export class LastScope {
  readonly #sink: SpanSink;
  #name = '';
  #version = '';
  #index: ScopeIndex | null = null;

  constructor(sink: SpanSink) {
    this.#sink = sink;
  }

  of(name: string, version: string): ScopeIndex {
    if (this.#index === null || this.#name !== name || this.#version !== version) {
      this.#index = this.#sink.scope(name, version);
      this.#name = name;
      this.#version = version;
    }
    return this.#index;
  }
}
