import { computeSummary } from '../analyze/summary.ts';
import { computeTimeline } from '../analyze/timeline.ts';
import type { TraceSet } from '../analyze/trace-set.ts';
import { readSource } from '../import/read-source.ts';
import { readSampleIncident } from '../sample/incident.ts';
import { giveWay } from '../lib/give-way.ts';
import { createSerial } from '../lib/serial.ts';
import type { TraceFilter } from '../model/filter.ts';
import type { WorkContext } from '../model/source.ts';
import { exportPart } from './export-part.ts';
import { reportImport } from './import-report.ts';
import { assertAwaited, OpenSources, type Snapshot } from './open-sources.ts';
import type { Answered, Engine, TraceSort } from './protocol.ts';
import {
  graphServices,
  listNames,
  listOperations,
  listServices,
  measureLatencies,
} from './service-answers.ts';
import { viewSpan } from './span-detail.ts';
import { TraceFinder } from './trace-finder.ts';
import { listTraces } from './trace-list.ts';
import { viewTrace } from './trace-view.ts';

/** What a question is answered from. */
interface Desk extends Snapshot {
  readonly find: (filter: TraceFilter) => Promise<TraceSet>;
  readonly findSorted: (filter: TraceFilter, sort: TraceSort) => Promise<TraceSet>;
}

/**
 * An engine with nothing open. Questions are answered one after the other, each about what was open when it came;
 * before each, and while searching, the engine gives way, so that a question nobody waits for any more costs nothing.
 */
export function createEngine(): Engine {
  const open = new OpenSources();
  const finder = new TraceFinder();
  const inTurn = createSerial();

  function question<P, R>(answer: (params: P, desk: Desk) => R | Promise<R>) {
    return async (params: P, context: WorkContext): Promise<Answered<R>> => {
      const snapshot = open.snapshot();
      const { dataset, revision } = snapshot;
      const desk: Desk = {
        ...snapshot,
        find: (filter) => finder.find(dataset, filter, context),
        findSorted: (filter, sort) => finder.findSorted(dataset, filter, sort, context),
      };
      return inTurn(async () => {
        await giveWay();
        assertAwaited(context);
        return { revision, result: await answer(params, desk) };
      });
    };
  }

  function change<P, R>(make: (params: P, context: WorkContext) => Promise<R>) {
    return async (params: P, context: WorkContext): Promise<Answered<R>> => {
      const result = await make(params, context);
      return { revision: open.revision, result };
    };
  }

  return {
    openSource: change(({ source }, context) =>
      open.add((sink) => readSource(source, sink, context), context),
    ),
    openSample: change(({ seed }, context) =>
      open.add((sink) => readSampleIncident(seed, sink, context), context),
    ),
    clear: change(async () => {
      await open.clear();
      return {};
    }),
    getImportReport: question((_, desk) => reportImport(desk)),
    getSummary: question(async ({ filter }, { dataset, find }) =>
      computeSummary(dataset, await find(filter)),
    ),
    getTimeline: question(async ({ filter, mostBuckets }, { dataset, find }) =>
      computeTimeline(dataset, await find(filter), mostBuckets),
    ),
    listTraces: question(async ({ filter, sort, offset, limit }, { dataset, findSorted }) =>
      listTraces(dataset, await findSorted(filter, sort), offset, limit),
    ),
    getTrace: question(({ traceId }, { dataset }) => viewTrace(dataset, traceId)),
    getSpan: question(({ traceId, span }, { dataset }) => viewSpan(dataset, traceId, span)),
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
