import { SpanFlag } from '../../../core/model/span-enums.ts';
import type { PathMode } from '../../../state/trace-look.ts';
import { formatDuration } from '../../parts/format.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import { classNames } from '../../parts/class-names.ts';
import { listMarks, listRuns, placeBar, placeLabel, type Bar } from './bar-geometry.ts';
import { type TimeScale } from '../time/time-scale.ts';
import { DOTS, HATCH, STRIPES } from './BarPatterns.tsx';
import { eventTimes, hasFlag, isError, listPathStretches, type OpenedTrace } from '../opened/opened-trace.ts';
import styles from './RowBar.module.css';

interface RowBarProps {
  opened: OpenedTrace;
  span: number;
  isCollapsed: boolean;
  path: PathMode;
  scale: TimeScale;
  look: ServiceStyle;
}

const BAR_Y = 6;
const BAR_HEIGHT = 12;
/** The strip that marks an error: along the foot of the bar and a little below it, clear of the path. */
const FAILED_Y = 15;
const FAILED_HEIGHT = 5;
const TEXTURES = [null, STRIPES, DOTS] as const;
/** Px under which a lane has no room for the service's letters. */
const NARROW_LANE = 320;

/** Width of a label's text in px, near enough to know whether it fits. */
const labelWidthOf = (label: string) => label.length * 6 + 4;

/** The time of a span as a bar on its lane: service, error, events, the marked path, and its duration in words. */
export function RowBar({ opened, span, isCollapsed, path, scale, look }: RowBarProps) {
  const { spans } = opened.trace;
  const start = spans.start[span]!;
  const isOpen = hasFlag(opened, span, SpanFlag.UNFINISHED);
  const bar = placeBar(scale, start, isOpen ? Math.max(0, scale.end - start) : spans.duration[span]!);
  const label = labelOf(opened, span, bar);
  const monogram = scale.width < NARROW_LANE ? '' : `${look.monogram} `;
  const place = placeLabel(bar, labelWidthOf(monogram + label), scale.width);
  const runs = listRuns(scale, listPathStretches(opened, span, isCollapsed, path));
  return (
    <div role="gridcell" className={styles.lane}>
      <svg className={styles.drawing} aria-hidden>
        <BarShape bar={bar} look={look} isFailed={isError(opened, span)} isOpen={isOpen} />
        <EventTicks marks={listMarks(scale, eventTimes(opened, span))} />
        <PathStripe runs={runs} />
      </svg>
      <span
        className={classNames(styles.label, place.side === 'over' && styles.over)}
        style={{ left: place.x }}
      >
        {monogram && <span className={styles.monogram}>{monogram}</span>}
        {label}
      </span>
    </div>
  );
}

/** "612 ms", "no end", "3 s, after the trace". */
function labelOf(opened: OpenedTrace, span: number, { beyond }: Bar): string {
  const { spans, resolution } = opened.trace;
  const isOpen = hasFlag(opened, span, SpanFlag.UNFINISHED);
  const length = isOpen ? 'no end' : formatDuration(spans.duration[span]!, resolution);
  return beyond ? `${length}, ${beyond} the trace` : length;
}

interface BarShapeProps {
  bar: Bar;
  look: ServiceStyle;
  isFailed: boolean;
  /** Drawn to the end of the scale for want of an end of its own. */
  isOpen: boolean;
}

function BarShape({ bar, look, isFailed, isOpen }: BarShapeProps) {
  const texture = TEXTURES[look.texture];
  const fill = { fill: look.color };
  const box = { x: bar.x, y: BAR_Y, width: bar.width, height: BAR_HEIGHT };
  if (bar.beyond) return <path d={arrowAt(bar)} style={fill} />;
  return (
    <>
      <rect {...box} rx={bar.width > 4 ? 1.5 : 0} style={fill} fillOpacity={isOpen ? 0.2 : 1} />
      {isOpen && <path d={openBar(bar)} className={styles.open} style={{ stroke: look.color }} />}
      {texture && !isOpen && <rect {...box} fill={`url(#${texture})`} />}
      {isFailed && (
        <rect
          {...box}
          y={FAILED_Y}
          height={FAILED_HEIGHT}
          fill={`url(#${HATCH})`}
          className={styles.failed}
        />
      )}
    </>
  );
}

function EventTicks({ marks }: { marks: readonly number[] }) {
  if (marks.length === 0) return null;
  return <path d={marks.map((x) => `M${x} ${BAR_Y - 4}v7`).join('')} className={styles.events} />;
}

function PathStripe({ runs }: { runs: readonly number[] }) {
  if (runs.length === 0) return null;
  let line = '';
  for (let at = 0; at < runs.length; at += 2)
    line += `M${runs[at]} ${BAR_Y + BAR_HEIGHT / 2}H${runs[at + 1]}`;
  return (
    <>
      <path d={line} className={styles.halo} />
      <path d={line} className={styles.path} />
    </>
  );
}

/** The start as a line, and broken lines from there on. */
function openBar({ x, width }: Bar): string {
  const dashes = [BAR_Y, BAR_Y + BAR_HEIGHT].map((y) => {
    let line = '';
    for (let at = x + 4; at < x + width; at += 8) line += `M${at} ${y}h4`;
    return line;
  });
  return `M${x + 1} ${BAR_Y}v${BAR_HEIGHT}${dashes.join('')}`;
}

/** A small triangle at the edge beyond which the span lies. */
function arrowAt({ x, width, beyond }: Bar): string {
  const middle = BAR_Y + BAR_HEIGHT / 2;
  return beyond === 'before' ? `M${x} ${middle}l6 -5v10z` : `M${x + width} ${middle}l-6 -5v10z`;
}
