import * as v from 'valibot';

/** What a user wants everywhere, kept in this browser; never set by a link. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly timeZone: 'utc' | 'local';
  /** Whether single letters are shortcuts; off for those who speak to their computer. */
  readonly singleKeys: boolean;
  /** Width of the span panel in px. */
  readonly panelWidth: number;
  /** Width of the waterfall's name column in px. */
  readonly nameWidth: number;
  /** Height of the path and shares below the waterfall in px. */
  readonly pathHeight: number;
  /** Whether these show more than their titles. */
  readonly isPathOpen: boolean;
  /** Widths in px of the waterfall's other columns, by `ColumnId`. */
  readonly columnWidths: readonly (readonly [column: string, width: number])[];
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  timeZone: 'utc',
  singleKeys: true,
  panelWidth: 400,
  nameWidth: 380,
  pathHeight: 156,
  isPathOpen: true,
  columnWidths: [],
};

const KEY = 'tracagg.preferences';

/** Sizes beyond these are of another screen or another's hand. */
const Size = v.pipe(v.number(), v.minValue(100), v.maxValue(2000));
const ColumnWidth = v.pipe(v.number(), v.minValue(40), v.maxValue(1000));

/** What was stored, each preference checked alone: one that is absent or odd is the default. */
const Stored: v.GenericSchema<unknown, Preferences> = v.fallback(
  v.object({
    theme: v.fallback(v.picklist(['system', 'light', 'dark']), DEFAULT_PREFERENCES.theme),
    timeZone: v.fallback(v.picklist(['utc', 'local']), DEFAULT_PREFERENCES.timeZone),
    singleKeys: v.fallback(v.boolean(), DEFAULT_PREFERENCES.singleKeys),
    panelWidth: v.fallback(Size, DEFAULT_PREFERENCES.panelWidth),
    nameWidth: v.fallback(Size, DEFAULT_PREFERENCES.nameWidth),
    pathHeight: v.fallback(Size, DEFAULT_PREFERENCES.pathHeight),
    isPathOpen: v.fallback(v.boolean(), DEFAULT_PREFERENCES.isPathOpen),
    columnWidths: v.fallback(
      v.pipe(v.array(v.tuple([v.string(), ColumnWidth])), v.maxLength(200)),
      DEFAULT_PREFERENCES.columnWidths as [string, number][],
    ),
  }),
  DEFAULT_PREFERENCES,
);

/** Where preferences are kept. */
export interface PreferenceStorage {
  readonly read: () => Preferences;
  readonly write: (preferences: Preferences) => void;
}

/**
 * Preferences in the browser's `localStorage`. Where there is none, where it is forbidden or full, they last as long as
 * the page. `findStorage` may throw, as reading `window.localStorage` does where cookies are blocked.
 */
export function createPreferenceStorage(
  findStorage: () => Pick<Storage, 'getItem' | 'setItem'>,
): PreferenceStorage {
  return {
    read: () =>
      v.parse(
        Stored,
        attempt(() => JSON.parse(findStorage().getItem(KEY) ?? '{}') as unknown),
      ),
    write: (preferences) => {
      attempt(() => findStorage().setItem(KEY, JSON.stringify(preferences)));
    },
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
