import type { Marks } from './bar-geometry.ts';
import { BAR_Y, boxesOf, MIDDLE } from './lane-shapes.ts';
import styles from './RowBar.module.css';

/** Ticks above the bar; those too close to be told apart are one that is as wide. */
export function EventTicks({ marks }: { marks: Marks }) {
  if (marks.length === 0) return null;
  return <path d={boxesOf(marks, BAR_Y - 4, 7)} className={styles.events} />;
}

/** The marked path, over bars of any colour. */
export function PathStripe({ runs }: { runs: readonly number[] }) {
  if (runs.length === 0) return null;
  let line = '';
  for (let at = 0; at < runs.length; at += 2) line += `M${runs[at]} ${MIDDLE}H${runs[at + 1]}`;
  return (
    <>
      <path d={line} className={styles.halo} />
      <path d={line} className={styles.path} />
    </>
  );
}
