import type { Format } from '../format.ts';
import { jaeger } from '../formats/jaeger.ts';
import { otlp } from '../formats/otlp.ts';
import { tracAgg } from '../formats/tracagg.ts';
import { zipkin } from '../formats/zipkin.ts';
import type { FormatColumns } from './format-columns.ts';
import { jaegerColumns } from './jaeger-columns.ts';
import { otlpColumns } from './otlp-columns.ts';
import { tracAggColumns } from './tracagg-columns.ts';
import { zipkinColumns } from './zipkin-columns.ts';

/** The formats that the kernel reads. */
export const COLUMNS: ReadonlyMap<Format, FormatColumns> = new Map([
  [otlp, otlpColumns],
  [tracAgg, tracAggColumns],
  [jaeger, jaegerColumns],
  [zipkin, zipkinColumns],
]);
