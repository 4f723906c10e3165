import type { Actions } from '../../state/app-state.ts';

/** The whole address of what is shown right now; the browser's own may be a moment behind. */
export function linkHere(actions: Actions): string {
  return location.href.split('#', 1)[0]! + actions.linkTo({});
}
