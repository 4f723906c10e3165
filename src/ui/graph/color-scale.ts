import type { ServiceNode } from '../../core/engine/protocol.ts';
import type { View } from '../../state/view.ts';
import { formatDuration, formatShare } from '../parts/format.ts';

export type Measure = View['graphColor'];

/** Which step of the ramp (`--ramp-0` to `--ramp-5`) shows a value, and what the steps stand for. */
export interface ColorScale {
  readonly measure: Measure;
  readonly stepOf: (node: ServiceNode) => number;
  /** From low to high, each with the bound it reaches up to. */
  readonly steps: readonly { readonly step: number; readonly label: string }[];
}

/** Upper bounds of the steps for error rates. Fixed, so that a colour means the same under every filter. */
const ERROR_BOUNDS = [0.001, 0.01, 0.05, 0.2, 1];
const STEPS = 5;

/** The scale of a measure over the services shown. */
export function createColorScale(measure: Measure, nodes: readonly ServiceNode[]): ColorScale {
  return measure === 'error-rate' ? createErrorScale() : createLatencyScale(nodes);
}

/** What the measure says of a service, in words: "3.2 % errors", "p95 612 ms". */
export function formatMeasure(measure: Measure, node: ServiceNode): string {
  return measure === 'error-rate'
    ? `${formatShare(node.errorRate)} errors`
    : `p95 ${formatDuration(node.p95)}`;
}

function createErrorScale(): ColorScale {
  const last = ERROR_BOUNDS.length - 1;
  return {
    measure: 'error-rate',
    stepOf: ({ errorRate }) =>
      errorRate > 0 ? 1 + ERROR_BOUNDS.findIndex((bound) => errorRate <= bound) : 0,
    steps: [
      { step: 0, label: 'none' },
      ...ERROR_BOUNDS.map((bound, i) => ({
        step: i + 1,
        label: i < last ? `≤ ${formatBound(bound)}` : `> ${formatBound(ERROR_BOUNDS[last - 1]!)}`,
      })),
    ],
  };
}

function formatBound(share: number): string {
  return `${share * 100}\u202f%`;
}

/** Steps of equal ratio between the fastest and the slowest service, their bounds rounded to two digits. */
function createLatencyScale(nodes: readonly ServiceNode[]): ColorScale {
  let least = Infinity;
  let most = 0;
  for (const { p95 } of nodes) {
    if (p95 > 0) least = Math.min(least, p95);
    most = Math.max(most, p95);
  }
  const bounds: number[] = [];
  if (most > 0)
    for (let i = 1; i <= STEPS; i++) {
      const bound = i < STEPS ? roundTo2(least * Math.pow(most / least, i / STEPS)) : most;
      if (bound > (bounds.at(-1) ?? 0) && (i === STEPS || bound < most)) bounds.push(bound);
    }
  return {
    measure: 'p95',
    stepOf: ({ p95 }) => (p95 > 0 ? 1 + bounds.findIndex((bound) => p95 <= bound) : 0),
    steps: bounds.map((bound, i) => ({ step: i + 1, label: `≤ ${formatDuration(bound)}` })),
  };
}

/** To two digits: 617 → 620. */
function roundTo2(value: number): number {
  return Number(value.toPrecision(2));
}
