import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, isBlank, isOpener, QUOTE } from './ascii.ts';
import { type ByteMemory, ByteWindow } from './byte-window.ts';
import type { DocumentHandler, DocumentPlan, NoticeKind } from './document-handler.ts';
import { DocumentOpening } from './document-opening.ts';
import { FAULTS, LARGEST_RECORD } from './faults.ts';
import { type Frame, FrameStack } from './frame-stack.ts';
import { findDocument, isLogLine, isSeparator } from './find-document.ts';
import { looksLikeJson, parseString } from './json-parser.ts';
import { HEAD_BYTES } from './head-bytes.ts';
import type { OutlineNode } from './outline.ts';
import { readKey } from './read-key.ts';
import { MENDED, RecordBatch } from './record-batch.ts';
import { Teller } from './teller.ts';
import { type ScanResult, ValueScanner } from './value-scanner.ts';
import { WalkerTurns } from './walker-turns.ts';

/** A document that is a string that holds a document, and so on: not deeper than this. */
const DEEPEST_STRING = 2;

const encoder = new TextEncoder();

interface SplitterOptions {
  readonly largestRecord?: number;
  /** How many strings this text was in; in a string no walker walks. */
  readonly stringDepth?: number;
  /** What holds the text that is being read; of walkers that read it there. */
  readonly memory?: ByteMemory;
}

/**
 * Splits JSON text of any size into records. It comes in chunks cut anywhere and may hold many documents: JSON lines,
 * values one after another, with or without commas between.
 *
 *     bytes → where values end → batches of about 128 KB → JSON.parse ─┐
 *         └─► walker, where the plan has one ──────────────────────────┴─► open, value, close
 *
 * Containers are walked into; the values in them are parsed, neighbours in a list at once. Splitter and walker take turns
 * in one document: the walker goes first and goes on as long as it can, the splitter reads the one value that stopped it.
 * Memory is bounded by a chunk, a batch and the largest record.
 */
