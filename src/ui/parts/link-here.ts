import type { Actions } from '../../state/app-state.ts';
import type { View } from '../../state/view.ts';

/** The whole address of what is shown right now, with a change; the browser's own may be a moment behind. */
export function linkHere(actions: Actions, change: Partial<View> = {}): string {
  return location.href.split('#', 1)[0]! + actions.linkTo(change);
}
