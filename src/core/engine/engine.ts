import { computeSummary } from '../analyze/summary.ts';
import { computeTimeline } from '../analyze/timeline.ts';
import type { TraceSet } from '../analyze/trace-set.ts';
import { giveWay } from '../lib/give-way.ts';
import { createSerial } from '../lib/serial.ts';
import type { TraceFilter } from '../model/filter.ts';
import type { WorkContext } from '../model/source.ts';
import { arrangeTrace } from './arrange-trace.ts';
import { getAttributeColumn, listAttributeKeys } from './attribute-answers.ts';
import { listEvents } from './event-list.ts';
import { exportPart } from './export-part.ts';
import { viewFlame, viewSandwich } from './flame-view.ts';
import { reportImport } from './import-report.ts';
import { assertAwaited } from './assert-awaited.ts';
import { USUAL_BUDGET } from './memory-plan.ts';
import { OpenSources, type Snapshot, type SourcesOptions } from './open-sources.ts';
import { fileOrigin, sampleOrigin } from './origin.ts';
import { TraceOpener, type OpenTrace } from './open-trace.ts';
import { viewPath } from './path-view.ts';
import type { Answered, Engine, TraceSort } from './protocol.ts';
import {
  graphServices,
  listNames,
  listOperations,
  listServices,
  measureLatencies,
} from './service-answers.ts';
import { completeDetail, locateDetail } from './span-entries.ts';
import { measureGroups } from './span-groups.ts';
import { findSpans } from './span-search.ts';
import { findRecord, readSpanText } from './span-text.ts';
import type { SpanParams, TraceParams } from './trace-answers.ts';
import { TraceFinder } from './trace-finder.ts';
import { listTraces, locateTrace } from './trace-list.ts';
import { viewTrace } from './trace-view.ts';

/** What a question is answered from. */
interface Desk extends Snapshot {
  /** Whether files are being read whose spans are here in part, or not at all. */
  readonly isPartial: boolean;
  /** Fails with `no-such-trace`. */
  readonly open: (params: TraceParams) => OpenTrace;
  readonly find: (filter: TraceFilter) => Promise<TraceSet>;
  readonly findSorted: (filter: TraceFilter, sort: TraceSort) => Promise<TraceSet>;
}

/** What is open, and what answers about it share. */
interface Prepared {
  readonly snapshot: Snapshot;
  readonly finder: TraceFinder;
  readonly opener: TraceOpener;
}

function prepare(snapshot: Snapshot): Prepared {
  const { dataset } = snapshot;
  return { snapshot, finder: new TraceFinder(dataset), opener: new TraceOpener(dataset) };
}

/** `budget`: bytes that the data set may take. Without a clock nothing is shown of a file before it is read to its end. */
export type EngineOptions = Partial<SourcesOptions>;

/**
 * An engine with nothing open. Questions are answered one after the other, each about what was laid out when it came;
 * before each, and while searching, the engine gives way, so that a question nobody waits for any more costs nothing.
 */
