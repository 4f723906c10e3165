/**
 * Jaeger UI 2.20, production build, Jaeger JSON uploaded, Chromium 156, 2 cores, medians of 3: measured with
 * `../shared/bench/drive.mjs`, written down in its README. By file: the page's CPU from the click on a trace to its
 * waterfall, the JavaScript heap with the trace open, the longest frame while scrolling.
 */
export const JAEGER: ReadonlyMap<string, JaegerFigures> = new Map([
  ['S1', { clickMs: 1060, heapMb: 46, longestFrameMs: 900 }],
  ['S2', { clickMs: 940, heapMb: 79, longestFrameMs: 1483 }],
  ['S3', { clickMs: 1300, heapMb: 230, longestFrameMs: 1467 }],
  ['S4', { clickMs: 1600, heapMb: 417, longestFrameMs: 1700 }],
  ['M1', { clickMs: 5600, heapMb: 654, longestFrameMs: 17 }],
]);

export interface JaegerFigures {
  readonly clickMs: number;
  readonly heapMb: number;
  readonly longestFrameMs: number;
}
