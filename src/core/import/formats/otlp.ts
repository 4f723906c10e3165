import type { DocumentReader, Format, Json, ReadTarget, Shape } from '../format.ts';
import { containersOf, memberOf } from '../values/paths.ts';
import { ResourceSpansReader, SCOPE_SPANS, rolesOf } from './resource-spans.ts';

/** Where an envelope may stand: alone, in a list of envelopes, in an answer of Jaeger's v3 API. */
const ENVELOPES = ['', '[]', 'result'];
const LISTS = ['resourceSpans', 'resource_spans'].flatMap((list) =>
  ENVELOPES.map((envelope) => memberOf(envelope, list)),
);
/** ResourceSpans without an envelope: Java's logging exporter, one per line. */
const BARE = ['', '[]'];
/** What stands where. */
export const ROLES = rolesOf([...BARE, ...LISTS.map((list) => `${list}[]`)]);

/** Elements of other signals' lists. */
export const OTHER_SIGNALS = new Set(
  ['Logs', 'Metrics', 'Profiles'].flatMap((signal) =>
    ENVELOPES.flatMap((envelope) => [
      `${memberOf(envelope, `resource${signal}`)}[]`,
      `${memberOf(envelope, `resource_${signal.toLowerCase()}`)}[]`,
    ]),
  ),
);

/**
 * OpenTelemetry's own JSON: the collector's file exporter, SDKs, Aspire, Jaeger's v3 API. The specification wants camel
 * case, hexadecimal ids, enum numbers and 64-bit integers as strings; files also have snake case, base64, enum names and
 * plain numbers, a list of envelopes, or no envelope at all.
 */
export const otlp: Format = {
  name: 'OTLP JSON',
  resolution: 1,
  containers: containersOf([...ROLES.keys(), ...OTHER_SIGNALS]),
  detect,
  read: (target) => new OtlpReader(target),
};

function detect(shape: Shape): string | null {
  for (const list of LISTS) if (shape.typeOf(list) === 'array') return `found ${list}`;
  for (const place of BARE)
    for (const list of SCOPE_SPANS)
      if (shape.has(`${memberOf(place, list)}[].spans`)) return `found ${list} without an envelope`;
  return null;
}

/** The collector writes all signals into one file: what is not spans is counted. */
export class OtlpReader implements DocumentReader {
  readonly spans: ResourceSpansReader;
  readonly #target: ReadTarget;

  constructor(target: ReadTarget) {
    this.#target = target;
    this.spans = new ResourceSpansReader(target, otlp, ROLES);
  }

  open(path: string): void {
    this.spans.open(path);
  }

  value(path: string, value: Json): void {
    if (OTHER_SIGNALS.has(path))
      this.#target.diagnostics.add('other-signal', () => `${path} in ${this.#target.fileName}`);
    else this.spans.value(path, value);
  }

  close(path: string): void {
    this.spans.close(path);
  }
}
