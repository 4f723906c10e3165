import { groupDurations } from './analyze/duration-statistics.ts';
import { type OperationOrder, type OperationStatistics, rankOperations } from './analyze/operations.ts';
import { findTraces } from './analyze/search.ts';
import { graphCalls } from './analyze/service-graph.ts';
import { serviceOfSpans } from './analyze/services.ts';
import { computeSummary } from './analyze/summary.ts';
import { allTraces, type TraceSet } from './analyze/trace-set.ts';
import { analyzeTrace } from './aggregator/analyze-trace.ts';
import type {
  ImportResult,
  OperationDuration,
  OperationErrors,
  SearchCriteria,
  SummaryStatistics,
  TraceAnalysis,
} from './aggregator/answers.ts';
import { ServiceMetrics } from './aggregator/service-metrics.ts';
import type { Span } from './aggregator/span.ts';
import { SpanStore } from './aggregator/span-store.ts';
import { Trace } from './aggregator/trace.ts';
import { readSource } from './import/read-source.ts';
import { writeTracAgg } from './import/formats/write-tracagg.ts';
import { type Dataset, traceIdOf } from './model/dataset.ts';
import type { Diagnostic } from './model/diagnostics.ts';
import type { ReadContext, SourceFile } from './model/source.ts';
import type { SpanSink } from './model/span-record.ts';
import type { Nanos } from './model/units.ts';

/** A `TracAggregator` without spans. */
export function createAggregator(): TracAggregator {
  return new TracAggregator();
}

/** Nobody cancels, nobody watches. */
const UNATTENDED: ReadContext = { isCancelled: () => false, onProgress: () => undefined };

/**
 * Collects spans and answers questions about them. Times are seconds since the Unix epoch, durations seconds. The order in
 * which spans arrive never changes a result, except that ties keep the order of first appearance.
 */
export class TracAggregator {
  #store = new SpanStore();

  /**
   * Adds a span. None is refused: what is odd is mended, and `getDiagnostics` says so. A start or a duration that is no
   * finite number counts as unknown.
   */
  ingestSpan(span: Span): void {
    this.#store.add([span]);
  }

  /** As `ingestSpan`, one after the other. */
  ingestSpans(spans: Iterable<Span>): void {
    this.#store.add(spans);
  }

  /** The trace of this id, undefined if there is none. */
  getTrace(traceId: string): Trace | undefined {
    return this.#store.findTrace(traceId) === undefined ? undefined : new Trace(traceId, this.#store);
  }

  /** In order of first appearance. */
  getAllTraces(): Trace[] {
    return this.#listTraces(allTraces(this.dataset));
  }

  /** The traces that meet all criteria, in order of first appearance. */
  searchTraces(criteria: SearchCriteria = {}): Trace[] {
    const { serviceName, operationName, minDuration, maxDuration, hasErrors, minSpanCount } = criteria;
    const dataset = this.#store.datasetInSeconds;
    const found = findTraces(dataset, {
      service: serviceName,
      minDuration: minDuration as Nanos | undefined, // seconds, as this data set's durations
      maxDuration: maxDuration as Nanos | undefined,
      hasErrors,
      minSpanCount,
    });
    // On its own, because the operation need not be one of the service's.
    return this.#listTraces(findTraces(dataset, { operation: operationName }, found));
  }

  /** Undefined if no span is of this service. */
  getServiceMetrics(serviceName: string): ServiceMetrics | undefined {
    return this.getAllServiceMetrics().get(serviceName);
  }

  /** By service, in order of first appearance. */
  getAllServiceMetrics(): ReadonlyMap<string, ServiceMetrics> {
    const dataset = this.#store.datasetInSeconds;
    const { services } = dataset;
    const { count, errorCount, offset, durations } = groupDurations(
      dataset,
      allTraces(dataset),
      serviceOfSpans(dataset),
      services.length,
    );
    return new Map(
      services.map((name, at) => [
        name,
        new ServiceMetrics(name, count[at], errorCount[at], durations.subarray(offset[at], offset[at + 1])),
      ]),
    );
  }

  /** Caller service → services it calls: every parent and child span whose services differ. */
  getServiceDependencies(): ReadonlyMap<string, ReadonlySet<string>> {
    const { services } = this.dataset;
    const dependencies = new Map<string, Set<string>>();
    for (const { caller, callee } of graphCalls(this.dataset, allTraces(this.dataset)).calls) {
      const callees = dependencies.get(services[caller]) ?? new Set();
      dependencies.set(services[caller], callees.add(services[callee]));
    }
    return dependencies;
  }

