import { HEAD_BYTES } from '../../json/document-handler.ts';
import { buildOutline, type OutlineNode } from '../../json/outline.ts';
import type { Format } from '../format.ts';
import { KeySigner } from './key-signature.ts';
import { type DocumentRefusal, matchesRefusal } from '../refuse/refusal.ts';
import { DOCUMENT_REFUSALS } from '../refuse/refusals.ts';
import { type DocumentShape, joinPaths, scanShape } from './shape.ts';

/** What a document was found to be. `place` is where, as a path from its root; '' is the root. */
export type Verdict =
  | {
      readonly kind: 'format';
      readonly format: Format;
      readonly evidence: string;
      readonly place: string;
      readonly outline: OutlineNode;
    }
  | { readonly kind: 'refusal'; readonly refusal: DocumentRefusal; readonly shape: DocumentShape }
  | { readonly kind: 'unknown'; readonly shape: DocumentShape };

/** How deep in an envelope spans are looked for. */
const DEEPEST_ENVELOPE = 4;
/** An opening may decide alone, where nothing that follows could change it: enough for the list OTLP begins with. */
const OPENING_BYTES = HEAD_BYTES[0];
/** The first bytes whose keys name a document that was met before: enough for the keys that tell formats apart. */
const SIGNATURE_BYTES = HEAD_BYTES[1];
const REMEMBERED_SIGNATURES = 1000;

/** Tells what documents are, by their keys. Documents that begin alike are decided once: a file has many lines. */
export class Recogniser {
  readonly #formats: readonly Format[];
  readonly #signer = new KeySigner(SIGNATURE_BYTES);
  readonly #verdicts = new Map<number, Verdict>();
  /** As `#verdicts`, by the signature of the opening: those that nothing after it changes. */
  readonly #certain = new Map<number, Verdict>();

  constructor(formats: readonly Format[]) {
    this.#formats = formats;
  }

  /** What the document is that begins with `head` (`isWhole`: and ends there), if one was met that begins like it. */
  recall(head: Uint8Array, isWhole: boolean): Verdict | null {
    const certain = this.#certain.get(this.#signer.sign(openingOf(head)));
    if (certain || (head.length < SIGNATURE_BYTES && !isWhole)) return certain ?? null;
    return this.#verdicts.get(this.#signer.sign(beginningOf(head))) ?? null;
  }

  /** What the document is that begins with `head`. */
  recognise(head: Uint8Array): Verdict {
    const opening = openingOf(head);
    const beginning = beginningOf(head);
    const verdict = this.#decide(scanShape(head));
    if (this.#isFirstChoice(verdict) && isSame(verdict, this.#decide(scanShape(opening))))
      this.#certain.set(this.#signer.sign(opening), verdict);
    // Only what the beginning alone would have shown may stand for other documents that begin like this one.
    const isTelling =
      beginning === head ||
      (verdict.kind !== 'unknown' && isSame(verdict, this.#decide(scanShape(beginning))));
    if (isTelling && this.#verdicts.size < REMEMBERED_SIGNATURES)
      this.#verdicts.set(this.#signer.sign(beginning), verdict);
    return verdict;
  }

  /** Whether there is nothing that would be preferred to `verdict`: keys that follow add to what is seen. */
  #isFirstChoice(verdict: Verdict): boolean {
    return verdict.kind === 'format' && verdict.place === '' && verdict.format === this.#formats[0];
  }

  /** The shallowest place that anything fits; there, formats before refusals. */
  #decide(shape: DocumentShape): Verdict {
    for (const place of placesOf(shape)) {
      const part = place === '' ? shape : shape.from(place);
      for (const format of this.#formats) {
        const evidence = format.detect(part);
        if (evidence === null) continue;
        return { kind: 'format', format, evidence, place, outline: outlineOf(format, place) };
      }
      const refusal = DOCUMENT_REFUSALS.find(
        (row) => (place === '' || !row.isVague) && matchesRefusal(row, part),
      );
      if (refusal && !refusal.isVague) return { kind: 'refusal', refusal, shape: part };
    }
    const refusal = DOCUMENT_REFUSALS.find((row) => row.isVague && matchesRefusal(row, shape));
    return refusal ? { kind: 'refusal', refusal, shape } : { kind: 'unknown', shape };
  }
}

/** Where the containers of `format` lie in a document that holds one of it at `place`. */
function outlineOf({ containers, lists = new Set() }: Format, place: string): OutlineNode {
  const fromRoot = (paths: ReadonlySet<string>): string[] =>
    Array.from(paths, (path) => joinPaths(place, path));
  return buildOutline([...ancestorsOf(place), ...fromRoot(containers)], new Set(fromRoot(lists)));
}

/** Lists and objects down to `DEEPEST_ENVELOPE`, the shallowest first. */
function placesOf(shape: DocumentShape): string[] {
  const places: { path: string; depth: number }[] = [];
  for (const path of shape.paths) {
    const type = shape.typeOf(path);
    const depth = ancestorsOf(path).length;
    if (depth <= DEEPEST_ENVELOPE && (type === 'object' || type === 'array')) places.push({ path, depth });
  }
  return places.toSorted((a, b) => a.depth - b.depth).map(({ path }) => path);
}

/** `a[].b` lies in '', `a` and `a[]`. */
function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (const { index } of path.matchAll(/\[\]|\.|^(?=[^[])/g)) ancestors.push(path.slice(0, index));
  return ancestors;
}

function openingOf(head: Uint8Array): Uint8Array {
  return head.subarray(0, OPENING_BYTES);
}

function beginningOf(head: Uint8Array): Uint8Array {
  return head.length <= SIGNATURE_BYTES ? head : head.subarray(0, SIGNATURE_BYTES);
}

function isSame(a: Verdict, b: Verdict): boolean {
  if (a.kind === 'format') return b.kind === 'format' && a.format === b.format && a.place === b.place;
  return a.kind === 'refusal' && b.kind === 'refusal' && a.refusal === b.refusal;
}
