import { DatasetBuilder } from '../../src/core/build/dataset-builder.ts';
import { CountingSink } from '../../src/core/import/counting-sink.ts';
import { DocumentRouter } from '../../src/core/import/detect/document-router.ts';
import { FORMATS } from '../../src/core/import/formats.ts';
import type { DocumentPlan } from '../../src/core/json/document-handler.ts';
import { looksLikeJson } from '../../src/core/json/json-parser.ts';
import type { OutlineNode } from '../../src/core/json/outline.ts';
import { DiagnosticCounter } from '../../src/core/model/diagnostics.ts';
import { type JsonNode, parseDocuments } from './strict-json.ts';

const encoder = new TextEncoder();

/** What a file must give at the least. */
export interface StrictReading {
  readonly spanCount: number;
  /** Records their reader refused, and documents that are none. */
  readonly refusedCount: number;
}

/** A document that is a string that holds documents, and so on: not deeper than this. */
const DEEPEST = 2;

/**
 * Reads `text` the plain way: every document parsed whole, its containers walked through. Null where it is not JSON from
 * the first byte to the last. What is fast must find the same.
 */
export function readStrictly(text: string): StrictReading | null {
  const sink = new CountingSink(new DatasetBuilder());
  const diagnostics = new DiagnosticCounter();
  const target = { sink, diagnostics, fileName: 'strict', place: 0, keepsAttributes: true };
  const router = new DocumentRouter(FORMATS, target);
  let refusedCount = 0;
  const texts = [{ text, depth: 0 }];
  for (const { text: whole, depth } of texts) {
    const documents = parseDocuments(whole);
    if (documents === null) return null;
    for (const document of documents) {
      const raw = whole.slice(document.from, document.to);
      const plan = document.children ? router.plan(encoder.encode(raw), true) : null;
      const inner: unknown = document.children ? null : JSON.parse(raw);
      if (plan !== null && plan !== 'more') refusedCount += walk(whole, document, plan);
      else if (typeof inner === 'string' && depth < DEEPEST && looksLikeJson(inner))
        texts.push({ text: inner, depth: depth + 1 });
      else refusedCount++;
    }
  }
  return { spanCount: sink.spanCount, refusedCount };
}

/** Tells the receiver of a document as `DocumentReader` says; returns how many values it refused. */
function walk(text: string, document: JsonNode, { outline, receiver }: DocumentPlan): number {
  let refused = 0;
  /** Values to be told, the next one last; a container comes a second time, to be closed. */
  const open: { value: JsonNode; place: OutlineNode; isEnd: boolean }[] = [
    { value: document, place: outline, isEnd: false },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, place, isEnd } = next;
    if (isEnd) receiver.close(place.path);
    else if (value.children && place.isContainerFrom(text.charCodeAt(value.from))) {
      receiver.open(place.path);
      open.push({ value, place, isEnd: true });
      for (let i = value.children.length - 1; i >= 0; i--)
        open.push({
          value: value.children[i],
          place: value.keys ? place.field(value.keys[i]) : place.element(),
          isEnd: false,
        });
    } else {
      try {
        receiver.value(place.path, JSON.parse(text.slice(value.from, value.to)));
      } catch {
        refused++;
      }
    }
  }
  return refused;
}
