import { classNames } from '../parts/class-names.ts';
import { formatCountOf, formatDuration, formatShare } from '../parts/format.ts';
import type { ColorScale } from './color-scale.ts';
import type { GraphModel } from './graph-model.ts';
import { estimateWidth } from './label-text.ts';
import styles from './GraphPicture.module.css';

interface GraphLegendProps {
  scale: ColorScale;
  model: GraphModel;
  /** Px there are from side to side, and from the top to where the legend may end. */
  width: number;
  bottom: number;
}

const SWATCH = 14;
const ROW = 20;
const MARGIN = 12;
/** Narrower than this, the steps take two rows. */
const NARROW = 560;
/** Width of the ground that keeps what is panned beneath from shining through. */
const GROUND = 560;
const MARKS = 'area: spans · line: calls · red dashes: share that failed';

/** Height of the legend in px. */
export function legendHeightOf(width: number): number {
  return ROW * (width < NARROW ? 4 : 3) + MARGIN;
}

/** What the marks mean, inside the picture so that it goes along in a screenshot. */
export function GraphLegend({ scale, model, width, bottom }: GraphLegendProps) {
  const top = bottom - legendHeightOf(width) + ROW;
  const steps = setSteps(scale, width);
  return (
    <g transform={`translate(${MARGIN},${top})`} className={styles.legend} aria-hidden>
      <rect
        x={-MARGIN}
        y={-ROW}
        width={Math.min(width, GROUND)}
        height={bottom - top + ROW}
        className={styles.legendGround}
      />
      <text>{describeScale(scale, model)}</text>
      {steps.map(({ step, label, x, row }) => (
        <g key={step} transform={`translate(${x},${8 + row * ROW})`}>
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
      <text y={legendHeightOf(width) - MARGIN - ROW} className={styles.legendNote}>
        {width < NARROW ? MARKS : `${MARKS} · short arrow: called by no other`}
      </text>
    </g>
  );
}

/** Sets the steps one after the other, in two rows where one is too narrow. */
function setSteps({ steps }: ColorScale, width: number) {
  const inRow = width < NARROW ? Math.ceil(steps.length / 2) : steps.length;
  let x = 0;
  return steps.map(({ step, label }, i) => {
    if (i % inRow === 0) x = 0;
    const set = { step, label, x, row: Math.floor(i / inRow) };
    x += SWATCH + 4 + (width < NARROW ? 64 : estimateWidth(label) + 12);
    return set;
  });
}

/** "Error rate of 12 services: 0 % to 6.2 %; 41,203 spans". */
function describeScale({ measure }: ColorScale, { graph, spanCount }: GraphModel): string {
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
  return `${measure === 'p95' ? 'p95' : 'Error rate'} of ${services}: ${range}; ${formatCountOf(spanCount, 'span')}`;
}
