import { classNames } from '../../parts/class-names.ts';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import styles from './MiddleCut.module.css';

/** Letters at the end that stay in sight. */
const KEPT = 10;

/**
 * A name that is cut in its middle where there is no room: names of one package begin alike, and differ in their ends. What
 * is drawn is in two parts; what is read, found and copied is the name.
 */
export function MiddleCut({ text, className }: { text: string; className?: string | undefined }) {
  if (text.length <= 2 * KEPT) return <span className={classNames(styles.short, className)}>{text}</span>;
  const letters = Array.from(text.slice(-2 * KEPT));
  const end = letters.slice(-KEPT).join('');
  return (
    <span className={classNames(styles.name, className)}>
      <VisuallyHidden>{text}</VisuallyHidden>
      <span aria-hidden data-part={text.slice(0, -end.length)} className={styles.beginning} />
      <span aria-hidden data-part={end} className={styles.end} />
    </span>
  );
}
