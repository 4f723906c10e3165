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

export function findSpans(_open: OpenTrace, _params: FindParams): FoundSpans {
  return { spans: new Int32Array(0), problem: null };
}

export function listAttributeKeys(_open: OpenTrace): AttributeKeys {
  return { keys: [] };
}

export function getAttributeColumn({ slice }: OpenTrace, { key }: AttributeColumnParams): AttributeColumn {
  return { key, values: [], code: new Int32Array(slice.spans.length).fill(-1) };
}

export function measureGroups(_open: OpenTrace, _params: GroupParams): SpanGroups {
  return { rows: [] };
}

export function listEvents(_open: OpenTrace): TraceEvents {
  return {
    span: new Int32Array(0),
    time: new Float64Array(0),
    name: new Int32Array(0),
    summary: new Int32Array(0),
    names: [],
    summaries: [],
    exceptions: [],
  };
}
