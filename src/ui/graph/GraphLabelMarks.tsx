import { memo } from 'react';
import { classNames } from '../parts/class-names.ts';
import type { Focus } from './graph-model.ts';
import { LINE_HEIGHT, type GraphLabels, type TextMark } from './label-graph.ts';
import styles from './GraphPicture.module.css';

interface GraphLabelMarksProps {
  labels: GraphLabels;
  /** Px of the layout per px on the screen. */
  scale: number;
  focus: Focus | null;
}

/** The text beside circles and on lines. Screen readers have the marks' names instead. */
export const GraphLabelMarks = memo(function GraphLabelMarks({ labels, scale, focus }: GraphLabelMarksProps) {
  return (
    <g aria-hidden>
      {[...labels.calls.values()].map((text) => (
        <Lines key={text.key} text={text} scale={scale} isNear />
      ))}
      {[...labels.services.values()].map((text) => (
        <Lines key={text.key} text={text} scale={scale} isNear={focus?.services.has(text.key) ?? false} />
      ))}
    </g>
  );
});

interface LinesProps {
  text: TextMark;
  scale: number;
  isNear: boolean;
}

/** What brings a line's letters to the middle of its height. */
const BASELINE = 0.28;

function Lines({ text: { at, lines }, scale, isNear }: LinesProps) {
  const first = LINE_HEIGHT * (BASELINE - (lines.length - 1) / 2);
  return (
    <g
      transform={`translate(${at.x},${at.y}) scale(${scale})`}
      className={classNames(styles.text, isNear && styles.near)}
    >
      {lines.map(({ text, tone }, i) => (
        <text key={text} y={first + i * LINE_HEIGHT} className={classNames(styles.label, styles[tone])}>
          {text}
        </text>
      ))}
    </g>
  );
}
