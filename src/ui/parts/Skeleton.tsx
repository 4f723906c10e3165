import styles from './Skeleton.module.css';

interface SkeletonProps {
  /** CSS length; the full width by default. */
  width?: string;
  /** CSS length; a line of text by default. */
  height?: string;
}

/** Keeps the place of what is not there yet. Invisible for the first moment, so that quick answers do not flicker. */
export function Skeleton({ width = '100%', height = '1em' }: SkeletonProps) {
  return <span aria-hidden className={styles.skeleton} style={{ width, height }} />;
}

/** Keeps the place of `count` table rows. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <span aria-hidden className={styles.rows}>
      {Array.from({ length: count }, (_, row) => (
        <span key={row} className={styles.row}>
          <Skeleton width={`${60 - ((row * 17) % 31)}%`} height="10px" />
        </span>
      ))}
    </span>
  );
}
