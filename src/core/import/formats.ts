import type { Format } from './format.ts';
import { jaeger } from './formats/jaeger.ts';
import { otlp } from './formats/otlp.ts';
import { tempoSearch } from './formats/tempo-search.ts';
import { tempo } from './formats/tempo.ts';
import { tracAgg } from './formats/tracagg.ts';
import { zipkin } from './formats/zipkin.ts';

/** Every format that is read, in order of detection: of two that fit, the first is taken. */
export const FORMATS: readonly Format[] = [otlp, tempo, tempoSearch, tracAgg, jaeger, zipkin];
