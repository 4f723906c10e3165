import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  isOpener,
  LINE_FEED,
  QUOTE,
  RECORD_SEPARATOR,
} from './ascii.ts';
import { ByteWindow } from './byte-window.ts';
import type { DocumentHandler, DocumentPlan, NoticeKind } from './document-handler.ts';
import { type Frame, FrameStack } from './frame-stack.ts';
import { looksLikeJson, parseString } from './json-parser.ts';
import type { OutlineNode } from './outline.ts';
import { readKey } from './read-key.ts';
import { RecordBatch } from './record-batch.ts';
import { type ScanResult, ValueScanner } from './value-scanner.ts';

/** Bytes parsed at once. Larger gains nothing; smaller pays JSON.parse's start more often. */
const BATCH_BYTES = 1 << 17;
/** A value that is no container and grows beyond this is given up: a quote is missing, or it is no record. */
const LARGEST_RECORD = 1 << 26;
/** What a document is recognised by, first and at most. */
const HEAD_BYTES = 1 << 16;
const LARGEST_HEAD = 1 << 20;
/** A document that is a string that holds a document, and so on: not deeper than this. */
const DEEPEST_STRING = 2;

const encoder = new TextEncoder();

/**
 * Splits JSON text of any size into records. It comes in chunks cut anywhere and may hold many documents: JSON lines,
 * values one after another, with or without commas between.
 *
 *     bytes → where values end → batches of about 128 KB → JSON.parse → open, value, close
 *
 * A value that fits into a batch is parsed whole, even a container; only a container that does not fit is walked into
 * byte by byte, and so is one that does not parse, so that everything whole in it is kept. The receiver cannot tell.
 * Memory is bounded by a chunk, a batch and the largest record.
 */
export class RecordSplitter {
  readonly #handler: DocumentHandler;
  readonly #largestRecord: number;
  readonly #stringDepth: number;
  readonly #window = new ByteWindow();
  readonly #scanner = new ValueScanner();
  /** Where reading goes on, in the window. What is before it is done with or in the batch. */
  #at = 0;
  /** `scanning`: a value begins at `#at`. `passing`: in a document nobody wants. `lost`: only a new line helps. */
  #state: 'ready' | 'scanning' | 'passing' | 'lost' = 'ready';
  /** The place of the value that is scanned; null for a document not yet planned. */
  #node: OutlineNode | null = null;
  #plan: DocumentPlan | null = null;
  readonly #frames = new FrameStack();
  readonly #batch: RecordBatch;
  #headLimit = HEAD_BYTES;
  #isLast = false;

