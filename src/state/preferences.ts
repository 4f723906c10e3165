/** What a user wants everywhere, kept in this browser; never set by a link. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly timeZone: 'utc' | 'local';
  /** Width of the span panel in px. */
  readonly panelWidth: number;
  /** Width of the waterfall's name column in px. */
  readonly nameWidth: number;
}

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', timeZone: 'utc', panelWidth: 400, nameWidth: 380 };
