/** What systems put into folders and archives beside what people put there: macOS its resource forks, Windows its thumbnails. */
const SYSTEM_NAMES = new Set(['__MACOSX', 'Thumbs.db', 'desktop.ini', '$RECYCLE.BIN']);

/** Whether a file is hidden or the system's own, by its path: one of its folders or its name begins with a dot. */
export function isHiddenFile(path: string): boolean {
  return path
    .split('/')
    .some((name) => SYSTEM_NAMES.has(name) || (name.startsWith('.') && name !== '.' && name !== '..'));
}
