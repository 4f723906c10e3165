import { useMemo } from 'react';
import type { PathMode } from '../../../state/trace-look.ts';
import { formatDuration } from '../../parts/format.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';
import type { TimeScale } from '../time/time-scale.ts';
import { listRuns, placeBar } from './bar-geometry.ts';
import { HATCH } from './BarPatterns.tsx';
import { PathStripe } from './lane-marks.tsx';
import { boxesOf, FAILED_HEIGHT, FAILED_Y, MIDDLE } from './lane-shapes.ts';
import { listLaneStretches } from './lane-stretches.ts';
import { arrowAt, LaneLabel, WayThere } from './RowBar.tsx';
import type { GroupFacts } from './row-facts.ts';
import { concurrencyText } from './row-name.ts';
import styles from './RowBar.module.css';

/** Height of the thin bars that stand for several spans. */
const THIN = 10;

interface SiblingsBarProps {
  opened: OpenedTrace;
  /** The nodes of the siblings: from … to. */
  from: number;
  to: number;
  path: PathMode;
  scale: TimeScale;
}

interface GroupBarProps extends SiblingsBarProps {
  facts: GroupFacts;
  look: ServiceStyle;
  /** Whether a column says the sum. */
  isTimed: boolean;
}

/** A group on its lane: when any of its members ran, from the first to the last, and the path through them. */
export function GroupBar({ opened, from, to, path, scale, facts, look, isTimed }: GroupBarProps) {
  const { start, end } = opened.arrangement.groups;
  const group = opened.arrangement.group[from]!;
  const bar = placeBar(scale, start[group]!, end[group]! - start[group]!);
  const stretches = useMemo(() => listLaneStretches(opened, from, to, path), [opened, from, to, path]);
  return (
    <div role="gridcell" data-lane className={styles.lane}>
      <svg className={styles.drawing} aria-hidden>
        {bar.beyond ? (
          <path d={arrowAt(bar)} style={{ fill: look.color }} />
        ) : (
          <>
            <path d={`M${bar.x} ${MIDDLE}h${bar.width}`} className={styles.extent} />
            <path
              d={boxesOf(listRuns(scale, stretches.spans), MIDDLE - THIN / 2, THIN)}
              style={{ fill: look.color }}
            />
            <path
              d={boxesOf(listRuns(scale, stretches.errors), FAILED_Y - 1, FAILED_HEIGHT)}
              fill={`url(#${HATCH})`}
              className={styles.failed}
            />
            <PathStripe runs={listRuns(scale, stretches.path)} />
          </>
        )}
      </svg>
      <LaneLabel
        bar={bar}
        text={groupLabel(facts, isTimed)}
        monogram={look.monogram}
        laneWidth={scale.width}
      />
      {bar.beyond && <WayThere bar={bar} />}
    </div>
  );
}

/** "3 at a time, sum 1.9 s, wall 700 ms" */
function groupLabel({ concurrency, sum, wall, resolution }: GroupFacts, isTimed: boolean): string {
  const all = isTimed ? '' : `sum ${formatDuration(sum, resolution)}, `;
  return `${concurrencyText(concurrency)}, ${all}wall ${formatDuration(wall, resolution)}`;
}

/** The lane of spans left out: only the path that runs through them. */
export function HiddenBar({ opened, from, to, path, scale }: SiblingsBarProps) {
  const stretches = useMemo(() => listLaneStretches(opened, from, to, path), [opened, from, to, path]);
  return (
    <div role="gridcell" data-lane className={styles.lane}>
      <svg className={styles.drawing} aria-hidden>
        <path d={boxesOf(listRuns(scale, stretches.spans), MIDDLE - 1, 2)} className={styles.members} />
        <PathStripe runs={listRuns(scale, stretches.path)} />
      </svg>
    </div>
  );
}
