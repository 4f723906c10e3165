import { formatCount, formatCountOf, formatDuration, formatShare } from '../parts/format.ts';
import { classNames } from '../parts/class-names.ts';
import type { ColorScale } from './color-scale.ts';
import type { GraphModel } from './graph-model.ts';
import { estimateWidth } from './label-text.ts';
import styles from './GraphPicture.module.css';

interface GraphLegendProps {
  scale: ColorScale;
  model: GraphModel;
  /** Px there are from side to side. */
  width: number;
}

const SWATCH = 14;
const PAD = 12;

/** Height of the legend in px. */
export function legendHeightOf(width: number): number {
  return width < 560 ? 78 : 60;
}

/** What the marks mean, inside the picture so that it goes along in a screenshot. */
export function GraphLegend({ scale, model, width }: GraphLegendProps) {
  const isNarrow = width < 560;
  const { steps, end } = setSteps(scale);
  const marks = 'area: requests · line: calls · red dashes: share that failed';
  return (
    <g className={styles.legend} aria-hidden>
      <text y={0}>{describeScale(scale, model)}</text>
      <g transform="translate(0,8)">
        {steps.map(({ step, label, at }) => (
          <g key={step} transform={`translate(${at},0)`}>
            <rect
              width={SWATCH}
              height={SWATCH}
              rx={2}
              className={classNames(styles.swatch, styles[`step${step}`])}
            />
            <text x={SWATCH + 4} y={11}>
              {label}
            </text>
          </g>
        ))}
      </g>
      <text x={isNarrow ? 0 : end + PAD} y={isNarrow ? 38 : 19} className={styles.legendNote}>
        {marks}
      </text>
    </g>
  );
}

/** Sets the steps one after the other: where each begins, and where the last ends, in px. */
function setSteps({ steps }: ColorScale) {
  let end = 0;
  const set = steps.map(({ step, label }) => {
    const at = end;
    end += SWATCH + 4 + estimateWidth(label) + 10;
    return { step, label, at };
  });
  return { steps: set, end };
}

/** "Error rate of 12 services, 0 % to 6.2 %, 41,203 requests". */
export function describeScale({ measure }: ColorScale, { graph, requestCount }: GraphModel): string {
  const services = formatCountOf(graph.nodes.length, 'service');
  let least = Infinity;
  let most = 0;
  for (const node of graph.nodes) {
    const value = measure === 'p95' ? node.p95 : node.errorRate;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const format = measure === 'p95' ? formatDuration : formatShare;
  const range = least === most ? format(most) : `${format(least)} to ${format(most)}`;
  return `${measure === 'p95' ? 'p95' : 'Error rate'} of ${services}: ${range}; ${formatCount(requestCount)} requests`;
}
