import styles from './ShareBar.module.css';

/** A share (0 to 1) as a thin bar; the number stands beside it. `path`: in the ink of the critical path. */
export function ShareBar({ share, variant }: { share: number; variant: 'path' | 'self' }) {
  return (
    <span aria-hidden className={styles.bar}>
      <span className={styles[variant]} style={{ width: `${Math.min(1, share) * 100}%` }} />
    </span>
  );
}
