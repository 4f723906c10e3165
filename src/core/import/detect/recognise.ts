import { HEAD_BYTES } from '../../json/head-bytes.ts';
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

type FormatVerdict = Verdict & { readonly kind: 'format' };

/** What documents of any text were found to be, by signature: a folder has many files that begin alike. */
interface Known {
  readonly signer: KeySigner;
  /** By that of the beginning. */
  readonly formats: Map<number, FormatVerdict>;
  /** By that of the opening: those that nothing after it changes. */
  readonly certain: Map<number, FormatVerdict>;
}

const knownBy = new WeakMap<readonly Format[], Known>();

/**
 * Tells what documents of one text are, by their keys. Documents that begin alike are decided once: a file has many lines.
 * Of what is not read, words of the document itself are told, so that it is decided in each text anew.
 */
export class Recogniser {
  readonly #formats: readonly Format[];
  readonly #known: Known;
  /** By the signature of the beginning. */
  readonly #others = new Map<number, Verdict>();

  constructor(formats: readonly Format[]) {
    this.#formats = formats;
    let known = knownBy.get(formats);
    if (!known) {
      known = { signer: new KeySigner(SIGNATURE_BYTES), formats: new Map(), certain: new Map() };
      knownBy.set(formats, known);
    }
    this.#known = known;
  }

  /** What the document is that begins with `head` (`isWhole`: and ends there), if one was met that begins like it. */
  recall(head: Uint8Array, isWhole: boolean): Verdict | null {
    const { signer, formats, certain } = this.#known;
    const sure = certain.get(signer.sign(openingOf(head)));
    if (sure || (head.length < SIGNATURE_BYTES && !isWhole)) return sure ?? null;
    const signature = signer.sign(beginningOf(head));
    return formats.get(signature) ?? this.#others.get(signature) ?? null;
  }

  /** What the document is that begins with `head`. */
  recognise(head: Uint8Array): Verdict {
    const opening = openingOf(head);
    const beginning = beginningOf(head);
    const verdict = this.#decide(scanShape(head));
    const { signer, formats, certain } = this.#known;
    if (this.#isFirstChoice(verdict) && isTold(verdict, this.#decide(scanShape(opening))))
      remember(certain, signer.sign(opening), verdict);
    // Only what the beginning alone shows may stand for other documents that begin like this one.
    const shown = beginning === head ? verdict : this.#decide(scanShape(beginning));
    const signature = signer.sign(beginning);
    if (isTold(verdict, shown)) remember(formats, signature, verdict);
    else if (beginning === head || isSame(verdict, shown)) remember(this.#others, signature, verdict);
    return verdict;
  }

  /** Whether there is nothing that would be preferred to `verdict`: keys that follow add to what is seen. */
  #isFirstChoice(verdict: Verdict): verdict is FormatVerdict {
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

function remember<V>(verdicts: Map<number, V>, signature: number, verdict: V): void {
  if (verdicts.size < REMEMBERED_SIGNATURES) verdicts.set(signature, verdict);
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

/** Whether `part`, of less of the document, is told in the same words as `verdict`: so they are true of others too. */
function isTold(verdict: Verdict, part: Verdict): verdict is FormatVerdict {
  return (
    isSame(verdict, part) && 'evidence' in verdict && 'evidence' in part && verdict.evidence === part.evidence
  );
}

function isSame(a: Verdict, b: Verdict): boolean {
  if (a.kind === 'format') return b.kind === 'format' && a.format === b.format && a.place === b.place;
  return a.kind === 'refusal' && b.kind === 'refusal' && a.refusal === b.refusal;
}
