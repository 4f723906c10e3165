import type { TraceSet } from '../analyze/trace-set.ts';
import { FILE_END, FILE_SEPARATOR, FILE_START, TraceWriter } from '../import/formats/write-tracagg.ts';
import type { Dataset } from '../model/dataset.ts';
import type { ExportPart } from './protocol.ts';

/** Bytes after which a part is handed over: some 100 ms of writing, between which other questions are answered. */
const PART_SIZE = 4 << 20;
/** Characters of text that are turned into bytes at a time. */
const PIECE_SIZE = 1 << 16;

/** The traces of `set` from place `from` on, as many as a part takes; the parts in order are a TracAgg file. */
export function exportPart(dataset: Dataset, set: TraceSet, from: number): ExportPart {
  const writer = new TraceWriter(dataset);
  const bytes = new ByteCollector();
  if (from === 0) bytes.write(FILE_START);
  let at = from;
  for (; at < set.length && bytes.length < PART_SIZE; at++) {
    if (at > 0) bytes.write(FILE_SEPARATOR);
    for (const piece of writer.write(set[at])) bytes.write(piece);
  }
  const isLast = at >= set.length;
  if (isLast) bytes.write(FILE_END);
  return { bytes: bytes.join(), next: isLast ? null : at, done: at, total: set.length };
}

/** Text in, UTF-8 out; never a string longer than a piece. */
class ByteCollector {
  readonly #encoder = new TextEncoder();
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  #text = '';
  /** Bytes so far, those of the last piece left out. */
  length = 0;

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE_SIZE) this.#flush();
  }

  join(): Uint8Array<ArrayBuffer> {
    this.#flush();
    const joined = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }

  #flush(): void {
    const part = this.#encoder.encode(this.#text);
    this.#parts.push(part);
    this.length += part.length;
    this.#text = '';
  }
}
