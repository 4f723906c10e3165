import { xOf, type TimeScale } from '../time/time-scale.ts';
import type { Tick } from '../time/time-ruler.ts';
import styles from './FlameRuler.module.css';

/** Px that a tick with its label asks for. */
export const TICK_SPACE = 100;

/** The times that stand over the boxes; decoration, for each box says its own. */
export function FlameRuler({ scale, ticks }: { scale: TimeScale; ticks: readonly Tick[] }) {
  return (
    <div aria-hidden className={styles.ruler}>
      {ticks.map(({ time, label }) => (
        <span key={time} className={styles.tick} style={{ left: xOf(scale, time) }}>
          {xOf(scale, time) + TICK_SPACE * 0.8 <= scale.width && label}
        </span>
      ))}
    </div>
  );
}
