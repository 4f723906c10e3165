import { withRoom } from '../../lib/growable.ts';
import type {
  AttributeBatch,
  EventBatch,
  LinkBatch,
  SecondsBatch,
  SpanBatch,
} from '../../model/span-batch.ts';
import type { SpanSink } from '../../model/span-record.ts';

/** Spans handed over at once, at most. */
const CAPACITY = 1 << 12;
/** No string. */
const NONE = -1;

/** Lists of attributes, one a row, as they grow. */
export class AttributeColumn implements AttributeBatch {
  count = new Uint32Array(CAPACITY);
  list = new Uint32Array(16 * CAPACITY);
  /** Of all lists. */
  length = 0;

  /** Begins the list of `row`. */
  begin(row: number): void {
    this.count = withRoom(this.count, row + 1);
    this.count[row] = 0;
  }

  /** Makes room for `count` more. */
  reserve(count: number): void {
    this.list = withRoom(this.list, this.length + count);
  }

  /** Adds to the list of `row`, the last that was begun. */
  add(row: number, attribute: number): void {
    if (this.length === this.list.length) this.list = withRoom(this.list, this.length + 1);
    this.list[this.length++] = attribute;
    this.count[row]++;
  }
}

class EventColumns implements EventBatch {
  length = 0;
  span = new Int32Array(CAPACITY);
  seconds = new Float64Array(CAPACITY);
  nanos = new Uint32Array(CAPACITY);
  name = new Int32Array(CAPACITY);
  readonly attributes = new AttributeColumn();

  /** A new event of `span`: its number. */
  add(span: number): number {
    const event = this.length++;
    if (event === this.span.length) {
      this.span = withRoom(this.span, event + 1);
      this.seconds = withRoom(this.seconds, event + 1);
      this.nanos = withRoom(this.nanos, event + 1);
      this.name = withRoom(this.name, event + 1);
    }
    this.span[event] = span;
    this.attributes.begin(event);
    return event;
  }
}

class LinkColumns implements LinkBatch {
  length = 0;
  span = new Int32Array(CAPACITY);
  traceId = new Int32Array(CAPACITY);
  spanId = new Int32Array(CAPACITY);
  kind = new Uint8Array(CAPACITY);
  readonly attributes = new AttributeColumn();

  /** A new link of `span`: its number. */
  add(span: number): number {
    const link = this.length++;
    if (link === this.span.length) {
      this.span = withRoom(this.span, link + 1);
      this.traceId = withRoom(this.traceId, link + 1);
      this.spanId = withRoom(this.spanId, link + 1);
      this.kind = withRoom(this.kind, link + 1);
    }
    this.span[link] = span;
    this.attributes.begin(link);
    return link;
  }
}

class SecondsColumns implements SecondsBatch {
  length = 0;
  readonly span = new Int32Array(CAPACITY);
  readonly start = new Float64Array(CAPACITY);
  readonly duration = new Float64Array(CAPACITY);

  add(span: number, start: number, duration: number): void {
    this.span[this.length] = span;
    this.start[this.length] = start;
    this.duration[this.length++] = duration;
  }
}

/** Spans on their way to a sink, a batch at a time. */
export class SpanColumns implements SpanBatch {
  length = 0;
  readonly trace = new Int32Array(CAPACITY);
  readonly spanId = new Uint32Array(2 * CAPACITY);
  readonly parentSpanId = new Uint32Array(2 * CAPACITY);
  readonly name = new Int32Array(CAPACITY);
  readonly statusMessage = new Int32Array(CAPACITY);
  readonly startSeconds = new Float64Array(CAPACITY);
  readonly startNanos = new Uint32Array(CAPACITY);
  readonly duration = new Float64Array(CAPACITY);
  readonly kind = new Uint8Array(CAPACITY);
  readonly status = new Uint8Array(CAPACITY);
  readonly flags = new Uint16Array(CAPACITY);
  readonly resource = new Int32Array(CAPACITY);
  readonly scope = new Int32Array(CAPACITY);
  readonly source = new Int32Array(CAPACITY);
  readonly place = new Float64Array(CAPACITY);
  readonly attributes = new AttributeColumn();
  readonly events = new EventColumns();
  readonly links = new LinkColumns();
  readonly seconds = new SecondsColumns();
  #sink: SpanSink | null = null;
  #firstPlace = 0;
  /** Whether the sink has met a span without a trace id. */
  #hasTraceless = false;

  /** The spans of a text come, for `sink`; `firstPlace` is where the text begins among those of all. */
  begin(sink: SpanSink, firstPlace: number): void {
    this.#sink = sink;
    this.#firstPlace = firstPlace;
    this.#hasTraceless = false;
  }

  /** No more come of that text. */
  end(): void {
    this.#sink = null;
    this.#clear();
  }

  /**
   * The number of a new span whose record begins at `place` in the text of its source: without status message, flags,
   * attributes, events and links; everything else is to be written.
   */
  add(place: number): number {
    // The sink numbers the trace of those without one when it meets them: before the traces of spans that follow.
    const isTraceless = !this.#hasTraceless && this.length > 0 && this.trace[this.length - 1] < 0;
    if (isTraceless) this.#hasTraceless = true;
    if (isTraceless || this.length === CAPACITY) this.flush();
    const span = this.length++;
    this.place[span] = this.#firstPlace + place;
    this.statusMessage[span] = NONE;
    this.flags[span] = 0;
    this.attributes.begin(span);
    return span;
  }

  /** Hands over what waits: before the sink is told of anything that comes behind it. */
  flush(): void {
    if (this.length === 0) return;
    this.#sink!.addBatch(this);
    this.#clear();
  }

  #clear(): void {
    this.length = this.events.length = this.links.length = this.seconds.length = 0;
    this.attributes.length = this.events.attributes.length = this.links.attributes.length = 0;
  }
}
