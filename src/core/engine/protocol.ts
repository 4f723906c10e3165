/**
 * Everything that crosses between the page and the worker, and nothing else.
 * To add a question: one line in `Methods`, one function in `engine.ts`. Both sides stop compiling until it is there.
 *
 * Values cross by structured clone: no functions, no class instances. Typed arrays in a result are fresh and are moved;
 * the data set's own columns never leave the worker. All times are nanoseconds; moments are nanoseconds after the
 * origin named beside them.
 */
import type { DurationStatistics } from '../analyze/duration-statistics.ts';
import type { OperationOrder } from '../analyze/operations.ts';
import type { Summary } from '../analyze/summary.ts';
import type { Timeline } from '../analyze/timeline.ts';
import type { TraceSort } from '../analyze/trace-order.ts';
import type { Diagnostic } from '../model/diagnostics.ts';
import type { TraceFilter } from '../model/filter.ts';
import type { Repairs } from '../model/repairs.ts';
import type { Detail, SourceFile, SourceReport, WorkContext } from '../model/source.ts';
import type { UnixTime } from '../model/units.ts';
import type {
  Arrangement,
  ArrangeParams,
  AttributeColumn,
  AttributeColumnParams,
  AttributeKeys,
  FindParams,
  Flame,
  FlameParams,
  FoundSpans,
  GroupParams,
  PathParams,
  PathView,
  Sandwich,
  SandwichParams,
  SpanDetail,
  SpanGroups,
  SpanParams,
  SpanText,
  TraceEvents,
  TraceParams,
  TraceView,
} from './trace-answers.ts';

export type { DurationStatistics } from '../analyze/duration-statistics.ts';
export type { OperationOrder } from '../analyze/operations.ts';
export type { Summary } from '../analyze/summary.ts';
export type { Timeline } from '../analyze/timeline.ts';
export type { TraceSort, TraceSortKey } from '../analyze/trace-order.ts';

/** No params, or nothing to say: `{}`. */
type Nothing = Readonly<Record<string, never>>;

