import { expect, test } from 'vitest';
import { fileSource } from '../../src/worker/file-source.ts';

async function readAll(file: Blob): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of fileSource({ name: 'a', file }).chunks()) chunks.push(chunk);
  return chunks;
}

test('a file comes whole and in order, in chunks of bounded size', async () => {
  const bytes = new Uint8Array(40_000_001).map((_, i) => i % 251);
  const chunks = await readAll(new Blob([bytes]));
  expect(chunks.length).toBeGreaterThan(1);
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(16 << 20);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

test('an empty file has no bytes', async () => {
  expect(await readAll(new Blob([]))).toEqual([]);
});

test('reading may begin anew, and may be left early', async () => {
  const source = fileSource({ name: 'a', file: new Blob([new Uint8Array(40_000_000)]) });
  for await (const chunk of source.chunks()) {
    expect(chunk.length).toBe(16 << 20);
    break;
  }
  let length = 0;
  for await (const chunk of source.chunks()) length += chunk.length;
  expect(length).toBe(40_000_000);
});

test('a part of a file is read alone', async () => {
  const bytes = new Uint8Array(40_000_000).map((_, i) => i % 251);
  const parts: Uint8Array[] = [];
  for await (const chunk of fileSource({ name: 'a', file: new Blob([bytes]) }).chunks(5, 35_000_001))
    parts.push(chunk);
  expect(Buffer.concat(parts).equals(bytes.subarray(5, 35_000_001))).toBe(true);
});

/** A file that a browser no longer lets anyone read. */
function lostFile(name: string): Blob {
  const slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', name)) });
  return { size: 10, slice } as unknown as Blob;
}

test.each(['NotReadableError', 'NotFoundError'])(
  'a file that changed or went away is told so: %s',
  async (name) => {
    await expect(readAll(lostFile(name))).rejects.toThrow(
      'it was changed, moved or deleted after it was chosen',
    );
  },
);

test('any other reason is told as it is', async () => {
  await expect(readAll(lostFile('SecurityError'))).rejects.toThrow('gone');
});
