import type { DiagnosticCounter } from '../../model/diagnostics.ts';
import { StatusCode, type SpanKind } from '../../model/span-enums.ts';
import type { ScopeIndex } from '../../model/units.ts';
import type { SpanSink } from '../../model/span-record.ts';
import type { Json } from '../format.ts';
import { asText } from './json.ts';
import { errorOf, kindOf, statusOf } from './words.ts';

/**
 * What OpenTelemetry's exporters and bridges put into tags of formats that have no field for it (Jaeger, Zipkin): kind,
 * status and scope of one span.
 */
export class LiftedTags {
  #kind: Json | undefined;
  #error: Json | undefined;
  #statusCode: Json | undefined;
  #statusMessage = '';
  scopeName = '';
  scopeVersion = '';

  /** Takes a tag that is one of these; true if it has thereby found its place and is no attribute. */
  lift(key: string, value: Json | undefined): boolean {
    switch (key) {
      case 'span.kind':
        this.#kind = value;
        return true;
      case 'otel.status_code':
        this.#statusCode = value;
        return true;
      case 'otel.status_description':
        this.#statusMessage = asText(value);
        return true;
      case 'otel.scope.name':
      case 'otel.library.name':
        this.scopeName = asText(value);
        return true;
      case 'otel.scope.version':
      case 'otel.library.version':
        this.scopeVersion = asText(value);
        return true;
      case 'error':
        this.#error = value;
        return false;
      default:
        return false;
    }
  }

  kind(diagnostics: DiagnosticCounter): SpanKind {
    return kindOf(this.#kind, diagnostics);
  }

  /** An `error` tag weighs more than `otel.status_code`, as in Jaeger's own translator. */
  status(diagnostics: DiagnosticCounter): { readonly code: StatusCode; readonly message: string } {
    const error = errorOf(this.#error, diagnostics);
    if (error === null) return { code: statusOf(this.#statusCode), message: this.#statusMessage };
    return { code: StatusCode.ERROR, message: this.#statusMessage || error };
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
