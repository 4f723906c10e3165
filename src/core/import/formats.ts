import type { Format } from './format.ts';
import { jaeger } from './jaeger.ts';
import { otlp } from './otlp.ts';
import { tempoSearch } from './tempo-search.ts';
import { tempo } from './tempo.ts';
import { tracAgg } from './tracagg.ts';
import { zipkin } from './zipkin.ts';

/** Every format that is read, in order of detection: of two that fit, the first is taken. */
export const FORMATS: readonly Format[] = [otlp, tempo, tempoSearch, tracAgg, jaeger, zipkin];