export function createEngine({ budget = USUAL_BUDGET, now = () => 0 }: EngineOptions = {}): Engine {
  const sources = new OpenSources({ budget, now });
  const inTurn = createSerial();
  let prepared = prepare(sources.snapshot);

  /** What questions are answered from now, with what is kept about it: of what was there before, nothing stays. */
  function lookUp(): Prepared {
    const { snapshot } = sources;
    if (prepared.snapshot !== snapshot) prepared = prepare(snapshot);
    return prepared;
  }

  function question<P, R>(answer: (params: P, desk: Desk) => R | Promise<R>) {
    return async (params: P, context: WorkContext): Promise<Answered<R>> => {
      if (sources.isUnsettled) await sources.settle();
      const { snapshot, finder, opener } = lookUp();
      const { revision, coverage } = snapshot;
      const isPartial = sources.isReading;
      const desk: Desk = {
        ...snapshot,
        isPartial,
        open: (trace) => opener.open(trace),
        find: (filter) => finder.find(filter, context),
        findSorted: (filter, sort) => finder.findSorted(filter, sort, context),
      };
      return inTurn(async () => {
        await giveWay();
        assertAwaited(context);
        return { revision, isPartial, coverage, result: await answer(params, desk) };
      });
    };
  }

  const locate = question((params: SpanParams, { open, files }) => locateDetail(open(params), params, files));

  const locateRecord = question((params: SpanParams, { open, files }) =>
    findRecord(open(params), params, files),
  );

  function change<P, R>(make: (params: P, context: WorkContext) => Promise<R>) {
    return async (params: P, context: WorkContext): Promise<Answered<R>> => {
      const result = await make(params, context);
      const { revision, coverage } = sources.snapshot;
      return { revision, isPartial: sources.isReading, coverage, result };
    };
  }

  return {
    openSource: change(({ source, detail = 'all', waitingBytes = 0 }, context) =>
      sources.add(fileOrigin(source), { detail, waitingBytes }, context),
    ),
    openSample: change(({ seed }, context) =>
      sources.add(sampleOrigin(seed), { detail: 'all', waitingBytes: 0 }, context),
    ),
    settle: change(async () => {
      await sources.settle();
      return {};
    }),
    closeSources: change(async ({ sources: ids }) => {
      await sources.close(ids);
      return {};
    }),
    setRepairs: change(async ({ repairs }) => {
      await sources.setRepairs(repairs);
      return {};
    }),
    clear: change(async () => {
      await sources.clear();
      return {};
    }),
    getImportReport: question((_, desk) => reportImport(desk, sources.budget)),
    getSummary: question(async ({ filter }, { dataset, find }) =>
      computeSummary(dataset, await find(filter)),
    ),
    getTimeline: question(async ({ filter, mostBuckets }, { dataset, find }) =>
      computeTimeline(dataset, await find(filter), mostBuckets),
    ),
    listTraces: question(async ({ filter, sort, offset, limit }, { dataset, findSorted }) =>
      listTraces(dataset, await findSorted(filter, sort), offset, limit),
    ),
    locateTrace: question(async ({ filter, sort, traceId }, { dataset, findSorted }) =>
      locateTrace(dataset, await findSorted(filter, sort), traceId),
    ),
    getTrace: question((params, { open }) => viewTrace(open(params))),
    getPath: question((params, { open }) => viewPath(open(params), params)),
    arrangeTrace: question((params, { open }) => arrangeTrace(open(params), params)),
    findSpans: question((params, { open, coverage }) => findSpans(open(params), params, coverage)),
    listAttributeKeys: question((params, { open }) => listAttributeKeys(open(params))),
    getAttributeColumn: question((params, { open }) => getAttributeColumn(open(params), params)),
    measureGroups: question((params, { open }) => measureGroups(open(params), params)),
    listEvents: question((params, { open }) => listEvents(open(params))),
    getFlame: question((params, { open }) => viewFlame(open(params), params)),
    getSandwich: question((params, { open }) => viewSandwich(open(params), params)),
    getSpan: async (params, context) => {
      const { result, ...about } = await locate(params, context);
      // Out of turn: a compressed file is read from its start, and other questions need not wait for that.
      return { ...about, result: await completeDetail(result, context) };
    },
    getRecord: async (params, context) => {
      const { result, ...about } = await locateRecord(params, context);
      return { ...about, result: await readSpanText(result, context) }; // out of turn, as above
    },
    listServices: question(async ({ filter }, { dataset, find }) =>
      listServices(dataset, await find(filter)),
    ),
    measureLatency: question(async ({ filter, services, scale }, { dataset, find }) =>
      measureLatencies(dataset, await find(filter), services, scale),
    ),
    listOperations: question(async ({ filter, order, limit }, { dataset, find }) =>
      listOperations(dataset, await find(filter), order, limit),
    ),
    graphServices: question(async ({ filter }, { dataset, find }) =>
      graphServices(dataset, await find(filter)),
    ),
    listNames: question((_, { dataset }) => listNames(dataset)),
    exportTraces: question(async ({ filter, from }, { dataset, find }) =>
      exportPart(dataset, await find(filter), from),
    ),
  };
}
