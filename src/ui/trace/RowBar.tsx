import { SpanFlag } from '../../core/model/span-enums.ts';
import type { PathMode } from '../../state/view.ts';
import { formatDuration } from '../parts/format.ts';
import type { ServiceStyle } from '../parts/service-style.ts';
import { classNames } from '../parts/class-names.ts';
import { listMarks, listRuns, placeBar, placeLabel, type Bar, type TimeScale } from './bar-geometry.ts';
import { DOTS, HATCH, STRIPES } from './BarPatterns.tsx';
import { eventTimes, hasFlag, isError, listPathStretches, type WaterfallModel } from './waterfall-model.ts';
import styles from './RowBar.module.css';

interface RowBarProps {
  model: WaterfallModel;
  span: number;
  isCollapsed: boolean;
  path: PathMode;
  scale: TimeScale;
  look: ServiceStyle;
}

const BAR_Y = 6;
const BAR_HEIGHT = 12;
const TEXTURES = [null, STRIPES, DOTS] as const;
/** Px under which a lane has no room for the service's letters. */
const NARROW_LANE = 320;

/** Width of a label's text in px, near enough to know whether it fits. */
const labelWidthOf = (label: string) => label.length * 6.6 + 8;

/** The time of a span as a bar on its lane: service, error, events, the marked path, and its duration in words. */
export function RowBar({ model, span, isCollapsed, path, scale, look }: RowBarProps) {
  const { spans, resolution } = model.trace;
  const bar = placeBar(scale, spans.start[span]!, spans.duration[span]!);
  const isOpen = hasFlag(model, span, SpanFlag.UNFINISHED);
  const duration = formatDuration(spans.duration[span]!, resolution) + (isOpen ? ', no end' : '');
  const label = bar.beyond ? `${duration}, ${bar.beyond} the trace` : duration;
  const monogram = scale.width < NARROW_LANE ? '' : `${look.monogram} `;
  const place = placeLabel(bar, labelWidthOf(monogram + label), scale.width);
  const runs = listRuns(scale, listPathStretches(model, span, isCollapsed, path));
  return (
    <div role="gridcell" className={styles.lane}>
      <svg className={styles.drawing} aria-hidden>
        {bar.beyond ? (
          <path d={arrowAt(bar)} fill={look.color} />
        ) : (
          <BarShape model={model} span={span} bar={bar} look={look} />
        )}
        <EventTicks marks={listMarks(scale, eventTimes(model, span))} />
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

interface BarShapeProps {
  model: WaterfallModel;
  span: number;
  bar: Bar;
  look: ServiceStyle;
}

function BarShape({ model, span, bar, look }: BarShapeProps) {
  const texture = TEXTURES[look.texture];
  const isFailed = isError(model, span);
  const isOpen = hasFlag(model, span, SpanFlag.UNFINISHED);
  const box = { x: bar.x, y: BAR_Y, width: bar.width, height: BAR_HEIGHT };
  return (
    <>
      <rect
        {...box}
        rx={bar.width > 4 ? 1.5 : 0}
        style={{ fill: look.color }}
        fillOpacity={isOpen ? 0.55 : 1}
      />
      {texture && <rect {...box} fill={`url(#${texture})`} />}
      {isFailed && <rect {...box} fill={`url(#${HATCH})`} className={styles.failed} />}
      {isOpen && <path d={openEnd(bar)} className={styles.openEnd} />}
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

/** A torn edge: three teeth where the end is not known. */
function openEnd({ x, width }: Bar): string {
  const right = x + width;
  return `M${right - 3} ${BAR_Y}l3 2l-3 2l3 2l-3 2l3 2l-3 2`;
}

/** A small triangle at the edge beyond which the span lies. */
function arrowAt({ x, width, beyond }: Bar): string {
  const middle = BAR_Y + BAR_HEIGHT / 2;
  return beyond === 'before' ? `M${x} ${middle}l6 -5v10z` : `M${x + width} ${middle}l-6 -5v10z`;
}
