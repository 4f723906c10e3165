/** The indices of a column of groups, one group behind the other. */
export interface GroupedIndices {
  /** One longer than there are groups: those of group `g` are `index[first[g]] .. index[first[g + 1]]`, ascending. */
  readonly first: Int32Array;
  readonly index: Int32Array;
}

/** Lists the indices of `groups` by group; those of a negative group are left out. Linear. */
export function listByGroup(groups: Int32Array, groupCount: number): GroupedIndices {
  const first = new Int32Array(groupCount + 1);
  for (const group of groups) if (group >= 0) first[group + 1]++;
  for (let group = 0; group < groupCount; group++) first[group + 1] += first[group];
  const index = new Int32Array(first[groupCount]);
  const next = first.slice(0, groupCount);
  for (let at = 0; at < groups.length; at++) if (groups[at] >= 0) index[next[groups[at]]++] = at;
  return { first, index };
}
