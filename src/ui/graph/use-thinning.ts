import { useState } from 'react';
import { useActions, useAppState } from '../app-context.tsx';

/** Calls that make up less than `leastShare` (0 to 1) of all are left out of the picture. */
export interface Thinning {
  readonly leastShare: number;
  /** While the slider is dragged: the picture follows, the address does not yet. */
  readonly drag: (share: number) => void;
  /** The slider was let go of. */
  readonly settle: () => void;
}

/** The least share of the view, or the one the slider is being dragged to. */
export function useThinning(): Thinning {
  const actions = useActions();
  const kept = useAppState((state) => state.view.graphLeastShare);
  const [dragged, setDragged] = useState<number | null>(null);
  const settle = () => {
    if (dragged === null) return;
    actions.show({ graphLeastShare: dragged }, { replace: true });
    setDragged(null);
  };
  return { leastShare: dragged ?? kept, drag: setDragged, settle };
}
