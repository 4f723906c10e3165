import type { PathMode } from '../../../state/trace-look.ts';
import { formatDuration } from '../../parts/format.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import { classNames } from '../../parts/class-names.ts';
import { listMarks, listRuns, placeBar, placeLabel, type Bar } from './bar-geometry.ts';
import { LANE_PAD, type TimeScale } from '../time/time-scale.ts';
import { DOTS, HATCH, STRIPES, WAITING } from './BarPatterns.tsx';
import { eventTimes, listPathStretches, type OpenedTrace } from '../opened/opened-trace.ts';
import { EventTicks, PathStripe } from './lane-marks.tsx';
import { BAR_HEIGHT, BAR_Y, boxesOf, FAILED_HEIGHT, FAILED_Y, MIDDLE } from './lane-shapes.ts';
import type { SpanFacts } from './row-facts.ts';
import styles from './RowBar.module.css';

interface RowBarProps {
  opened: OpenedTrace;
  span: number;
  facts: SpanFacts;
  path: PathMode;
  scale: TimeScale;
  look: ServiceStyle;
  /** Whether a column says the duration: its words are not said twice. */
  isTimed: boolean;
}

const TEXTURES = [null, STRIPES, DOTS] as const;
/** Px under which a lane has no room for the service's letters. */
const NARROW_LANE = 320;

/** Width of a label's text in px, near enough to know whether it fits. */
const labelWidthOf = (label: string) => label.length * 6.6 + 4;

/** The time of a span as a bar on its lane: service, error, events, the marked path, and its duration in words. */
export function RowBar({ opened, span, facts, path, scale, look, isTimed }: RowBarProps) {
  const { isCollapsed, isUnfinished: isOpen, offset, duration, overhang } = facts;
  const length = isOpen ? Math.max(0, scale.end - offset) : duration;
  const bar = placeBar(scale, offset, length);
  const whole = placeBar(scale, offset - overhang.before, overhang.before + length + overhang.after);
  const runs = listRuns(scale, listPathStretches(opened, span, isCollapsed, path));
  // a span that has children and still holds the path itself: nothing is known of what it waited for
  const isWaiting = path === 'critical' && !isCollapsed && facts.descendantCount > 0;
  return (
    <div role="gridcell" data-lane className={styles.lane}>
      <svg className={styles.drawing} aria-hidden>
        <Overhang facts={facts} scale={scale} />
        <BarShape bar={bar} look={look} isFailed={facts.isError} isOpen={isOpen} />
        {isWaiting && runs.length > 0 && (
          <path d={boxesOf(runs, BAR_Y, BAR_HEIGHT)} fill={`url(#${WAITING})`} />
        )}
        <EventTicks marks={listMarks(scale, eventTimes(opened, span))} />
        <PathStripe runs={runs} />
      </svg>
      <LaneLabel
        bar={whole}
        text={labelOf(facts, bar, isTimed)}
        monogram={look.monogram}
        laneWidth={scale.width}
      />
      {bar.beyond && <WayThere bar={bar} />}
    </div>
  );
}

interface LaneLabelProps {
  bar: Bar;
  text: string;
  monogram: string;
  laneWidth: number;
}

/** Words beside a bar, after the letters of its service. */
export function LaneLabel({ bar, text, monogram, laneWidth }: LaneLabelProps) {
  const letters = laneWidth < NARROW_LANE ? '' : monogram;
  const gap = letters && text && ' ';
  if (!letters && !text) return null;
  const place = placeLabel(bar, labelWidthOf(letters + gap + text), laneWidth);
  // letters alone are not worth the end of a bar: the name says the service too
  if (place.side === 'over' && !text) return null;
  return (
    <span
      className={classNames(styles.label, place.side === 'over' && styles.over)}
      style={
        place.side === 'right' ? { left: place.x + LANE_PAD } : { right: laneWidth + LANE_PAD - place.x }
      }
    >
      {letters && <span className={styles.monogram}>{letters}</span>}
      {gap}
      {text}
    </span>
  );
}

/** Over the arrow of a span that is out of sight: a click there goes to it. */
export function WayThere({ bar }: { bar: Bar }) {
  return <span data-goto className={classNames(styles.wayThere, bar.beyond && styles[bar.beyond])} />;
}

/** "612 ms", "no end", "3 s, later"; "" and "later" where it is timed. */
function labelOf({ isUnfinished, duration, resolution }: SpanFacts, { beyond }: Bar, isTimed: boolean) {
  const length = isUnfinished ? 'no end' : isTimed ? '' : formatDuration(duration, resolution);
  const where = beyond && (beyond === 'before' ? 'earlier' : 'later');
  return [length, where].filter(Boolean).join(', ');
}

/** Thin lines to where the hidden descendants begin and end, outside the span's own time. */
function Overhang({ facts, scale }: Pick<RowBarProps, 'facts' | 'scale'>) {
  const { overhang, offset: start, duration } = facts;
  const { before, after } = overhang;
  if (before === 0 && after === 0) return null;
  const end = start + duration;
  const runs = [
    ...(before > 0 ? listRuns(scale, [[start - before, start]]) : []),
    ...(after > 0 ? listRuns(scale, [[end, end + after]]) : []),
  ];
  return <path d={boxesOf(runs, MIDDLE - 1, 2)} className={styles.members} />;
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
export function arrowAt({ x, width, beyond }: Bar): string {
  return beyond === 'before' ? `M${x} ${MIDDLE}l6 -5v10z` : `M${x + width} ${MIDDLE}l-6 -5v10z`;
}
