import { EmptyState } from '../../parts/EmptyState.tsx';
import { MEASURE_NAMES, type FlameSubject } from './flame-words.ts';
import { FlamePane } from './FlamePane.tsx';
import { useBreadthZoom } from './use-breadth-zoom.ts';

/** Ticks of the trace's clock that can just fill the screen. */
const LEAST_TICKS = 10;

interface MergedFlameProps {
  subject: FlameSubject;
  label: string;
  onSandwich: (operation: number) => void;
}

/** A flame as wide as its measure, with a zoom of its own. */
export function MergedFlame({ subject, label, onSandwich }: MergedFlameProps) {
  const { flame, measure, opened, sum } = subject;
  const zoom = useBreadthZoom(flame, measure === 'count' ? 1 : LEAST_TICKS * opened.trace.resolution);
  if (sum === 0)
    return (
      <EmptyState title="Nothing here has a width">
        {MEASURE_NAMES[measure]} of all these spans is 0. Another measure may tell them apart.
      </EmptyState>
    );
  return <FlamePane subject={subject} zoom={zoom} label={label} onSandwich={onSandwich} />;
}
