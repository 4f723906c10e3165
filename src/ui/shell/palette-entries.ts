/** Something the palette finds and Enter runs. */
export interface PaletteEntry {
  /** Unlike any other's. */
  readonly id: string;
  readonly label: string;
  /** Beside the label, in a fainter ink; what is typed is looked for in it, too. */
  readonly note?: string;
  readonly keys?: readonly string[] | undefined;
  readonly run: () => void;
}

/** Entries of one kind. */
export interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
  /** How many more there are than entries. */
  readonly moreCount: number;
}

/** Entries shown of a group: enough to see that the words are too few. */
export const SHOWN_ENTRIES = 20;

/**
 * Those of `all` that contain every word of `query`: first those whose label begins with its first word, then those of
 * which a word does, each in their order; all where it is empty. Only what is shown becomes an entry.
 */
export function findEntries<T>(
  title: string,
  all: Iterable<T>,
  wordsOf: (each: T) => Pick<PaletteEntry, 'label' | 'note'>,
  toEntry: (each: T) => PaletteEntry,
  query: string,
): PaletteGroup {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const ranks: T[][] = [[], [], []];
  let count = 0;
  for (const each of all) {
    const rank = rankOf(wordsOf(each), words);
    if (rank === null) continue;
    count++;
    if (ranks[rank]!.length < SHOWN_ENTRIES) ranks[rank]!.push(each);
  }
  return firstOf(title, ranks.flat().slice(0, SHOWN_ENTRIES).map(toEntry), count);
}

/** The first of `entries`, and how many more there are. */
export function firstOf(title: string, entries: readonly PaletteEntry[], totalCount: number): PaletteGroup {
  const shown = entries.slice(0, SHOWN_ENTRIES);
  return { title, entries: shown, moreCount: totalCount - shown.length };
}

/** 0: the label begins like this; 1: a word of it does; 2: it is contained somewhere; null: it is not. */
function rankOf(
  { label, note = '' }: Pick<PaletteEntry, 'label' | 'note'>,
  words: readonly string[],
): number | null {
  const name = label.toLowerCase();
  const text = `${name} ${note.toLowerCase()}`;
  if (!words.every((word) => text.includes(word))) return null;
  const first = words[0] ?? '';
  if (name.startsWith(first)) return 0;
  const at = name.indexOf(first);
  return at > 0 && !/[\p{L}\p{N}]/u.test(name[at - 1]!) ? 1 : 2;
}
