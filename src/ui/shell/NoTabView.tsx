import { TriangleAlert } from 'lucide-react';
import { EmptyState } from '../parts/EmptyState.tsx';

/** In place of the view of a tab whose script has not come. */
export function NoTabView() {
  return (
    <EmptyState icon={TriangleAlert} title="The views could not be loaded">
      The page was interrupted while it was loading. Load it again.
    </EmptyState>
  );
}
