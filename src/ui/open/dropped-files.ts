import { isHiddenFile } from '../../core/lib/hidden-file.ts';
import { formatCountOf } from '../parts/format.ts';

/** A file with the name it is shown under: with its folders, where it came from one. */
export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

/** By path, as people count: part-2 before part-10. */
const order = new Intl.Collator('en', { numeric: true });

/** What was given to be opened. */
export interface GivenFiles {
  /** In order of their paths. */
  readonly files: readonly NamedFile[];
  /** Files of folders that were not taken: hidden, the system's own (`.DS_Store`), or not to be read. */
  readonly leftOutCount: number;
}

/** What to say of what was not taken; null where all was. */
export function describeLeftOut({ files, leftOutCount }: GivenFiles): string | null {
  if (leftOutCount > 0) return `${formatCountOf(leftOutCount, 'hidden or unreadable file')} left out`;
  return files.length === 0 ? 'The folder holds no files' : null;
}

/** Files that are asked for at once: each is a question to the browser, and a folder has thousands. */
const AT_ONCE = 64;

/**
 * Every file of a drop, folders read to the bottom; no byte of any is read. To be called while the drop event runs: what
 * was dropped is hidden from the page once the event is over.
 */
export async function readDroppedFiles(transfer: DataTransfer): Promise<GivenFiles> {
  const dropped = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = dropped.map((item) => item.webkitGetAsEntry());
  const files = dropped.map((item) => item.getAsFile());
  const found: NamedFile[] = [];
  let leftOutCount = 0;
  for (const [at, entry] of entries.entries()) {
    const file = files[at];
    if (entry?.isDirectory) leftOutCount += await addFolder(entry as FileSystemDirectoryEntry, found);
    else if (file) found.push({ name: file.name, file });
  }
  return { files: sortByName(found), leftOutCount };
}

function sortByName(files: NamedFile[]): NamedFile[] {
  return files.sort((a, b) => order.compare(a.name, b.name));
}

/** Adds the files of a folder, however deep, to `found`; returns how many it left out. */
async function addFolder(folder: FileSystemDirectoryEntry, found: NamedFile[]): Promise<number> {
  const folders = [folder];
  let leftOutCount = 0;
  for (let open = folders.pop(); open; open = folders.pop()) {
    const files: FileSystemFileEntry[] = [];
    for (const entry of await listFolder(open)) {
      if (isHiddenFile(entry.name)) leftOutCount++;
      else if (entry.isDirectory) folders.push(entry as FileSystemDirectoryEntry);
      else files.push(entry as FileSystemFileEntry);
    }
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const named = await Promise.all(files.slice(at, at + AT_ONCE).map(nameFile));
      for (const one of named)
        if (one) found.push(one);
        else leftOutCount++;
    }
  }
  return leftOutCount;
}

/** A folder gives its entries in parts (Chromium: 100 at a time), the last of them empty. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return entries;
    for (const entry of part) entries.push(entry);
  }
}

/** Null where the file is not to be read: a link that leads nowhere, another user's. */
function nameFile(entry: FileSystemFileEntry): Promise<NamedFile | null> {
  const name = entry.fullPath.replace(/^\//, '');
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve({ name, file }),
      () => resolve(null),
    ),
  );
}

/** What a file input holds, named and in order like what is dropped. A file that was chosen itself may be hidden. */
export function listChosenFiles(chosen: FileList): GivenFiles {
  const named = Array.from(chosen, (file) => ({ name: file.webkitRelativePath || file.name, file }));
  const files = named.filter(({ name }) => !name.includes('/') || !isHiddenFile(name));
  return { files: sortByName(files), leftOutCount: named.length - files.length };
}

/** What was pasted: files as they are, text as a file of its own; null where the clipboard holds neither. */
export function readPastedFiles(clipboard: DataTransfer): readonly NamedFile[] | null {
  if (clipboard.files.length > 0) return listChosenFiles(clipboard.files).files;
  const text = clipboard.getData('text/plain');
  return text.trim() === '' ? null : [pastedText(text)];
}

export function pastedText(text: string): NamedFile {
  return { name: 'pasted text', file: new File([text], 'pasted text', { type: 'text/plain' }) };
}
