/** The repairs that are a matter of opinion, and whether each is made. All others are always made. */
export interface Repairs {
  /** Spans that are there twice, equal in every respect, count once. */
  readonly dropDuplicates: boolean;
  /** Partial copies of one span become one. */
  readonly mergePartials: boolean;
  /** Spans whose times lie far from the rest of their trace do not stretch it; ends more than a year away count as none. */
  readonly setImpossibleTimesAside: boolean;
}

/** As long as nobody says otherwise. */
export const ALL_REPAIRS: Repairs = {
  dropDuplicates: true,
  mergePartials: true,
  setImpossibleTimesAside: true,
};
