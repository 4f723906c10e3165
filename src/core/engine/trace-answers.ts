/** What is asked and answered about one opened trace: the part of the protocol that the trace's views are made of. */
import type { ArrangedNodes } from '../analyze/arrange-siblings.ts';
import type { KeyCount } from '../analyze/attribute-columns.ts';
import type { ClockEvidence } from '../analyze/clock-pairs.ts';
import type { Flame } from '../analyze/flame.ts';
import type { SpanRank } from '../analyze/span-rank.ts';
import type { SiblingStatistics } from '../analyze/sibling-statistics.ts';
import type { GroupBy, GroupMeasures } from '../analyze/span-groups.ts';
import type { ExceptionKind } from '../analyze/trace-events.ts';
import type { JoinedStrings } from '../lib/joined-strings.ts';
import type { AttributeType, LinkKind } from '../model/span-enums.ts';
import type { TimeWindow, UnixTime } from '../model/units.ts';

export type { KeyCount } from '../analyze/attribute-columns.ts';
export type { GroupBy } from '../analyze/span-groups.ts';
export type { Flame } from '../analyze/flame.ts';
export type { TimeWindow } from '../model/units.ts';

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

export interface GroupParams extends PathParams {
  readonly groupBy: GroupBy;
}

/** What the width of a flame's box stands for. */
export type FlameMeasure = 'self' | 'critical' | 'count';

/** `time`: each span where and when it ran; `left-heavy`: equal call paths merged, the heaviest first. */
export type FlameOrder = 'time' | 'left-heavy';

/** Of all spans, or with `top` of that span and those below it. Path params matter where the measure is `critical`. */
interface FlamePartParams extends PathParams {
  readonly top: number | null;
  readonly measure: FlameMeasure;
}

export interface FlameParams extends FlamePartParams {
  readonly order: FlameOrder;
}

export interface SandwichParams extends FlamePartParams {
  readonly service: string;
  readonly operation: string;
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
  /** Pairs of clocks that seem to differ, whether they are aligned or not; most calls first. */
  readonly clocks: readonly ClockOffset[];
  /** The chain of whole spans with the largest sum of durations, from the root down. */
  readonly longestPath: { readonly span: Int32Array; readonly duration: number };
}

/** How far the clock of `callee` seems to be from that of `caller`. */
export interface ClockOffset extends ClockEvidence {
  readonly caller: ClockName;
  readonly callee: ClockName;
}

/** A clock by a service that goes by it, and by its machine or the service's instance; '' where neither is known. */
export interface ClockName {
  readonly service: string;
  readonly place: string;
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
   * By span: how much longer it could have taken before `of` ends later; 0 where it is on the path, Infinity where nobody
   * waited for it, NaN outside the subtree and the window.
   */
  readonly slack: Float64Array;
  /** Children of spans on the path that end after their parent, and were cut there; in waterfall order. */
  readonly clipped: Int32Array;
  /** Children of spans on the path that nobody waited for, and so are left off; in waterfall order. */
  readonly async: Int32Array;
  /** All services of the trace, most time on the path first, then most self time. */
  readonly services: readonly ServiceShare[];
  /** Likewise its operations; where there are very many, those with the most. */
  readonly operations: readonly OperationShare[];
  /** How many there are in all. */
  readonly operationCount: number;
}

/** What one part of a trace took. Nanoseconds. */
export interface Share {
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

/** What a waterfall shows with everything open. */
export interface Arrangement extends ArrangedNodes {
  /** Siblings of one operation and kind, five or more. */
  readonly groups: SiblingGroups;
}

interface SiblingGroups extends SiblingStatistics {
  /** 1 where they look like one query for each row of another (N+1), else 0. */
  readonly isRepeated: Uint8Array;
}

export interface FoundSpans {
  /** In waterfall order. */
  readonly spans: Int32Array;
  /** What of the query was not understood, in words; null where all was. */
  readonly problem: string | null;
}

export interface AttributeKeys {
  /** Most spans first. */
  readonly keys: readonly KeyCount[];
}
/** By span: the string of `values` at `code[span]`, or nothing where it is -1. */
export interface AttributeColumn {
  readonly key: string;
  readonly values: JoinedStrings;
  readonly code: Int32Array;
}

/** Groups of spans as columns of equal length, most self time first. All times in nanoseconds. */
export interface SpanGroups extends GroupMeasures {
  readonly length: number;
  /** What the spans of a group have in common, and no other spans have; '' for those without the attribute. */
  readonly names: JoinedStrings;
  /** The group of the spans without the attribute; -1 where there is none. */
  readonly without: number;
  /** Opens `services`: the service of all its spans; -1 where they are of several. */
  readonly service: Int32Array;
  readonly services: readonly string[];
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
  /** Opens `exceptions`; one past them where its kind is not among them; -1 where it is no exception. */
  readonly exception: Int32Array;
  readonly names: readonly string[];
  readonly summaries: JoinedStrings;
  /** Exceptions of one type and message, most first; where there are very many kinds, the most frequent. */
  readonly exceptions: readonly ExceptionGroup[];
  /** How many kinds there are in all. */
  readonly exceptionKinds: number;
}
export interface ExceptionGroup extends ExceptionKind {
  readonly count: number;
  readonly services: readonly string[];
  /** The spans they were recorded on, in order of time, each once. */
  readonly spans: Int32Array;
  /** NaN where none of them has a time. */
  readonly firstTime: number;
  readonly lastTime: number;
}

/** Spans of one operation, with all that called them and all that they called. */
export interface Sandwich {
  /** Row 0 is the operation itself, row 1 who called it, and so on. */
  readonly callers: Flame;
  /** Row 0 is the operation itself, row 1 whom it called, and so on. */
  readonly callees: Flame;
  /** Spans of the operation below others of it: they are among the callees, and not counted a second time. */
  readonly nestedCount: number;
  /** Whether the farthest callers are left out, for there are too many chains. */
  readonly isCut: boolean;
}

/** A span as it stands in its file. */
export interface SpanText {
  /** Its record, blanks and all; null where it cannot be shown. */
  readonly text: string | null;
  /** Why it cannot be shown, or what is to be known about what is shown; null where there is nothing to say. */
  readonly problem: string | null;
  readonly file: string;
  /** Where the record begins in the file's text, in bytes, once decompressed and decoded; -1 without a text. */
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
  /** Where this span stands among all loaded spans of its operation. */
  readonly rank: SpanRank;
  /** Why attributes, events and links are not here, though the file may hold some; null where they are. */
  readonly problem: string | null;
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
  /** Whether that trace is loaded. */
  readonly isLoaded: boolean;
  /** What that span is; null where it is not loaded. */
  readonly name: { readonly service: string; readonly operation: string } | null;
  readonly attributes: readonly AttributeView[];
}
