import type { JoinedStrings } from '../lib/joined-strings.ts';
import type { OpenTrace } from './open-trace.ts';
import type {
  AttributeColumn,
  AttributeColumnParams,
  AttributeKeys,
  FindParams,
  FoundSpans,
  GroupParams,
  SpanGroups,
  TraceEvents,
} from './trace-answers.ts';

const NONE: JoinedStrings = { text: '', end: new Uint32Array(0) };

export function findSpans(_open: OpenTrace, _params: FindParams): FoundSpans {
  return { spans: new Int32Array(0), problem: null };
}

export function listAttributeKeys(_open: OpenTrace): AttributeKeys {
  return { keys: [] };
}

export function getAttributeColumn({ slice }: OpenTrace, { key }: AttributeColumnParams): AttributeColumn {
  return { key, values: NONE, code: new Int32Array(slice.spans.length).fill(-1) };
}

export function measureGroups(_open: OpenTrace, _params: GroupParams): SpanGroups {
  const count = new Int32Array(0);
  const times = new Float64Array(0);
  return {
    length: 0,
    names: NONE,
    without: -1,
    service: count,
    services: [],
    count,
    finishedCount: count,
    errorCount: count,
    duration: times,
    selfTime: times,
    criticalTime: times,
    mean: times,
    p50: times,
    p95: times,
    max: times,
  };
}

export function listEvents(_open: OpenTrace): TraceEvents {
  return {
    span: new Int32Array(0),
    time: new Float64Array(0),
    name: new Int32Array(0),
    summary: new Int32Array(0),
    isException: new Uint8Array(0),
    names: [],
    summaries: NONE,
    exceptions: [],
    exceptionKinds: 0,
  };
}
