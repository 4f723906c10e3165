/** What is asked and answered about one opened trace: the part of the protocol that the trace's views are made of. */
import type { JoinedStrings } from '../lib/joined-strings.ts';
import type { AttributeType, LinkKind } from '../model/span-enums.ts';
import type { UnixTime } from '../model/units.ts';

/** A stretch of time, nanoseconds after the trace's origin. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/**
 * Which trace, and whether its clocks are aligned. Alignment may change the order of siblings, so spans are counted
 * (from 0, in waterfall order) within the trace as it is asked for here.
 */
export interface TraceParams {
  readonly traceId: string;
  readonly alignClocks: boolean;
}

export interface SpanParams extends TraceParams {
  readonly span: number;
}

/** Whose critical path, and under which assumptions. */
export interface PathParams extends TraceParams {
  /** The span at the top of the subtree; null: the trace's root. */
  readonly of: number | null;
  /** The part of its time to explain; null: all of it. */
  readonly window: TimeWindow | null;
  /** Spans a reviewer says their parent waited for, ascending: counted as if they were not asynchronous. */
  readonly blocking: readonly number[];
  /** Spans a reviewer says nobody waited for, ascending. */
  readonly nonBlocking: readonly number[];
}

/** What siblings are sorted by: earliest first, or largest first. */
export type SiblingSort = 'start' | 'duration' | 'self' | 'critical';

/** `path` params matter where siblings are sorted by time on the critical path. */
export interface ArrangeParams extends PathParams {
  readonly sort: SiblingSort;
  /** Whether five or more like siblings become a group. */
  readonly isGrouped: boolean;
}

export interface FindParams extends TraceParams {
  readonly query: string;
}

export interface AttributeColumnParams extends TraceParams {
  readonly key: string;
}

/** What spans have in common to be in one group: `attribute` groups by the value of `key`. */
export type GroupBy =
  | { readonly by: 'service' | 'operation' | 'kind' }
  | { readonly by: 'attribute'; readonly key: string };

export interface GroupParams extends PathParams {
  readonly groupBy: GroupBy;
}

/** What the width of a flame's box stands for. */
export type FlameMeasure = 'self' | 'critical' | 'count';

/** `time`: each span where and when it ran; `left-heavy`: equal call paths merged, the heaviest first. */
export type FlameOrder = 'time' | 'left-heavy';

export interface FlameParams extends PathParams {
  readonly order: FlameOrder;
  readonly measure: FlameMeasure;
}

export interface SandwichParams extends PathParams {
  readonly service: string;
  readonly operation: string;
  readonly measure: FlameMeasure;
}

/**
 * One trace as columns of equal length, in waterfall order (pre-order, siblings by start). Moments are nanoseconds after
 * `origin`. Strings are interned in the small lists beside the columns.
 */
export interface TraceView {
  readonly traceId: string;
  /** The trace's start; only spans with impossible times begin before it. */
  readonly origin: UnixTime;
  /** One tick of the coarsest source clock: a duration of 0 means less than this. */
  readonly resolution: number;
  readonly duration: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Levels of the tree: 1 for a lone span. */
  readonly depthCount: number;
  readonly root: number;
  /** Spans without a parent among the spans. */
  readonly rootCount: number;
  /** False where an orphan stands in for the root. */
  readonly hasRoot: boolean;
  readonly services: readonly string[];
  readonly operations: readonly { readonly service: number; readonly name: string }[];
  readonly spans: {
    readonly parent: Int32Array;
    readonly depth: Int32Array;
    readonly subtreeEnd: Int32Array;
    readonly start: Float64Array;
    readonly duration: Float64Array;
    /** Opens `operations`. */
    readonly operation: Int32Array;
    readonly kind: Uint8Array;
    readonly status: Uint8Array;
    /** Bits of `SpanFlag`. */
    readonly flags: Uint16Array;
    /** Duration not covered by children. */
    readonly selfTime: Float64Array;
    /** Place among its siblings, from 1. */
    readonly position: Int32Array;
    readonly childCount: Int32Array;
    /** Nanoseconds its clock was moved by; empty where clocks are as stored. */
    readonly shift: Float64Array;
  };
  /** One longer than the spans: errors among the spans before this one. */
  readonly errorsBefore: Int32Array;
  /** Span ids, in the order of the columns: for links to spans. '' where there is none. */
  readonly spanIds: JoinedStrings;
  /** Event times, sorted by span. */
  readonly events: { readonly span: Int32Array; readonly time: Float64Array };
  /** Pairs of clocks that seem to differ, whether they are aligned or not; most edges first. */
  readonly clocks: readonly ClockOffset[];
  /** The chain of whole spans with the largest sum of durations, from the root down. */
  readonly longestPath: { readonly span: Int32Array; readonly duration: number };
}

