import styles from './RowBar.module.css';

/** Ids of the fills that every bar of the page shares. */
export const STRIPES = 'bar-stripes';
export const DOTS = 'bar-dots';
export const HATCH = 'bar-hatch';

/** The definitions behind `STRIPES`, `DOTS` (services beyond the eighth) and `HATCH` (errors); to be drawn once. */
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
      </defs>
    </svg>
  );
}
