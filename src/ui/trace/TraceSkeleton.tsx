import { Skeleton, SkeletonRows } from '../parts/Skeleton.tsx';
import { VisuallyHidden } from '../parts/VisuallyHidden.tsx';
import styles from './TraceSkeleton.module.css';

/** Keeps the places of header, ruler and rows while a trace is on its way. */
export function TraceSkeleton() {
  return (
    <div aria-busy="true">
      <VisuallyHidden>Reading the trace…</VisuallyHidden>
      <div className={styles.header}>
        <Skeleton width="280px" height="20px" />
        <Skeleton width="420px" height="14px" />
      </div>
      <div className={styles.toolbar}>
        <Skeleton width="260px" height="28px" />
      </div>
      <SkeletonRows count={16} />
    </div>
  );
}
