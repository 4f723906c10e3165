import styles from './RowBar.module.css';

/** Ids of the fills that every bar of the page shares. */
export const STRIPES = 'bar-stripes';
export const DOTS = 'bar-dots';
export const HATCH = 'bar-hatch';
export const WAITING = 'bar-waiting';

/**
 * The definitions behind `STRIPES`, `DOTS` (services beyond the eighth), `HATCH` (errors) and `WAITING` (a parent that
 * holds the critical path itself); to be drawn once.
 */
export function BarPatterns() {
  return (
    <svg className={styles.definitions} aria-hidden>
      <defs>
        <pattern
          id={STRIPES}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="2" height="5" className={styles.texture} />
        </pattern>
        <pattern id={DOTS} width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1.2" className={styles.texture} />
        </pattern>
        <pattern id={HATCH} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles.hatchGround} />
          <rect width="3" height="5" className={styles.hatchLine} />
        </pattern>
        <pattern
          id={WAITING}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width="6" height="6" className={styles.waitingGround} />
          <rect width="2.5" height="6" className={styles.waitingLine} />
        </pattern>
      </defs>
    </svg>
  );
}