  /** `stringDepth`: how many strings this text was in. */
  constructor(handler: DocumentHandler, { largestRecord = LARGEST_RECORD, stringDepth = 0 } = {}) {
    this.#handler = handler;
    this.#largestRecord = largestRecord;
    this.#stringDepth = stringDepth;
    this.#batch = new RecordBatch(this.#window, this.#scanner.openers, (...notice) =>
      this.#notice(...notice),
    );
  }

  /**
   * For a receiver that is being told of a list or an object: where that begins in the text, in bytes. Members that are
   * neither have the place of what they are in.
   */
  get place(): number {
    return this.#batch.place;
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
    do while (this.#step());
    while (this.#flush());
  }

  /** False where more bytes are needed. */
  #step(): boolean {
    if (this.#state === 'scanning') return this.#scan();
    if (this.#state === 'passing') return this.#pass();
    if (this.#state === 'lost') return this.#findDocument();
    const { bytes, length } = this.#window;
    let at = this.#at;
    while (at < length && isBlank(bytes[at])) at++;
    if (at === length) {
      // A line feed is kept: whether the next byte begins a line matters.
      this.#at = at > this.#at && bytes[at - 1] === LINE_FEED && !this.#isLast ? at - 1 : at;
      return false;
    }
    this.#at = at;
    const frame = this.#frames.innermost;
    if (!frame) return this.#startDocument(bytes[at]);
    return this.#readMember(frame, bytes[at]);
  }

  // --- between documents

  #startDocument(byte: number): boolean {
    if (byte === COMMA || byte === RECORD_SEPARATOR) {
      this.#at++;
    } else if (isOpener(byte) || byte === QUOTE) {
      this.#plan = null;
      this.#headLimit = HEAD_BYTES;
      this.#scanner.hasLongInteger = this.#scanner.hasNonNumber = false;
      this.#startValue(this.#at, null);
    } else {
      this.#notice('invalid', this.#at, 'not JSON');
      this.#lose(this.#at + 1);
    }
    return true;
  }

  /** Goes to the next line that begins like a document. */
  #findDocument(): boolean {
    const { bytes, length } = this.#window;
    const lineEnd = bytes.subarray(0, length).indexOf(LINE_FEED, this.#at);
    if (lineEnd < 0 || lineEnd + 1 === length) {
      this.#at = lineEnd < 0 || this.#isLast ? length : lineEnd;
      return false;
    }
    this.#at = lineEnd + 1;
    if (isOpener(bytes[this.#at]) || bytes[this.#at] === RECORD_SEPARATOR) this.#state = 'ready';
    return true;
  }

  /** Asks how to read the document whose head was scanned; false if its head should be longer. */
  #planDocument(isFinal: boolean): boolean {
    const head = this.#window.bytes.subarray(this.#at, this.#scanner.at);
    const plan = this.#handler.plan(head, isFinal);
    if (plan === 'more' && !isFinal) {
      this.#headLimit = LARGEST_HEAD;
      return false;
    }
    this.#plan = plan === 'more' ? null : plan;
    this.#node = this.#plan?.outline ?? null;
    if (this.#node?.isContainer !== true) this.#scanner.forgetOpeners();
    if (!this.#plan) this.#state = 'passing';
    return true;
  }

  /** Goes on past a document nobody wants. */
  #pass(): boolean {
    const result = this.#scanner.scan(this.#window.bytes, this.#window.length, this.#isLast);
    this.#at = this.#scanner.at;
    if (result === 'unfinished') {
      if (this.#isLast) this.#notice('cut-off', this.#at, CUT_OFF);
      return false;
    }
    if (result === 'whole') this.#state = 'ready';
    else this.#lose(this.#at);
    return true;
  }

  /** A document that is a string may hold one. */
  #readString(from: number, to: number): void {
    const text = parseString(this.#window.bytes, from, to);
    if (this.#stringDepth === DEEPEST_STRING || !looksLikeJson(text))
      return this.#notice('invalid', from, 'a string, not a record');
    this.#batch.place = this.#window.base + from;
    const inner = new RecordSplitter(this.#handler, { stringDepth: this.#stringDepth + 1 });
    inner.push(encoder.encode(text));
    inner.end();
  }

  // --- in a list or an object that is walked into

  #readMember(frame: Frame, byte: number): boolean {
    if (byte === frame.closer) return this.#close(frame);
    if (byte === COMMA) {
      if (frame.last !== 'value') this.#notice('syntax', this.#at, 'a comma too many');
      frame.last = 'comma';
      this.#at++;
      return true;
    }
    const isList = frame.closer === CLOSE_BRACKET;
    if (isList ? byte === CLOSE_BRACE || byte === COLON : byte !== QUOTE) return this.#abandon(this.#at);
    if (frame.last === 'value') {
      if (this.#flush()) return true;
      const isNewLine = this.#at > 0 && this.#window.bytes[this.#at - 1] === LINE_FEED;
      if (isNewLine && isOpener(byte)) return this.#abandon(this.#at);
      this.#notice('syntax', this.#at, 'missing comma');
      frame.last = 'comma';
    }
    if (!isList) return this.#readKey(frame);
    this.#startValue(this.#at, frame.node.element());
    return true;
  }

  #readKey(frame: Frame): boolean {
    const read = readKey(this.#window.bytes, this.#at, this.#window.length);
    if (read === 'more') return false;
    if ('brokenAt' in read) return this.#abandon(read.brokenAt);
    this.#startValue(read.valueFrom, frame.node.field(read.key));
    return true;
  }

  #startValue(at: number, node: OutlineNode | null): void {
    this.#at = at;
    this.#node = node;
    this.#scanner.begin(at, node === null || node.isContainer);
    this.#state = 'scanning';
  }

  /** Looks for the end of the value at `#at` and decides how to read it. */
  #scan(): boolean {
    const { bytes, length } = this.#window;
    const isContainer = this.#node?.isContainerFrom(bytes[this.#at]) === true;
    if (isContainer && this.#node!.isLarge) return this.#enter(this.#node!);
    const isString = this.#node === null && bytes[this.#at] === QUOTE;
    const isUnplanned = this.#node === null && !isString;
    const limit = isUnplanned ? this.#headLimit : isContainer ? BATCH_BYTES : this.#largestRecord;
    const end = Math.min(length, this.#at + limit);
    const isLast = this.#isLast && end === length;
    const result = this.#scanner.scan(bytes, end, isLast);
    const isTooLarge = result === 'unfinished' && end - this.#at >= limit;
    if (result === 'unfinished' && !isLast && !isTooLarge) return false;
    if (isUnplanned) {
      const isFinal = result !== 'unfinished' || isLast || limit === LARGEST_HEAD;
      if (this.#planDocument(isFinal) && result !== 'unfinished') this.#decide(result);
      return true;
    }
    return this.#decide(isTooLarge ? 'too large' : result);
  }

  /** Reads the value at `#at`, now that its end is found or will never be. */
  #decide(result: ScanResult | 'too large'): boolean {
    const to = this.#scanner.at;
    if (this.#state === 'passing') {
      if (result === 'whole') this.#at = to;
      else this.#lose(to);
      if (result === 'whole') this.#state = 'ready';
      return true;
    }
    if (result === 'whole') return this.#accept(to);
    this.#scanner.forgetOpeners();
    if (this.#flush()) return true;
    if (this.#node?.isContainerFrom(this.#window.bytes[this.#at])) {
      this.#node.isLarge ||= result === 'too large';
      return this.#enter(this.#node);
    }
    if (result === 'unfinished') return this.#cutOff();
    if (this.#frames.innermost) return this.#abandon(result === 'too large' ? this.#at : to, this.#at, to);
    this.#notice('invalid', this.#at, TOO_LARGE, 1, to);
    return this.#lose(this.#at + 1);
  }

  /** Puts the whole value at `#at .. to` into the batch. */
  #accept(to: number): boolean {
    const from = this.#at;
    const frame = this.#frames.innermost;
    this.#at = to;
    this.#state = 'ready';
    if (this.#node === null) {
      this.#readString(from, to);
      return true;
    }
    this.#batch.add(this.#node, from, to, this.#scanner.firstOpener);
    if (frame) frame.last = 'value';
    if (frame?.closer !== CLOSE_BRACKET || this.#batch.byteLength >= BATCH_BYTES) this.#flush();
    return true;
  }

  #enter(node: OutlineNode): boolean {
    const start = this.#window.base + this.#at;
    this.#frames.enter(node, this.#window.bytes[this.#at], start);
    this.#at++;
    this.#state = 'ready';
    this.#batch.place = start;
    this.#plan!.receiver.open(node.path);
    return true;
  }

  #close({ node, start, last }: Frame): boolean {
    if (this.#flush()) return true;
    if (last === 'comma') {
      const { bytes } = this.#window;
      let comma = this.#at;
      while (comma > 0 && bytes[comma] !== COMMA) comma--;
      this.#notice('syntax', comma, `trailing comma before ${String.fromCharCode(bytes[this.#at])}`);
    }
    this.#at++;
    node.isLarge = this.#window.base + this.#at - start > BATCH_BYTES;
    this.#closeInnermost();
    return true;
  }

  // --- where it goes wrong

  /** Gives the rest of the document up and looks for the next from `at`, because of what stands at `from .. to`. */
  #abandon(at: number, from = at, to = 0): boolean {
    if (this.#flush()) return true;
    this.#notice(
      'syntax',
      from,
      to > 0 ? TOO_LARGE : 'neither a value nor the end of the list or object',
      1,
      to,
    );
    this.#closeAll();
    return this.#lose(at > 0 && this.#window.bytes[at - 1] === LINE_FEED ? at - 1 : at);
  }

  #lose(at: number): true {
    this.#at = at;
    this.#state = 'lost';
    return true;
  }

  #cutOff(): false {
    this.#at = this.#window.length;
    this.#state = 'ready';
    this.#notice('cut-off', this.#at, CUT_OFF);
    this.#closeAll();
    return false;
  }

  #closeAll(): void {
    while (this.#closeInnermost());
  }

  /** False where none is open. */
  #closeInnermost(): boolean {
    const frame = this.#frames.leave();
    if (!frame) return false;
    this.#batch.place = frame.start;
    this.#plan!.receiver.close(frame.node.path);
    return true;
  }

  /** `to`: where given, `from .. to` is searched for the exact place and reason. */
  #notice(kind: NoticeKind, from: number, reason: string, count = 1, to = 0): void {
    this.#handler.notice(kind, count, () =>
      to > from ? this.#window.describeProblem(from, to, reason) : this.#window.describe(from, reason),
    );
  }

  /** Parses the batch. True if it went back to walk into a container that does not parse. */
  #flush(): boolean {
    if (this.#batch.isEmpty) return false;
    const needsRepair = this.#scanner.hasLongInteger || this.#scanner.hasNonNumber;
    // What a value that is still being scanned has shown stays noted.
    const isScanning = this.#state === 'scanning';
    if (!isScanning) this.#scanner.hasLongInteger = this.#scanner.hasNonNumber = false;
    const unparsable = this.#batch.flush(this.#plan!.receiver, needsRepair);
    this.#scanner.dropOpeners(isScanning && unparsable < 0);
    if (unparsable < 0) return false;
    this.#at = unparsable;
    return this.#enter(this.#batch.node!);
  }
}

const CUT_OFF = 'the text ends in the middle of a record';
const TOO_LARGE = 'a value that does not end; is a quote missing?';