/** How far the clock of `callee` seems to be from that of `caller`: both name a service and, where known, its host. */
export interface ClockOffset {
  readonly caller: string;
  readonly callee: string;
  /** Nanoseconds to add to the callee's times: the smallest shift that fits every call. */
  readonly offset: number;
  /** The shifts that fit every call. */
  readonly least: number;
  readonly most: number;
  /** Calls looked at, and how many of them do not fit as stored. */
  readonly callCount: number;
  readonly misfitCount: number;
}

/** The stretches of time that held a subtree up, and what follows from them for every span of the trace. */
export interface PathView {
  /** The span whose path it is. */
  readonly of: number;
  /** What the segments tile: its interval, cut to the window asked for. */
  readonly window: TimeWindow;
  /** The segments, in order of time. */
  readonly span: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** One longer than the spans: the segments of span `s` are `bySpan[firstSegment[s]] .. bySpan[firstSegment[s + 1]]`. */
  readonly firstSegment: Int32Array;
  /** Places of segments, sorted by span, then by time. */
  readonly bySpan: Int32Array;
  /** By span: its time on the path. */
  readonly time: Float64Array;
  /**
   * By span: how much longer it could have taken unnoticed; 0 where it is on the path, Infinity where nobody waited for
   * it, NaN outside the subtree and the window.
   */
  readonly slack: Float64Array;
  /** Children of spans on the path that end after their parent, and were cut there; in waterfall order. */
  readonly clipped: Int32Array;
  /** Children of spans on the path that nobody waited for, and so are left off; in waterfall order. */
  readonly async: Int32Array;
  /** Most time on the path first, then most self time. All services and operations of the trace. */
  readonly services: readonly ServiceShare[];
  readonly operations: readonly OperationShare[];
}

/** What one part of a trace took. Nanoseconds. */
interface Share {
  readonly spanCount: number;
  readonly errorCount: number;
  /** Sum of the spans' durations. */
  readonly duration: number;
  /** Of the trace's duration, 0 to 100 and beyond (spans overlap). */
  readonly percentage: number;
  readonly selfTime: number;
  readonly criticalTime: number;
}
export interface ServiceShare extends Share {
  readonly service: string;
}
export interface OperationShare extends ServiceShare {
  readonly operation: string;
}

/**
 * The rows of a waterfall with everything open, as nodes in the order they are shown: spans, and groups of like
 * siblings in front of their members. Columns of equal length; the descendants of node `n` are `n + 1 .. end[n]`.
 */
export interface Arrangement {
  readonly length: number;
  /** The span of the node; of a group, its first member. */
  readonly span: Int32Array;
  /** Opens `groups`; -1 of a span. */
  readonly group: Int32Array;
  /** The node above; -1 at the top. */
  readonly parent: Int32Array;
  /** Levels above it, groups counted. */
  readonly depth: Int32Array;
  readonly end: Int32Array;
  /** By span: its node. */
  readonly nodeOf: Int32Array;
  readonly groups: readonly SiblingGroup[];
}

/** Siblings of one operation and kind, five or more. Nanoseconds. */
export interface SiblingGroup {
  readonly count: number;
  readonly errorCount: number;
  /** From the first start to the last end. */
  readonly start: number;
  readonly end: number;
  readonly sum: number;
  /** Time during which at least one ran. */
  readonly wall: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** The most that ran at the same time. */
  readonly concurrency: number;
  /** One after the other, each a call to something else: looks like a query per row. */
  readonly isRepeated: boolean;
}

export interface FoundSpans {
  /** In waterfall order. */
  readonly spans: Int32Array;
  /** What of the query was not understood, in words; null where all was. */
  readonly problem: string | null;
}

export interface AttributeKeys {
  /** Most spans first; of the span itself or of its resource. */
  readonly keys: readonly AttributeKey[];
}
export interface AttributeKey {
  readonly key: string;
  readonly spanCount: number;
  readonly valueCount: number;
}

/** By span: the string of `values` at `code[span]`, or nothing where it is -1. */
export interface AttributeColumn {
  readonly key: string;
  readonly values: JoinedStrings;
  readonly code: Int32Array;
}

/** Groups of spans as columns of equal length, most self time first. All times in nanoseconds. */
export interface SpanGroups {
  readonly length: number;
  /** What the spans of a group have in common, and no other spans have; '' for those without the attribute. */
  readonly names: JoinedStrings;
  /** The group of the spans without the attribute; -1 where there is none. */
  readonly without: number;
  /** Opens `services`: the service of all its spans; -1 where they are of several. */
  readonly service: Int32Array;
  readonly services: readonly string[];
  readonly count: Int32Array;
  /** Spans with a duration: the n of mean, percentiles and maximum. */
  readonly finishedCount: Int32Array;
  readonly errorCount: Int32Array;
  /** Sums. */
  readonly duration: Float64Array;
  readonly selfTime: Float64Array;
  readonly criticalTime: Float64Array;
  /** 0 where no span has a duration. */
  readonly mean: Float64Array;
  readonly p50: Float64Array;
  readonly p95: Float64Array;
  readonly max: Float64Array;
}

