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
        <Lines key={text.key} text={text} scale={scale} lineStyles={CALL_LINES} />
      ))}
      {[...labels.services.values()].map((text) => (
        <Lines
          key={text.key}
          text={text}
          scale={scale}
          lineStyles={SERVICE_LINES}
          isFaint={focus !== null && !focus.services.has(text.key)}
        />
      ))}
    </g>
  );
});

const SERVICE_LINES = [styles.name, undefined];
const CALL_LINES = [undefined, styles.errors];

interface LinesProps {
  text: TextMark;
  scale: number;
  lineStyles: readonly (string | undefined)[];
  isFaint?: boolean;
}

function Lines({ text: { at, lines }, scale, lineStyles, isFaint = false }: LinesProps) {
  const first = LINE_HEIGHT * (0.28 - (lines.length - 1) / 2);
  return (
    <g
      transform={`translate(${at.x},${at.y}) scale(${scale})`}
      className={isFaint ? styles.faint : undefined}
    >
      {lines.map((line, i) => (
        <text key={line} y={first + i * LINE_HEIGHT} className={classNames(styles.label, lineStyles[i])}>
          {line}
        </text>
      ))}
    </g>
  );
}
