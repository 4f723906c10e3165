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