/** Events of a trace as columns of equal length, in order of time, those without time last. */
export interface TraceEvents {
  readonly span: Int32Array;
  /** Nanoseconds after the trace's origin; NaN where the file gives none. */
  readonly time: Float64Array;
  /** Opens `names`. */
  readonly name: Int32Array;
  /** Opens `summaries`: the event's attributes in a line, '' where it has none. */
  readonly summary: Int32Array;
  /** By event: 1 where it is an exception. */
  readonly isException: Uint8Array;
  readonly names: readonly string[];
  readonly summaries: JoinedStrings;
  /** Exceptions of one type and message, most first; where there are very many kinds, the most frequent. */
  readonly exceptions: readonly ExceptionGroup[];
  /** How many kinds there are in all. */
  readonly exceptionKinds: number;
}
export interface ExceptionGroup {
  /** '' where none of its events names one. */
  readonly type: string;
  /** With numbers, ids and quoted values left out, so that like messages are one. */
  readonly message: string;
  readonly count: number;
  readonly services: readonly string[];
  /** The spans they were recorded on, in order of time, each once. */
  readonly spans: Int32Array;
  /** NaN where none of them has a time. */
  readonly firstTime: number;
  readonly lastTime: number;
}

/**
 * Boxes of a flame graph as columns of equal length, in pre-order: descendants of box `b` are `b + 1 .. end[b]`.
 * In time order `left` and `width` are nanoseconds after the origin; merged, they are the measure's unit.
 */
export interface Flame {
  readonly length: number;
  /** Row, 0 at the top: in time order, spans that overlap stand in rows of their own. */
  readonly row: Int32Array;
  readonly left: Float64Array;
  readonly width: Float64Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
  /** Opens `TraceView.operations`. */
  readonly operation: Int32Array;
  /** A span of the box: the only one in time order, the longest where spans are merged. */
  readonly span: Int32Array;
  /** How many spans the box stands for, and how many of them are errors. */
  readonly count: Int32Array;
  readonly errorCount: Int32Array;
  /** The measure: of the box's spans alone, and with all below them. */
  readonly own: Float64Array;
  readonly total: Float64Array;
  readonly rowCount: number;
  /** Where the boxes begin and end. */
  readonly window: TimeWindow;
}

export interface Sandwich {
  /** Boxes above the operation: row 0 is the operation itself, then its callers. */
  readonly callers: Flame;
  /** Row 0 is the operation itself, then whom it calls. */
  readonly callees: Flame;
}

/** A span as it stands in its file. */
export interface SpanText {
  /** null where it cannot be shown; `problem` then says why. */
  readonly text: string | null;
  readonly problem: string | null;
  readonly file: string;
  /** Where the record begins in the file's text, in bytes; -1 where that is not known. */
  readonly offset: number;
}

/** What the columns of a `TraceView` do not say of one span. */
export interface SpanDetail {
  /** Which span it is. */
  readonly traceId: string;
  readonly spanId: string;
  /** Also of a parent that is named but absent; null for a root. */
  readonly parentSpanId: string | null;
  readonly statusMessage: string | null;
  /** Bits of `SpanFlag`. */
  readonly flags: number;
  readonly attributes: readonly AttributeView[];
  readonly events: readonly EventView[];
  readonly links: readonly LinkView[];
  /** Links of other loaded spans to this one. */
  readonly linkedFrom: readonly LinkView[];
  readonly resource: readonly AttributeView[];
  readonly scope: {
    readonly name: string;
    readonly version: string;
    readonly attributes: readonly AttributeView[];
  };
  readonly source: { readonly name: string; readonly format: string; readonly resolution: number };
  /** Where this span stands among all loaded spans of its operation: how many are faster, of how many. */
  readonly rank: { readonly faster: number; readonly count: number };
}

export interface AttributeView {
  readonly key: string;
  readonly type: AttributeType;
  readonly value: string;
}

export interface EventView {
  readonly name: string;
  /** Nanoseconds after the span's start; null where the file gives no time. */
  readonly offset: number | null;
  readonly attributes: readonly AttributeView[];
}

export interface LinkView {
  /** The other end. */
  readonly traceId: string;
  readonly spanId: string;
  readonly kind: LinkKind;
  /** Whether that trace is loaded, and the span's place in it (-1 when it is not there). */
  readonly isLoaded: boolean;
  readonly span: number;
  readonly attributes: readonly AttributeView[];
}