export class RecordSplitter {
  readonly #handler: DocumentHandler;
  readonly #largestRecord: number;
  readonly #stringDepth: number;
  readonly #window: ByteWindow;
  readonly #opening = new DocumentOpening();
  readonly #scanner = new ValueScanner(this.#opening);
  /** Where reading goes on, in the window. What is before it is done with or in the batch. */
  #at = 0;
  /** `scanning`: a value begins at `#at`. `passing`: in a document nobody wants. `lost`: only a new line helps. */
  #state: 'ready' | 'scanning' | 'walking' | 'passing' | 'lost' = 'ready';
  /** The place of the value that is scanned; null for a document not yet planned. */
  #node: OutlineNode | null = null;
  #plan: DocumentPlan | null = null;
  readonly #frames = new FrameStack();
  readonly #teller = new Teller((place, reason) =>
    this.#notice('invalid', place - this.#window.base, reason),
  );
  readonly #batch: RecordBatch;
  readonly #turns: WalkerTurns;
  /** Place in `HEAD_BYTES`. */
  #headSize = 0;
  /** What is lost began with a line of a log. */
  #isLog = false;
  #isLast = false;

  constructor(handler: DocumentHandler, options: SplitterOptions = {}) {
    this.#handler = handler;
    this.#largestRecord = options.largestRecord ?? LARGEST_RECORD;
    this.#stringDepth = options.stringDepth ?? 0;
    this.#window = new ByteWindow(options.memory);
    this.#batch = new RecordBatch(this.#window, this.#teller, (...notice) => this.#notice(...notice));
    const [window, frames, teller, opening] = [this.#window, this.#frames, this.#teller, this.#opening];
    this.#turns = new WalkerTurns({ window, frames, teller, opening });
  }

  /** For a receiver that is being told of a value, a list or an object: where that begins in the text, in bytes. */
  get place(): number {
    return this.#teller.place;
  }

  /** Bytes pushed so far. */
  get textLength(): number {
    return this.#window.base + this.#window.length;
  }

  /** Reads on as far as `chunk` goes. The chunk may be reused afterwards. */
  push(chunk: Uint8Array): void {
    this.#window.append(chunk, this.#at);
    this.#scanner.move(this.#at);
    this.#at = 0;
    this.#readOn();
  }

  /** Reads to the end: the last chunk was pushed. */
  end(): void {
    this.#isLast = true;
    this.#readOn();
    if (this.#frames.innermost) this.#cutOff();
  }

  #readOn(): void {
    while (this.#step());
    this.#flush();
    this.#turns.settle();
  }

  /** False where more bytes are needed. */
  #step(): boolean {
    if (this.#state === 'walking') return this.#walk();
    if (this.#state === 'scanning') return this.#scan();
    if (this.#state === 'passing') return this.#pass();
    if (this.#state === 'lost') return this.#findDocument();
    const { bytes, length } = this.#window;
    let at = this.#at;
    while (at < length && isBlank(bytes[at])) at++;
    if (at === length) {
      // A line feed is kept: whether the next byte begins a line matters.
      this.#at = at > this.#at && this.#window.beginsLine(at) && !this.#isLast ? at - 1 : at;
      return false;
    }
    const frame = this.#frames.innermost;
    if (frame && this.#startWalk(frame)) return true;
    this.#at = at;
    if (!frame) return this.#startDocument(bytes[at]);
    return this.#readMember(frame, bytes[at]);
  }

  // --- between documents

  #startDocument(byte: number): boolean {
    if (isSeparator(byte)) {
      this.#at++;
    } else if (isOpener(byte) || byte === QUOTE) {
      this.#plan = null;
      this.#headSize = 0;
      this.#opening.forget(this.#window.base + this.#at === 0 || this.#window.beginsLine(this.#at));
      this.#startValue(this.#at, null);
    } else {
      const isLog = isLogLine(this.#window, this.#at);
      this.#notice(isLog ? 'line' : 'invalid', this.#at, 'not JSON');
      this.#lose(this.#at + 1, isLog);
    }
    return true;
  }

  /** Goes to the next line that begins like a document; behind a line of a log, lines like it are each counted. */
  #findDocument(): boolean {
    const { at, isFound, needsMore } = findDocument(this.#window, this.#at, this.#isLast);
    this.#at = at;
    if (isFound) this.#state = 'ready';
    else if (this.#isLog && isLogLine(this.#window, at)) this.#notice('line', at, 'not JSON');
    return !needsMore;
  }

  /** Asks how to read the document whose head, up to `end`, was scanned with this `result`. */
  #planDocument(result: ScanResult, end: number, isLast: boolean): boolean {
    const isFinal = result !== 'unfinished' || isLast || this.#headSize === HEAD_BYTES.length - 1;
    const { bytes } = this.#window;
    const headEnd = result === 'unfinished' ? end : this.#scanner.at;
    const plan = this.#handler.plan(bytes.subarray(this.#at, headEnd), isFinal);
    if (plan === 'more' && !isFinal) {
      this.#headSize++;
      return true;
    }
    this.#plan = plan === 'more' ? null : plan;
    if (!this.#plan) this.#state = 'passing';
    else {
      this.#node = this.#plan.outline;
      this.#teller.receiver = this.#plan.receiver;
      if (this.#node.isContainerFrom(bytes[this.#at])) return this.#enter(this.#node);
    }
    return result === 'unfinished' || this.#decide(result);
  }

  /** Goes on past a document nobody wants. */
  #pass(): boolean {
    const result = this.#scanner.scan(this.#window.bytes, this.#window.length, this.#isLast);
    this.#at = this.#scanner.at;
    if (result !== 'unfinished') return this.#endPassing(result);
    if (this.#isLast) this.#notice('cut-off', this.#at, FAULTS.cutOff);
    return false;
  }

  #endPassing(result: ScanResult): true {
    if (result !== 'whole') return this.#lose(this.#scanner.at);
    this.#at = this.#scanner.at;
    this.#state = 'ready';
    return true;
  }

  /** A document that is a string may hold one. */
  #readString(from: number, to: number): void {
    const text = parseString(this.#window.bytes, from, to);
    if (this.#stringDepth === DEEPEST_STRING || !looksLikeJson(text))
      return this.#notice('invalid', from, 'a string, not a record');
    this.#teller.place = this.#window.base + from;
    const inner = new RecordSplitter(this.#handler, { stringDepth: this.#stringDepth + 1 });
    inner.push(encoder.encode(text));
    inner.end();
  }

  // --- in a list or an object that is walked into

  /** Where a walker can go on, it does. */
  #startWalk(frame: Frame): boolean {
    const walker = this.#stringDepth === 0 ? this.#plan!.walker : undefined;
    if (!this.#turns.start(frame, walker, () => this.#flush())) return false;
    this.#state = 'walking';
    return true;
  }

  #walk(): boolean {
    const isOver = this.#turns.walk(this.#at, this.#isLast);
    this.#at = this.#turns.at;
    if (isOver) this.#state = 'ready';
    return isOver;
  }

  #readMember(frame: Frame, byte: number): boolean {
    const isNew = this.#isNewDocument(this.#at);
    if (isNew === 'more') {
      this.#at--; // the line feed is kept
      return false;
    }
    if (isNew) return this.#abandon(this.#at);
    if (byte === frame.closer) return this.#close(frame);
    if (byte === COMMA) {
      if (frame.last !== 'value') {
        this.#flush(); // what is wrong before it is told before it
        this.#notice('comma', this.#at, 'a comma too many');
      }
      frame.last = 'comma';
      this.#at++;
      return true;
    }
    const isList = frame.closer === CLOSE_BRACKET;
    if (isList ? byte === CLOSE_BRACE || byte === COLON : byte !== QUOTE) return this.#abandon(this.#at);
    if (frame.last === 'value') {
      this.#flush();
      if (this.#window.beginsLine(this.#at) && isOpener(byte)) return this.#abandon(this.#at);
      this.#notice('comma', this.#at, 'missing comma');
      frame.last = 'comma';
    }
    return isList ? this.#startValue(this.#at, frame.node.element()) : this.#readKey(frame);
  }

  #readKey(frame: Frame): boolean {
    const read = readKey(this.#window.bytes, this.#at, this.#window.length);
    if (read === 'more') return false;
    if ('brokenAt' in read) return this.#abandon(read.brokenAt);
    const isNew = this.#isNewDocument(read.valueFrom);
    if (isNew === 'more') return false;
    if (isNew) return this.#abandon(read.valueFrom);
    if (read.replacedCount > 0) this.#notice('utf8', this.#at, MENDED, read.replacedCount);
    return this.#startValue(read.valueFrom, frame.node.field(read.key));
  }

  #startValue(at: number, node: OutlineNode | null): true {
    this.#at = at;
    this.#node = node;
    if (node?.isContainerFrom(this.#window.bytes[at])) {
      this.#flush();
      return this.#enter(node);
    }
    this.#scanner.begin(at);
    this.#state = 'scanning';
    return true;
  }

  /** Looks for the end of the value at `#at`, or of the head of a document. */
  #scan(): boolean {
    const { bytes, length } = this.#window;
    const isHead = this.#node === null && bytes[this.#at] !== QUOTE;
    const limit = isHead ? HEAD_BYTES[this.#headSize] : this.#largestRecord;
    const end = Math.min(length, this.#at + limit);
    if (isHead) this.#opening.take(this.#window, this.#at);
    const isLast = this.#isLast && end === length;
    const result = this.#scanner.scan(bytes, end, isLast);
    const isTooLarge = result === 'unfinished' && end - this.#at >= limit;
    if (result === 'unfinished' && !isLast && !isTooLarge) return false;
    if (isHead) return this.#planDocument(result, end, isLast);
    return this.#decide(isTooLarge ? 'too large' : result);
  }

  /** Reads the value at `#at`, now that its end is found or will never be. */
  #decide(result: ScanResult | 'too large'): boolean {
    const to = this.#scanner.at;
    if (this.#state === 'passing') return this.#endPassing(result as ScanResult);
    if (result === 'whole') return this.#accept(to);
    this.#flush();
    if (result === 'unfinished') return this.#cutOff();
    const isTooLarge = result === 'too large';
    const reason = isTooLarge ? FAULTS.tooLarge : FAULTS.endless;
    const problemTo = isTooLarge ? 0 : to; // within a value that is only large there is none
    if (this.#frames.innermost) return this.#abandon(isTooLarge ? this.#at : to, this.#at, problemTo, reason);
    this.#notice('invalid', this.#at, reason, 1, problemTo);
    return this.#lose(this.#at + 1);
  }

  /** Puts the whole value at `#at .. to` into the batch. */
  #accept(to: number): boolean {
    const from = this.#at;
    const frame = this.#frames.innermost;
    this.#at = to;
    this.#state = 'ready';
    this.#turns.allow();
    this.#turns.settle();
    if (this.#node === null) {
      this.#readString(from, to);
      return true;
    }
    this.#batch.add(this.#node, from, to);
    if (frame) frame.last = 'value';
    if (frame?.closer !== CLOSE_BRACKET || this.#batch.isFull) this.#flush();
    return true;
  }

  #enter(node: OutlineNode): true {
    const start = this.#window.base + this.#at;
    this.#frames.enter(node, this.#window.bytes[this.#at], start);
    this.#at++;
    this.#state = 'ready';
    this.#turns.allow();
    this.#scanner.hasLongInteger = this.#scanner.hasNonNumber = false;
    this.#teller.open(node.path, start);
    return true;
  }

  #close({ last }: Frame): true {
    this.#flush();
    if (last === 'comma') {
      const comma = this.#window.bytes.lastIndexOf(COMMA, this.#at);
      const closer = String.fromCharCode(this.#window.bytes[this.#at]);
      this.#notice('comma', Math.max(0, comma), `trailing comma before ${closer}`);
    }
    this.#at++;
    this.#turns.allow();
    this.#closeInnermost();
    return true;
  }

  // --- where it goes wrong

  /** Gives the rest of the document up and looks for the next from `at`, because of what stands at `from .. to`. */
  #abandon(at: number, from = at, to = 0, reason: string = FAULTS.misplaced): true {
    this.#flush();
    const isLine = this.#window.beginsLine(at);
    const isTorn = isLine && from === at && isOpener(this.#window.bytes[at]);
    if (isTorn) this.#notice('syntax', this.#window.endBefore(at), FAULTS.torn);
    else this.#notice('syntax', from, reason, 1, to);
    while (this.#closeInnermost());
    return this.#lose(isLine ? at - 1 : at);
  }

  /** Whether a line at `at` begins as the document did that is still open. */
  #isNewDocument(at: number): boolean | 'more' {
    return this.#opening.beginsLine(this.#window, at, this.#isLast);
  }

  #lose(at: number, isLog = false): true {
    this.#isLog = isLog;
    this.#at = at;
    this.#state = 'lost';
    return true;
  }

  #cutOff(): false {
    this.#at = this.#window.length;
    this.#state = 'ready';
    this.#notice('cut-off', this.#at, FAULTS.cutOff);
    while (this.#closeInnermost());
    return false;
  }

  /** False where none is open. */
  #closeInnermost(): boolean {
    const frame = this.#frames.leave();
    if (!frame) return false;
    this.#teller.close(frame.node.path, frame.start);
    return true;
  }

  /** `to`: where given, `from .. to` is searched for the exact place and reason. */
  #notice(kind: NoticeKind, from: number, reason: string, count = 1, to = 0): void {
    this.#handler.notice(kind, count, () =>
      to > from ? this.#window.describeProblem(from, to, reason) : this.#window.describe(from, reason),
    );
  }

  #flush(): void {
    if (this.#batch.isEmpty) return;
    const needsRepair = this.#scanner.hasLongInteger || this.#scanner.hasNonNumber;
    // What a value that is still being scanned has shown stays noted.
    if (this.#state !== 'scanning') this.#scanner.hasLongInteger = this.#scanner.hasNonNumber = false;
    this.#batch.flush(needsRepair);
  }
}
