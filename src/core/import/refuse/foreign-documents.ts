import type { DocumentRefusal } from './refusal.ts';

function notSpans(what: string, instead: string): string {
  return `${what}. There are no spans in ${what.startsWith('These') ? 'them' : 'it'}. ${instead}`;
}

/** What OpenTelemetry writes beside spans, or instead of them. */
export const OPENTELEMETRY_DOCUMENTS: readonly DocumentRefusal[] = [
  {
    name: 'OpenTelemetry logs',
    signs: [['resourceLogs'], ['resource_logs'], ['scopeLogs']],
    isOtherSignal: true,
    sentence: notSpans(
      'These are OpenTelemetry logs (resourceLogs)',
      'Export the traces pipeline: it writes resourceSpans.',
    ),
  },
  {
    name: 'OpenTelemetry metrics',
    signs: [['resourceMetrics'], ['resource_metrics'], ['scopeMetrics']],
    isOtherSignal: true,
    sentence: notSpans(
      'These are OpenTelemetry metrics (resourceMetrics)',
      'Export the traces pipeline: it writes resourceSpans.',
    ),
  },
  {
    name: 'OpenTelemetry profiles',
    signs: [['resourceProfiles'], ['resource_profiles'], ['scopeProfiles']],
    isOtherSignal: true,
    sentence: notSpans(
      'These are OpenTelemetry profiles (resourceProfiles)',
      'Export the traces pipeline: it writes resourceSpans.',
    ),
  },
  {
    name: 'OTLP JSON of the wrong shape',
    signs: [['resourceSpans'], ['resource_spans'], ['scopeSpans']],
    sentence(shape) {
      const key = ['resourceSpans', 'resource_spans', 'scopeSpans'].find((path) => shape.has(path))!;
      return `This is OTLP JSON, but ${key} should be a list of objects and is ${withArticle(shape.typeOf(key))}. Look at what wrote the file.`;
    },
  },
  {
    name: 'answer of an OTLP receiver',
    signs: [['partialSuccess']],
    sentence:
      'This is what an OTLP receiver answered (partialSuccess), not what was sent to it. Save the request, which begins with resourceSpans.',
  },
];

const SEARCH_WIDER = 'Nothing matched: search again, with a wider time range, and save that answer.';

/** What tracing backends answer when they have no spans to give. */
export const EMPTY_ANSWERS: readonly DocumentRefusal[] = [
  {
    name: 'answer of Jaeger without spans',
    signs: [['data:array', 'total', 'errors']],
    isVague: true,
    sentence(shape) {
      return shape.has('data[]')
        ? 'This is an answer of Jaeger’s API, but not with traces. Save the answer of /api/traces.'
        : `This is an answer of Jaeger’s API without traces. ${SEARCH_WIDER}`;
    },
  },
  {
    name: 'list of traces without spans',
    signs: [['traces[].rootTraceName'], ['traces[].rootServiceName']],
    isVague: true,
    sentence:
      'This is a Tempo search answer that lists traces without their spans. Open a trace in Grafana and download it, or ask /api/traces/TRACE_ID.',
  },
  {
    name: 'Tempo search answer without traces',
    signs: [['traces:array', 'metrics:object']],
    isVague: true,
    sentence: `This is a Tempo search answer without traces. ${SEARCH_WIDER}`,
  },
];

/** JSON that has nothing to do with spans. */
export const FOREIGN_DOCUMENTS: readonly DocumentRefusal[] = [
  {
    name: 'Grafana dashboard',
    signs: [
      ['panels', 'schemaVersion'],
      ['panels', 'templating'],
      ['rows[].panels'],
      ['dashboard.panels'],
      ['annotations.list', 'editable'],
    ],
    sentence: notSpans(
      'This is a Grafana dashboard',
      'To export a trace, open it in Grafana’s Explore and choose the download button of the trace view.',
    ),
  },
  {
    name: 'Grafana data frame',
    signs: [['schema.fields', 'data.values']],
    sentence:
      'This is a data frame of a Grafana panel, which TracAgg does not read. Open the trace in Grafana’s Explore and choose the download button of the trace view.',
  },
  {
    name: 'HTTP archive (HAR)',
    signs: [['log.entries']],
    sentence: notSpans(
      'This is an HTTP archive (HAR) of a browser',
      'Open it in the network panel of the browser’s developer tools.',
    ),
  },
  {
    name: 'CPU profile',
    signs: [
      ['nodes', 'timeDeltas'],
      ['nodes', 'samples'],
      ['profiles', 'shared.frames'],
      ['markers', 'allocations', 'memory'],
      ['libs', 'threads', 'meta'],
      ['fileType', 'profile', 'configuration'],
      ['markers', 'duration:number'],
    ],
    sentence: notSpans('This is a CPU profile', 'Open it in speedscope.app or profiler.firefox.com.'),
  },
  {
    name: 'dependency graph',
    signs: [
      ['parent', 'child', 'callCount'],
      ['nodes', 'edges'],
    ],
    sentence: notSpans(
      'This is a graph of dependencies',
      'TracAgg draws the graph from the traces themselves: export those.',
    ),
  },
  {
    name: 'Elasticsearch action line',
    signs: [['index:object'], ['create:object'], ['update:object'], ['delete:object']],
    isSilent: true,
    isVague: true,
    sentence: 'This is an Elasticsearch bulk file without documents.',
  },
  {
    name: 'Elasticsearch answer',
    signs: [['hits.hits']],
    isVague: true,
    sentence: notSpans(
      'This is the answer of an Elasticsearch or OpenSearch search',
      'Look at its query and index; spans stored by Jaeger lie in jaeger-span-*.',
    ),
  },
  {
    name: 'error answer',
    signs: [
      ['errors[]'],
      ['error:string'],
      ['error:object'],
      ['message:string', 'code'],
      ['message:string', 'status'],
      ['message:string', 'statusCode'],
      ['data:null'],
    ],
    isVague: true,
    sentence(shape) {
      const text = ERROR_TEXTS.map((path) => shape.textOf(path)).find(
        (found) => found !== undefined && found !== '',
      );
      const code = ERROR_CODES.map((path) => shape.textOf(path)).find((found) => found !== undefined);
      const message = [code, text].filter((part) => part !== undefined).join(' ');
      return `This is an error answer of a server${message === '' ? '' : `: ${message}`}. Ask it again for the trace: the id may be wrong, or the trace too old.`;
    },
  },
];

const ERROR_TEXTS = [
  'errors[].msg',
  'errors[].message',
  'errors[]',
  'error.message',
  'error.msg',
  'error.reason',
  'error',
  'message',
  'msg',
];
const ERROR_CODES = ['errors[].code', 'error.code', 'code', 'status', 'statusCode'];

function withArticle(type: string | undefined): string {
  if (type === 'null') return 'null';
  return `${type === 'object' || type === 'array' ? 'an' : 'a'} ${type}`;
}
