import type { Shape } from '../format.ts';

/** A path that is there; `path:type`, one of that type; with a pattern, one whose text matches. */
type Sign = string | readonly [path: string, pattern: RegExp];

/** A kind of document that is known, but not read. */
export interface DocumentRefusal {
  /** What it is, in few words. */
  readonly name: string;
  /** It is this kind where all signs of one of these lists are there. */
  readonly signs: readonly (readonly Sign[])[];
  /** What it is, why it is not read, what to do next. */
  readonly sentence: string | ((shape: Shape) => string);
  /** Records of other OpenTelemetry signals, which stand beside spans as a matter of course. */
  readonly isOtherSignal?: true;
  /** Says nothing of the file, such as the action lines of an Elasticsearch bulk file. */
  readonly isSilent?: true;
  /** Counts only where nothing else fits anywhere in the document. */
  readonly isVague?: true;
}

/** What is read, for sentences. */
export const READABLE =
  'OTLP JSON, Jaeger JSON, Zipkin v2 JSON, Tempo and Grafana traces, and TracAgg’s own export';

/** Whether a document of this shape is of the kind that `refusal` is about. */
export function matchesRefusal(refusal: DocumentRefusal, shape: Shape): boolean {
  return refusal.signs.some((signs) => signs.every((sign) => isThere(sign, shape)));
}

function isThere(sign: Sign, shape: Shape): boolean {
  if (typeof sign !== 'string') return sign[1].test(shape.textOf(sign[0]) ?? '');
  const [path, type] = sign.split(':') as [string, string?];
  return type === undefined ? shape.has(path) : shape.typeOf(path) === type;
}