  /** The `limit` operations with the largest mean duration, largest first; ties in order of first appearance. */
  getSlowestOperations(limit = 10): OperationDuration[] {
    const { services, operations } = this.dataset;
    return this.#rank('slowest', limit).map(({ operation, mean }) => ({
      service: services[operations[operation].service],
      operation: operations[operation].name,
      avgDuration: mean,
    }));
  }

  /** The `limit` operations with the largest share of errors, those without among them; ties as above. */
  getErrorProneOperations(limit = 10): OperationErrors[] {
    const { services, operations } = this.dataset;
    return this.#rank('error-prone', limit).map(({ operation, errorRate, errorCount }) => ({
      service: services[operations[operation].service],
      operation: operations[operation].name,
      errorRate,
      errorCount,
    }));
  }

  /** Undefined if there is no such trace. */
  analyzeTrace(traceId: string): TraceAnalysis | undefined {
    const trace = this.getTrace(traceId);
    return trace && analyzeTrace(trace);
  }

  getSummaryStatistics(): SummaryStatistics {
    const dataset = this.#store.datasetInSeconds;
    const summary = computeSummary(dataset, allTraces(dataset));
    return {
      totalTraces: summary.traceCount,
      totalSpans: summary.spanCount,
      totalErrors: summary.errorCount,
      serviceCount: summary.serviceCount,
      services: dataset.services,
      avgTraceDuration: summary.meanDuration,
      p50TraceDuration: summary.p50Duration,
      p95TraceDuration: summary.p95Duration,
      p99TraceDuration: summary.p99Duration,
    };
  }

  /** What was mended in the spans held, such as copies that count once: for `DIAGNOSTICS` to put into words. */
  getDiagnostics(): readonly Diagnostic[] {
    return this.dataset.diagnostics;
  }

  /** All traces as a TracAgg file, part by part. */
  exportToJson(): Iterable<Uint8Array> {
    return writeTracAgg(this.dataset);
  }

  /**
   * Adds the spans of a file of any format TracAgg reads, compressed ones too; `name` is what reports call it.
   * @throws Error saying what the file is, where nothing can be read from it.
   */
  importFromJson(bytes: Uint8Array, name = 'traces.json'): Promise<ImportResult> {
    return this.#import({ name, size: bytes.length, chunks: (from, to) => once(bytes.subarray(from, to)) });
  }

  /** As `importFromJson`, for files of any size: no more than a few chunks are held at a time. */
  importFromStream(chunks: AsyncIterable<Uint8Array>, name = 'traces.json'): Promise<ImportResult> {
    return this.#import({ name, size: 0, chunks: () => chunks });
  }

  /** Forgets everything. Traces handed out before keep what they had. */
  clear(): void {
    this.#store = new SpanStore();
  }

  /** Everything held, as the engine reads it; while a file is read, everything but that file. */
  get dataset(): Dataset {
    return this.#store.dataset;
  }

  /**
   * Adds what `read` puts into its sink. One reads at a time, the others wait; where `read` throws, as it may when it is
   * cancelled, nothing of it stays.
   */
  addFrom<T>(read: (sink: SpanSink) => Promise<T>): Promise<T> {
    return this.#store.addFrom(read);
  }

  #listTraces(set: TraceSet): Trace[] {
    const { dataset } = this;
    return Array.from(set, (trace) => new Trace(traceIdOf(dataset, trace), this.#store));
  }

  #rank(order: OperationOrder, limit: number): OperationStatistics[] {
    const dataset = this.#store.datasetInSeconds;
    return rankOperations(dataset, allTraces(dataset), order).slice(0, limit);
  }

  async #import(source: SourceFile): Promise<ImportResult> {
    const { report, added } = await this.#store.addFrom(async (sink, review) => ({
      report: await readSource(source, sink, UNATTENDED),
      added: review(),
    }));
    const { formats, spanCount, diagnostics, failure } = report;
    if (failure !== null && spanCount === 0) throw new Error(failure);
    return {
      format: formats.join(', '),
      ...added,
      diagnostics: [...diagnostics, ...added.diagnostics],
      failure,
    };
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
