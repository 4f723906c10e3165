import { listSamples, sampleBytes } from '../fixtures/check-sample.ts';
import type { Sample } from './mutate.ts';

/** Larger files say nothing that smaller ones do not, and take longer. */
const LARGEST = 1 << 16;

/** The real files that mutants are made of. */
export function fuzzSamples(): Sample[] {
  return listSamples()
    .map((name) => ({ name, bytes: sampleBytes(name) }))
    .filter(({ bytes }) => bytes.length < LARGEST);
}