/** Every question, with what it takes and what it answers. */
interface Methods {
  /**
   * Reads one file to its end, or until the caller has enough, and adds its spans to the data set; a cancelled one leaves
   * nothing behind. Calls wait for each other. `detail` at most: less is held where all would not fit. `waitingBytes`: the
   * sizes of the files that will be opened after it, for the memory plan.
   */
  openSource: {
    params: { source: SourceFile; detail?: Detail; waitingBytes?: number };
    result: OpenedSource;
  };
  /** Makes the built-in sample incident and adds it. The same seed gives the same spans. */
  openSample: { params: { seed: number }; result: OpenedSource };
  /** Answered when what was called before has been read or has ended otherwise, and all is laid out. */
  settle: { params: Nothing; result: Nothing };
  /** Takes the spans of these sources away; copies of them that another source holds too stay. */
  closeSources: { params: { sources: readonly number[] }; result: Nothing };
  /** Lays all traces out anew, with these repairs. */
  setRepairs: { params: { repairs: Repairs }; result: Nothing };
  /** Forgets everything. */
  clear: { params: Nothing; result: Nothing };
  /** What was opened and what was mended, over all sources. */
  getImportReport: { params: Nothing; result: ImportReport };
  getSummary: { params: { filter: TraceFilter }; result: Summary };
  /** Traces and errors over time, in at most so many buckets. */
  getTimeline: { params: { filter: TraceFilter; mostBuckets: number }; result: Timeline };
  /** One page of the traces that pass the filter, in order. */
  listTraces: {
    params: { filter: TraceFilter; sort: TraceSort; offset: number; limit: number };
    result: TraceList;
  };
  /** Where a trace stands among all that pass the filter, in order; null where it is not among them. */
  locateTrace: {
    params: { filter: TraceFilter; sort: TraceSort; traceId: string };
    result: { readonly row: number | null };
  };
  /** One trace, whole, for the waterfall. */
  getTrace: { params: TraceParams; result: TraceView };
  /** What held the trace up, or a part of it. */
  getPath: { params: PathParams; result: PathView };
  /** The rows of the waterfall with all open: siblings in the order asked for, like siblings as groups. */
  arrangeTrace: { params: ArrangeParams; result: Arrangement };
  /** The spans of the trace that a query matches. */
  findSpans: { params: FindParams; result: FoundSpans };
  /** Which attributes the spans of the trace have. */
  listAttributeKeys: { params: TraceParams; result: AttributeKeys };
  /** One attribute of every span of the trace. */
  getAttributeColumn: { params: AttributeColumnParams; result: AttributeColumn };
  /** The spans of the trace in groups, measured. */
  measureGroups: { params: GroupParams; result: SpanGroups };
  /** The events of the trace by time, its exceptions in groups. */
  listEvents: { params: TraceParams; result: TraceEvents };
  /** The trace as a flame graph. */
  getFlame: { params: FlameParams; result: Flame };
  /** Who calls one operation of the trace, and whom it calls, merged over its spans. */
  getSandwich: { params: SandwichParams; result: Sandwich };
  /** What `getTrace` leaves out of one span. */
  getSpan: { params: SpanParams; result: SpanDetail };
  /** One span as it stands in its file, read again from there. */
  getRecord: { params: SpanParams; result: SpanText };
  listServices: { params: { filter: TraceFilter }; result: ServiceList };
  /** The latency distribution of each service named, over the traces that pass the filter. */
  measureLatency: {
    params: { filter: TraceFilter; services: readonly string[]; scale: 'linear' | 'log' };
    result: Latency;
  };
  listOperations: {
    params: { filter: TraceFilter; order: OperationOrder; limit: number };
    result: OperationList;
  };
  graphServices: { params: { filter: TraceFilter }; result: ServiceGraph };
  /** Names for the filter's choices, in alphabetical order. */
  listNames: { params: Nothing; result: Names };
  /**
   * The next part of the filtered traces as a TracAgg file; begin with `from` 0 and go on with `next`. Parts belong
   * together where their revision is the same.
   */
  exportTraces: { params: { filter: TraceFilter; from: number }; result: ExportPart };
}

export type Method = keyof Methods;
/** The methods that only ask: they leave the data set as it is. */
export type Question = Exclude<
  Method,
  'openSource' | 'openSample' | 'settle' | 'closeSources' | 'setRepairs' | 'clear'
>;
export type Params<M extends Method> = Methods[M]['params'];
export type Result<M extends Method> = Methods[M]['result'];

/** A source whose spans are in the data set, and its number for `closeSources`. */
export interface OpenedSource extends SourceReport {
  readonly id: number;
}

/** The ledger: files → records → spans → traces. */
export interface ImportReport {
  readonly sources: readonly OpenedSource[];
  /** Mended while traces were laid out, over all sources. */
  readonly diagnostics: readonly Diagnostic[];
  readonly repairs: Repairs;
  readonly traceCount: number;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly serviceCount: number;
  /** Bytes of the data set's columns and strings. */
  readonly memory: number;
  /** Whether names and values of spans that were taken away are among them: they go with the last file. */
  readonly holdsGone: boolean;
  /** Bytes of columns and strings above which less is held. */
  readonly budget: number;
  /** Whether a file is being read whose spans are here in part. */
  readonly isPartial: boolean;
  /** Null where everything that was read is held. */
  readonly coverage: Coverage | null;
}

/** What is held of everything that was read, where memory is too small for all of it. */
export interface Coverage {
  /** The least of all sources. */
  readonly detail: Exclude<Detail, 'all'>;
  /** Of everything that was read, exact; copies of spans in a source that is a sample count each. */
  readonly totals: Totals;
  /** How the traces of the sources that are samples were chosen; null where none is. */
  readonly sample: SampleChoice | null;
}

export interface Totals {
  readonly traceCount: number;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly serviceCount: number;
}

