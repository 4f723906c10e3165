/** A file with the name it is shown under: with its folders, where it came from one. */
export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

/** By path, as people count: part-2 before part-10. */
const order = new Intl.Collator('en', { numeric: true });

function sortByName(files: NamedFile[]): NamedFile[] {
  return files.sort((a, b) => order.compare(a.name, b.name));
}

/**
 * Every file of a drop, folders read to the bottom, in order of their paths. To be called while the drop event runs: what
 * was dropped is hidden from the page once the event is over. Hidden files of folders (`.DS_Store`) are left out.
 */
export async function readDroppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  const dropped = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = dropped.map((item) => item.webkitGetAsEntry());
  const files = dropped.map((item) => item.getAsFile());
  const found: NamedFile[] = [];
  for (const [at, entry] of entries.entries()) {
    const file = files[at];
    if (entry?.isDirectory) await addFolder(entry as FileSystemDirectoryEntry, found);
    else if (file) found.push({ name: file.name, file });
  }
  return sortByName(found);
}

async function addFolder(folder: FileSystemDirectoryEntry, found: NamedFile[]): Promise<void> {
  const waiting: FileSystemEntry[] = [folder];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory) {
      for (const child of await listFolder(entry as FileSystemDirectoryEntry)) waiting.push(child);
    } else {
      const file = await fileOf(entry as FileSystemFileEntry);
      found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    }
  }
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

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** What a file input holds, named and in order like what is dropped. */
export function listChosenFiles(chosen: FileList): NamedFile[] {
  const named = Array.from(chosen, (file) => ({ name: file.webkitRelativePath || file.name, file }));
  return sortByName(named.filter(({ name }) => !name.includes('/.')));
}

/** What was pasted: files as they are, text as a file of its own; null where the clipboard holds neither. */
export function readPastedFiles(clipboard: DataTransfer): NamedFile[] | null {
  if (clipboard.files.length > 0) return listChosenFiles(clipboard.files);
  const text = clipboard.getData('text/plain');
  return text.trim() === '' ? null : [pastedText(text)];
}

export function pastedText(text: string): NamedFile {
  return { name: 'pasted text', file: new File([text], 'pasted text', { type: 'text/plain' }) };
}
