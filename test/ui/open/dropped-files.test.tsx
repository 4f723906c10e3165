import { expect, test } from 'vitest';
import {
  describeLeftOut,
  listChosenFiles,
  readDroppedFiles,
  readPastedFiles,
} from '../../../src/ui/open/dropped-files.ts';

/** What a link holds that leads nowhere. */
const BROKEN = 'broken link';

interface Folder {
  readonly [name: string]: string | Folder;
}

/** Entries as a browser gives them: a folder's children come in parts of two, the last part empty. */
function entryOf(name: string, content: string | Folder, path = `/${name}`): FileSystemEntry {
  const isFile = typeof content === 'string';
  const isBroken = content === BROKEN;
  const entry = { name, fullPath: path, isFile, isDirectory: !isFile };
  if (isFile)
    return {
      ...entry,
      file: (done: FileCallback, fail: () => void) => (isBroken ? fail() : done(new File([content], name))),
    } as unknown as FileSystemEntry;
  const children = Object.entries(content).map(([child, of]) => entryOf(child, of, `${path}/${child}`));
  const createReader = () => {
    let read = 0;
    return { readEntries: (done: FileSystemEntriesCallback) => done(children.slice(read, (read += 2))) };
  };
  return { ...entry, createReader } as unknown as FileSystemEntry;
}

/** A drop whose items can only be read until the event is over. */
function drop(dropped: Folder) {
  let isOver = false;
  const guard = <T,>(value: T) => (isOver ? null : value);
  const items = Object.entries(dropped).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => guard(entryOf(name, content)),
    getAsFile: () => guard(typeof content === 'string' ? new File([content], name) : null),
  }));
  const reading = readDroppedFiles({ items } as unknown as DataTransfer);
  isOver = true;
  return reading;
}

const namesOf = (files: readonly { name: string }[]) => files.map(({ name }) => name);

test('dropped files and folders are all read, folders to the bottom, in order of their paths', async () => {
  const { files } = await drop({
    'last.json': '{}',
    exports: {
      'part-10.json': '1',
      'part-9.json': '2',
      deeper: { 'c.json': '3', 'd.json': '4', 'e.json': '5' },
      empty: {},
    },
  });
  expect(namesOf(files)).toEqual([
    'exports/deeper/c.json',
    'exports/deeper/d.json',
    'exports/deeper/e.json',
    'exports/part-9.json',
    'exports/part-10.json',
    'last.json',
  ]);
  expect(await files[3]?.file.text()).toBe('2');
});

test('hidden files of a dropped folder, the system’s and those that cannot be read are left out and counted', async () => {
  const given = await drop({
    exports: {
      '.git': { 'a.json': 'x' },
      'a.json': 'y',
      'b.json': BROKEN,
      deeper: { '.DS_Store': 'x', 'Thumbs.db': 'x' },
    },
  });
  expect(namesOf(given.files)).toEqual(['exports/a.json']);
  expect(describeLeftOut(given)).toBe('4 hidden or unreadable files left out');
});

test('of a folder without files that is said; of one that is taken whole, nothing', async () => {
  expect(describeLeftOut(await drop({ exports: { deeper: {} } }))).toBe('The folder holds no files');
  expect(describeLeftOut(await drop({ exports: { 'a.json': '{}' } }))).toBeNull();
});

test('a folder of 3,000 files gives them all', async () => {
  const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${i}.json`, '{}']));
  const { files } = await drop({ many });
  expect(files).toHaveLength(3000);
  expect(files[2999]?.name).toBe('many/2999.json');
});

test('a deep chain of folders is read to its end', async () => {
  let folder: Folder = { 'deep.json': '{}' };
  for (let i = 0; i < 200; i++) folder = { f: folder };
  const { files } = await drop({ top: folder });
  expect(files).toHaveLength(1);
});

test('a chosen folder names its files by their paths, and orders them so', () => {
  const inFolder = new File(['{}'], 'a.json');
  Object.defineProperty(inFolder, 'webkitRelativePath', { value: 'exports/a.json' });
  const hidden = new File(['{}'], '.DS_Store');
  Object.defineProperty(hidden, 'webkitRelativePath', { value: 'exports/.DS_Store' });
  const chosen = [new File(['{}'], 'b.json'), inFolder, hidden] as unknown as FileList;
  const { files, leftOutCount } = listChosenFiles(chosen);
  expect(namesOf(files)).toEqual(['b.json', 'exports/a.json']);
  expect(leftOutCount).toBe(1);
});

test('pasted text is a file, pasted files are themselves, an empty clipboard is nothing', async () => {
  const clipboard = (text: string, files: File[] = []) =>
    ({ files, getData: () => text }) as unknown as DataTransfer;
  const pasted = readPastedFiles(clipboard('{"resourceSpans":[]}'));
  expect(namesOf(pasted ?? [])).toEqual(['pasted text']);
  expect(await pasted?.[0]?.file.text()).toBe('{"resourceSpans":[]}');
  expect(namesOf(readPastedFiles(clipboard('a.json', [new File(['{}'], 'a.json')])) ?? [])).toEqual([
    'a.json',
  ]);
  expect(readPastedFiles(clipboard(' \n'))).toBeNull();
});