/** Which traces of the sources that are samples are held whole. Shares are of traces, 0 to 1; of none it is 1. */
export interface SampleChoice {
  /** Those that have a span with an error in any of the sources, and which share of all such is held. */
  readonly errorTraceCount: number;
  readonly errorShare: number;
  /** The slowest of those without. */
  readonly slowestTraceCount: number;
  /** Of the rest, by trace id: how many, and which share of it that is. */
  readonly otherTraceCount: number;
  readonly otherShare: number;
}

export interface TraceList {
  /** How many pass the filter, with how many spans. */
  readonly traceCount: number;
  readonly spanCount: number;
  /** Of how many. */
  readonly totalTraceCount: number;
  /** The longest duration among those that pass, for the scale of the bars. */
  readonly longestDuration: number;
  readonly offset: number;
  readonly rows: readonly TraceRow[];
}

export interface TraceRow {
  readonly traceId: string;
  readonly rootService: string;
  readonly rootOperation: string;
  /** False where an orphan stands in for the root. */
  readonly hasRoot: boolean;
  readonly start: UnixTime;
  readonly duration: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** By number of spans, most first. */
  readonly services: readonly { readonly name: string; readonly spanCount: number }[];
}

export interface ServiceRow extends DurationStatistics {
  readonly service: string;
  readonly traceCount: number;
}
export interface ServiceList {
  readonly rows: readonly ServiceRow[];
}

export interface Latency {
  /** Bucket borders shared by all services, ascending, one more than buckets. */
  readonly borders: Float64Array;
  readonly services: readonly ServiceLatency[];
}
export interface ServiceLatency {
  readonly service: string;
  /** Spans with a duration, as in `DurationStatistics`. */
  readonly finishedCount: number;
  /** Spans per bucket; sums to `finishedCount`. */
  readonly histogram: Int32Array;
  /** Durations at each of `percentiles`. */
  readonly curve: Float64Array;
  readonly percentiles: Float64Array;
}

export interface OperationRow extends DurationStatistics {
  readonly service: string;
  readonly operation: string;
}
export interface OperationList {
  /** How many there are in all. */
  readonly totalCount: number;
  readonly rows: readonly OperationRow[];
}

export interface ServiceGraph {
  readonly nodes: readonly ServiceNode[];
  readonly edges: readonly CallEdge[];
}
export interface ServiceNode extends DurationStatistics {
  readonly service: string;
}
/** Calls from spans of one service to child spans of another; statistics are of the callee's spans. */
export interface CallEdge extends DurationStatistics {
  /** Open `nodes`. */
  readonly caller: number;
  readonly callee: number;
}

export interface Names {
  readonly services: readonly string[];
  readonly operations: readonly { readonly service: string; readonly operation: string }[];
}

export interface ExportPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where to go on; null at the end. */
  readonly next: number | null;
  /** Traces written so far, of how many. */
  readonly done: number;
  readonly total: number;
}

/** Why a question has no answer. `code` is for code, `message` is for people. */
export interface EngineError {
  readonly code: 'no-such-trace' | 'no-such-span' | 'cancelled' | 'worker-lost' | 'internal';
  readonly message: string;
}

/** An answer, and which data set it is about: `revision` counts the changes of the data set. */
export interface Answered<R> {
  readonly revision: number;
  /** Whether more is being read: as in `ImportReport`. */
  readonly isPartial: boolean;
  /** As in `ImportReport`. */
  readonly coverage: Coverage | null;
  readonly result: R;
}

/** An answer, or why there is none. */
export type Reply<R> =
  | ({ readonly ok: true } & Answered<R>)
  | { readonly ok: false; readonly error: EngineError };

/** Answers every method; rejects with `EngineFailure` where there is no answer. */
export type Engine = {
  readonly [M in Method]: (params: Params<M>, context: WorkContext) => Promise<Answered<Result<M>>>;
};

export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  readonly code: EngineError['code'];
  constructor({ code, message }: EngineError) {
    super(message);
    this.code = code;
  }
}
