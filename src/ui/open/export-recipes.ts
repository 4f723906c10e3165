/** A format that is read, and the shortest way to a file of it. */
export interface ExportRecipe {
  readonly format: string;
  /** Where such files come from. */
  readonly from: string;
  readonly steps: string;
  /** To be copied: a command or a piece of configuration. */
  readonly code?: string;
}

/** What is read, most likely first. */
export const EXPORT_RECIPES: readonly ExportRecipe[] = [
  {
    format: 'OTLP JSON',
    from: 'OpenTelemetry Collector, SDKs',
    steps: 'A file exporter, named in the exporters of the traces pipeline:',
    code: 'exporters: { file/traces: { path: ./traces.jsonl } }',
  },
  {
    format: 'Jaeger JSON',
    from: 'Jaeger UI and API',
    steps: 'In the UI, a trace’s menu, Trace JSON, and save it. Many at once:',
    code: "curl 'http://localhost:16686/api/traces?service=checkout&limit=1500' -o jaeger.json",
  },
  {
    format: 'Tempo JSON',
    from: 'Grafana Tempo API',
    steps: 'One trace by its id:',
    code: "curl -H 'Accept: application/json' http://localhost:3200/api/traces/TRACE_ID -o tempo.json",
  },
  {
    format: 'Grafana download',
    from: 'Grafana Explore',
    steps: 'Open the trace, then Download in the panel’s menu, or Inspector, Data, Download traces.',
  },
  {
    format: 'Zipkin JSON v2',
    from: 'Zipkin UI and API',
    steps: 'In the UI, Download JSON. Many at once:',
    code: "curl 'http://localhost:9411/api/v2/traces?lookback=3600000&limit=1500' -o zipkin.json",
  },
  {
    format: 'TracAgg JSON',
    from: 'this page and its library',
    steps: 'Export at the top of this page, once something is open.',
  },
];
