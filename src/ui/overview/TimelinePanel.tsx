import { ChartColumn, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { Timeline } from '../../core/engine/protocol.ts';
import type { TraceFilter } from '../../core/model/filter.ts';
import { isOutdated, useAnswer, useAppState } from '../app-context.tsx';
import { classNames } from '../parts/class-names.ts';
import { formatDate, formatDuration, zoneName, type TimeZone } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { Panel } from '../parts/Panel.tsx';
import { PartNote } from '../parts/PartMark.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import styles from './TimelinePanel.module.css';

const MOST_BUCKETS = 60;

/** Traces and errors over time, as a chart or as a table. */
export function TimelinePanel({ filter }: { filter: TraceFilter }) {
  const zone = useAppState((state) => state.preferences.timeZone);
  const answer = useAnswer('getTimeline', { filter, mostBuckets: MOST_BUCKETS });
  const { result: timeline } = answer;
  const [isTable, setIsTable] = useState(false);
  return (
    <Panel
      title="Traces over time"
      note={timeline && <PartNote>{describeTimeline(timeline, zone)}</PartNote>}
      actions={
        <>
          <Legend />
          <IconButton
            isSmall
            icon={isTable ? ChartColumn : Table2}
            label={isTable ? 'Show as chart' : 'Show as table'}
            onClick={() => setIsTable(!isTable)}
          />
        </>
      }
    >
      <div className={classNames(styles.body, isOutdated(answer) && styles.stale)}>
        {timeline &&
          (isTable ? (
            <TimelineTable timeline={timeline} zone={zone} />
          ) : (
            <TimelineChart timeline={timeline} zone={zone} />
          ))}
      </div>
    </Panel>
  );
}

/** "2026-11-22, UTC, a bar every 30 s"; the first and the last date where they differ. */
function describeTimeline({ first, last, width, traces }: Timeline, zone: TimeZone): string {
  const [from, to] = [formatDate(first, zone), formatDate(last, zone)];
  const dates = from === to ? from : `${from} to ${to}`;
  const bars =
    traces.length === 1
      ? `all start within ${formatDuration(width)}`
      : `a bar every ${formatDuration(width)}`;
  return `${dates}, ${zoneName(first, zone)}, ${bars}`;
}

function Legend() {
  return (
    <ul className={styles.legend} aria-label="Legend">
      <li>
        <span className={styles.bar} /> without errors
      </li>
      <li>
        <span className={styles.error} /> with errors
      </li>
    </ul>
  );
}
