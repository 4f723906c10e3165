import { EMPTY_ANSWERS, FOREIGN_DOCUMENTS, OPENTELEMETRY_DOCUMENTS } from './foreign-documents.ts';
import { FOREIGN_TRACES } from './foreign-traces.ts';
import type { DocumentRefusal } from './refusal.ts';

/** Every kind of document that is known but not read. Of two that fit, the first is told. */
export const DOCUMENT_REFUSALS: readonly DocumentRefusal[] = [
  ...OPENTELEMETRY_DOCUMENTS,
  ...FOREIGN_TRACES,
  ...FOREIGN_DOCUMENTS,
  ...EMPTY_ANSWERS,
];
