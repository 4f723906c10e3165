import { buildOutline } from '../../json/outline.ts';
import type { TextPlace } from '../../json/byte-window.ts';
import type { RecordReceiver } from '../../json/teller.ts';
import { type DocumentHandler, type DocumentPlan, type NoticeKind } from '../../json/document-handler.ts';
import { HEAD_BYTES } from '../../json/head-bytes.ts';
import type { DiagnosticCode, DiagnosticCounter } from '../../model/diagnostics.ts';
import type { DocumentReader, Format, FormatReading, Json, ReadTarget } from '../format.ts';
import { Recogniser, type Verdict } from './recognise.ts';
import type { DocumentRefusal } from '../refuse/refusal.ts';
import { type DocumentShape, relativePath } from './shape.ts';

const CODES: Record<NoticeKind, DiagnosticCode> = {
  invalid: 'invalid-record',
  syntax: 'invalid-record',
  comma: 'misplaced-comma',
  line: 'other-line',
  'cut-off': 'cut-off',
  'non-number': 'not-a-number',
  utf8: 'invalid-utf8',
};

/** What a document is first recognised by, where none was met that begins like it. */
const TELLING_BYTES = HEAD_BYTES[2];

/** The outline of a document that is one value. */
const VALUE = buildOutline([]);

/** The reader of a format, alone. */
function readByValue(format: Format, target: ReadTarget): FormatReading {
  return { reader: format.read(target) };
}

/** Finds the format of each document of a file, starts its reader and remembers what was found. */
export class DocumentRouter implements DocumentHandler {
  /** Formats found, in order of appearance, each with why the first document was taken for it. */
  readonly formats = new Map<Format, string>();
  /** Documents of any kind. */
  documentCount = 0;
  /** The first document that is known and not read, if it says anything of the file. */
  refused: { readonly refusal: DocumentRefusal; readonly shape: DocumentShape } | null = null;
  /** The first document that is not known. */
  unknown: DocumentShape | null = null;
  /** The first place between records that is not JSON. */
  misplaced: TextPlace | null = null;
  /** Where the text ends in the middle of a record. */
  cutOff: TextPlace | null = null;
  /** The first record that is not JSON, or that its reader refused. */
  invalid: TextPlace | null = null;
  readonly #recogniser: Recogniser;
  readonly #target: ReadTarget;
  readonly #startReading: typeof readByValue;
  readonly #readings = new Map<Format, FormatReading>();
  readonly #diagnostics: DiagnosticCounter;

  /** `startReading` is called once for each format that is found. */
  constructor(formats: readonly Format[], target: ReadTarget, startReading = readByValue) {
    this.#recogniser = new Recogniser(formats);
    this.#target = target;
    this.#startReading = startReading;
    this.#diagnostics = target.diagnostics;
  }

  plan(head: Uint8Array, isFinal: boolean): DocumentPlan | null | 'more' {
    const known = this.#recogniser.recall(head, isFinal);
    if (!known && !isFinal && head.length < TELLING_BYTES) return 'more';
    const verdict = known ?? this.#recogniser.recognise(head);
    if (verdict.kind === 'unknown' && !isFinal) return 'more';
    this.documentCount++;
    if (verdict.kind === 'format') return this.#planReading(verdict);
    if (verdict.kind === 'unknown') return { outline: VALUE, receiver: this.#receiveUnknown(verdict.shape) };
    this.#refuse(verdict.refusal, verdict.shape);
    return null;
  }

  notice(kind: NoticeKind, count: number, place: () => TextPlace): void {
    if (kind === 'syntax' || kind === 'comma') this.misplaced ??= place();
    if (kind === 'invalid' || kind === 'line') this.invalid ??= place();
    if (kind === 'cut-off') this.cutOff ??= place();
    this.#diagnostics.add(CODES[kind], () => describePlace(place()), count);
  }

  #planReading({ format, evidence, place, outline }: Verdict & { kind: 'format' }): DocumentPlan {
    if (!this.formats.has(format)) this.formats.set(format, evidence);
    const { reader, walker } = this.#readingOf(format);
    if (place === '') return { outline, receiver: reader, walker };
    this.#diagnostics.add('found-under', () => `found under ${place}`);
    return { outline, receiver: new EnvelopeReceiver(place, reader) };
  }

  #readingOf(format: Format): FormatReading {
    let reading = this.#readings.get(format);
    if (!reading) this.#readings.set(format, (reading = this.#startReading(format, this.#target)));
    return reading;
  }

  /** Parsed all the same, for what is not even JSON is told otherwise. */
  #receiveUnknown(shape: DocumentShape): RecordReceiver {
    const value = (): void => {
      this.unknown ??= shape;
      this.#diagnostics.add('unknown-record', () => describeKeys(shape));
    };
    return { open() {}, value, close() {} };
  }

  #refuse(refusal: DocumentRefusal, shape: DocumentShape): void {
    if (refusal.isSilent === true) return;
    this.refused ??= { refusal, shape };
    const code = refusal.isOtherSignal === true ? 'other-signal' : 'unknown-record';
    this.#diagnostics.add(code, () => refusal.name);
  }
}

/** Lets a reader see only what lies at `place`, as documents of their own. */
class EnvelopeReceiver {
  readonly #place: string;
  readonly #reader: DocumentReader;

  constructor(place: string, reader: DocumentReader) {
    this.#place = place;
    this.#reader = reader;
  }

  open(path: string): void {
    if (this.#holds(path)) this.#reader.open(relativePath(this.#place, path));
  }

  value(path: string, value: unknown): void {
    if (this.#holds(path)) this.#reader.value(relativePath(this.#place, path), value as Json);
  }

  close(path: string): void {
    if (this.#holds(path)) this.#reader.close(relativePath(this.#place, path));
  }

  #holds(path: string): boolean {
    const next = path[this.#place.length];
    return path.startsWith(this.#place) && (next === undefined || next === '.' || next === '[');
  }
}

/** "line 3, column 7 (byte 120): missing comma near “…”". */
function describePlace({ line, column, offset, reason, excerpt }: TextPlace): string {
  const place = `line ${line}, column ${column} (byte ${offset.toLocaleString('en')}): ${reason}`;
  return excerpt === '' ? place : `${place}, near “${excerpt}”`;
}

/** The first keys of a document, for people who wonder what it is. */
export function describeKeys(shape: DocumentShape): string {
  const keys: string[] = [];
  for (const path of shape.paths) {
    const key = path.replace(/^(?:\[\])+\.?/, '');
    if (key !== '' && !key.includes('.') && !key.includes('[]') && !keys.includes(key)) keys.push(key);
    if (keys.length === 8) break;
  }
  return keys.length === 0 ? 'a list or object without keys' : `top-level keys ${keys.join(', ')}`;
}
