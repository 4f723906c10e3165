import type { AppState, FileState } from '../../state/app-state.ts';

/**
 * A selector of what `compute` makes of the files, computed once for each list of them: selectors run whenever anything
 * changes, in every component that has one, and there may be thousands of files.
 */
export function ofFiles<T>(compute: (files: readonly FileState[]) => T): (state: AppState) => T {
  let last: { readonly files: readonly FileState[]; readonly value: T } | null = null;
  return ({ files }) => {
    if (last?.files !== files) last = { files, value: compute(files) };
    return last.value;
  };
}
