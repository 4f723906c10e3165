import { ChevronRight } from 'lucide-react';
import { Button } from '../../parts/Button.tsx';
import { formatDuration } from '../../parts/format.ts';
import { boxesAround } from './flame-moves.ts';
import { formatAmount, type FlameSubject } from './flame-words.ts';
import type { FlameZoom } from './use-breadth-zoom.ts';
import styles from './FlameCrumbs.module.css';

/** More than these say less. */
const MOST_CRUMBS = 3;

interface FlameCrumbsProps {
  subject: FlameSubject;
  zoom: FlameZoom;
  /** The box at hand. */
  box: number;
  onFit: (box: number) => void;
}

/** What the flame is zoomed to, and the ways back; nothing while all of it is in sight. */
export function FlameCrumbs({ subject, zoom, box, onFit }: FlameCrumbsProps) {
  if (zoom.isWhole) return null;
  const { flame, opened, kind, measure } = subject;
  const { trace } = opened;
  const { from, to } = zoom.window;
  const around = boxesAround(flame, box, zoom.window, MOST_CRUMBS);
  const length =
    kind === 'time'
      ? formatDuration(to - from, trace.resolution)
      : formatAmount(measure, Math.round(to - from), trace.resolution);
  return (
    <nav aria-label="Zoomed to" className={styles.crumbs}>
      <Button variant="quiet" className={styles.crumb} onClick={zoom.reset}>
        Whole
      </Button>
      {around.map((crumb) => (
        <span key={crumb} className={styles.step}>
          <ChevronRight size={12} aria-hidden />
          <Button variant="quiet" className={styles.crumb} onClick={() => onFit(crumb)}>
            {trace.operations[flame.operation[crumb]!]!.name || 'unnamed'}
          </Button>
        </span>
      ))}
      <span className={styles.length}>{length} in sight</span>
    </nav>
  );
}
