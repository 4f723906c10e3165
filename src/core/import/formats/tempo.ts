import type { DocumentReader, Format, Json, ReadTarget, Shape } from '../format.ts';
import { asFields, asText } from '../values/json.ts';
import { containersOf, memberOf } from '../values/paths.ts';
import { ResourceSpansReader, SCOPE_SPANS, rolesOf } from './resource-spans.ts';

/** Lists of OTLP's ResourceSpans: Tempo's v1 API and Grafana's download, a list of those, the v2 API. */
const LISTS = ['batches', '[].batches', 'trace.resourceSpans', 'trace.batches'];
const ROLES = rolesOf(LISTS.map((list) => `${list}[]`));
const SPAN_PATHS = new Set([...ROLES].filter(([, role]) => role === 'span').map(([path]) => path));

/**
 * Grafana Tempo: the answers of `/api/traces/{id}` and `/api/v2/traces/{id}` (base64 ids, enum names), and the file
 * behind Grafana's download button (hexadecimal ids, span times as numbers). Both are OTLP under other names.
 */
export const tempo: Format = {
  name: 'Tempo JSON',
  resolution: 1,
  containers: containersOf([...ROLES.keys(), 'status', 'message']),
  detect,
  read: (target) => new TempoReader(target),
};

function detect(shape: Shape): string | null {
  if (shape.typeOf('trace.resourceSpans') === 'array') return 'found trace.resourceSpans';
  for (const list of LISTS)
    for (const scopeSpans of SCOPE_SPANS)
      if (shape.has(memberOf(`${list}[]`, scopeSpans))) return `found ${list} with ${scopeSpans}`;
  return null;
}

class TempoReader implements DocumentReader {
  readonly #target: ReadTarget;
  readonly #spans: ResourceSpansReader;
  #isPartial = false;
  #message = '';
  /** Spans whose start is a number of 17 significant digits, the most JavaScript writes, and the first such start. */
  #roundedCount = 0;
  #rounded = '';
  /** Whether any start has more digits than that: then the writer did not round. */
  #hasExactTimes = false;

  constructor(target: ReadTarget) {
    this.#target = target;
    this.#spans = new ResourceSpansReader(target, tempo, ROLES);
  }

  open(path: string): void {
    this.#spans.open(path);
    if (path !== '') return;
    this.#isPartial = false;
    this.#message = '';
    this.#roundedCount = 0;
    this.#hasExactTimes = false;
  }

  value(path: string, value: Json): void {
    if (path === 'status') this.#isPartial = value === 'PARTIAL' || value === 1;
    else if (path === 'message') this.#message = asText(value);
    else {
      if (SPAN_PATHS.has(path)) this.#noteDigits(asText(asFields(value)?.startTimeUnixNano));
      this.#spans.value(path, value);
    }
  }

  close(path: string): void {
    this.#spans.close(path);
    if (path !== '') return;
    const { diagnostics, fileName } = this.#target;
    if (this.#isPartial)
      diagnostics.add('partial-export', () => this.#message || `${fileName} says it is partial`);
    if (this.#roundedCount > 0 && !this.#hasExactTimes)
      diagnostics.add('lossy-number', () => this.#rounded, this.#roundedCount);
  }

  /**
   * Grafana computes span times as JavaScript numbers: of 19 digits the last two are 0. So are whole microseconds, where
   * a third 0 stands before them.
   */
  #noteDigits(start: string): void {
    if (start.length !== 19) return;
    if (!start.endsWith('00')) this.#hasExactTimes = true;
    else if (!start.endsWith('000')) {
      if (this.#roundedCount++ === 0) this.#rounded = start;
    }
  }
}
