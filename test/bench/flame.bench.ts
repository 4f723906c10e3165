import { test } from 'vitest';
import { orderByTime } from '../../src/core/analyze/flame-time-order.ts';
import { mergeCalls } from '../../src/core/analyze/flame-left-heavy.ts';
import { findOccurrences, mergeCallers } from '../../src/core/analyze/flame-sandwich.ts';
import type { Flame } from '../../src/core/analyze/flame.ts';
import type { SpanForest } from '../../src/core/model/span-tree.ts';
import type { SpanIndex } from '../../src/core/model/units.ts';
import { buildPicture } from '../../src/ui/trace/flame/flame-picture.ts';
import { listStrips, Strips } from '../../src/ui/trace/flame/strips.ts';
import { largeForests } from '../fixtures/large-forests.ts';

const SPAN_COUNT = 1_000_000;
/** What is in sight on a large screen: rows, and px across. */
const ROWS = 40;
const WIDTH = 1440;
const FRAMES = 30;

/** CPU milliseconds of `work`, and what it returned. */
function measure<T>(work: () => T): [ms: number, result: T] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

test('flames of one trace of 1,000,000 spans, in every shape', () => {
  const part = { from: 0, to: SPAN_COUNT };
  const tops = Int32Array.of(0);
  for (const [name, make] of largeForests(SPAN_COUNT)) {
    const forest = make();
    const self = new Float64Array(SPAN_COUNT).fill(1);
    const [timeOrder, flame] = measure(() => orderByTime(forest, part, self));
    const [leftHeavy, merged] = measure(() => mergeCalls(forest, tops, self));
    const [sandwich] = measure(() => makeSandwich(forest, self));
    const frames = [1, 10, 1000].map((zoom) => `${frameTime(flame, zoom).toFixed(1)} ms at ${zoom} ×`);
    console.log(
      `${name}: time order ${timeOrder.toFixed(0)} ms (${flame.rowCount.toLocaleString('en')} rows), ` +
        `left-heavy ${leftHeavy.toFixed(0)} ms (${merged.length.toLocaleString('en')} boxes), ` +
        `sandwich ${sandwich.toFixed(0)} ms; a frame's boxes ${frames.join(', ')}`,
    );
  }
});

/** The sandwich of the last span's operation. */
function makeSandwich(forest: SpanForest, self: Float64Array): void {
  const part = { from: 0, to: SPAN_COUNT };
  const operation = forest.spans.operation[(SPAN_COUNT - 1) as SpanIndex];
  const { outermost: tops } = findOccurrences(forest, part, operation);
  mergeCallers(forest, { tops, part, measure: self });
  mergeCalls(forest, tops, self);
}

/** CPU milliseconds it takes to list what a frame shows, on average over a pan at this zoom. */
function frameTime(flame: Flame, zoom: number): number {
  const operations = flame.operation.reduce((most, operation) => Math.max(most, operation + 1), 0);
  const picture = buildPicture(flame, { operations: [], spans: { operation: flame.operation } }, null);
  const styleOf = Uint8Array.from({ length: operations }, (_, operation) => operation % 24);
  const strips = new Strips();
  const [ms] = measure(() => {
    for (let frame = 0; frame < FRAMES; frame++) {
      const length = (flame.to - flame.from) / zoom;
      const start = flame.from + (frame / FRAMES) * (flame.to - flame.from - length);
      strips.clear();
      for (let row = 0; row < Math.min(ROWS, flame.rowCount); row++)
        listStrips(strips, picture, row, { start, end: start + length, width: WIDTH, grain: 1 }, styleOf);
    }
  });
  return ms / FRAMES;
}
