import { describe, expect, test } from 'vitest';
import type { ReadProgress } from '../../../../src/core/model/source.ts';
import { diagnosticsOf, gzip, makeOtlp, makeSource, open } from '../source-files.ts';
import { frame, join, makeTar, makeZip, storeZstd, type Member } from './archives.ts';

const JAEGER = JSON.stringify({
  data: [
    {
      traceID: 'a1',
      spans: [
        { traceID: 'a1', spanID: 'b1', operationName: 'o', startTime: 1, duration: 1, processID: 'p1' },
      ],
      processes: { p1: { serviceName: 's' } },
    },
  ],
});

const FILES: readonly Member[] = [
  { name: 'a.json', content: makeOtlp(3) },
  { name: 'folder/', content: '' },
  { name: 'folder/b.json', content: JAEGER, method: 0 },
  { name: 'folder/c.jsonl.gz', content: gzip(makeOtlp(200)), method: 0 },
  { name: 'd.zst', content: storeZstd(makeOtlp(2)) },
];
const LONG = `${'folder/'.repeat(20)}e.json`;

/** What an archive of `FILES` gives. */
const READ = {
  spanCount: 206,
  formats: ['OTLP JSON', 'Jaeger JSON'],
  innerFileCount: 4,
  failure: null,
  diagnostics: [],
};

/** Without the folder, which is an entry of its own only in ZIP. */
const TAR_FILES = FILES.filter(({ name }) => !name.endsWith('/'));

describe('every file of an archive is read, however it comes', () => {
  test.each([
    ['ZIP', makeZip(FILES)],
    ['ZIP with sizes behind the data', makeZip(FILES, { hasDescriptors: true })],
    ['ZIP with 64-bit sizes', makeZip(FILES, { isLarge: true })],
    ['ZIP with a comment', makeZip(FILES, { comment: 'PK\u0005\u0006 traces of Monday' })],
    ['ZIP in gzip', gzip(makeZip(FILES))],
    ['ZIP in ZIP', makeZip([{ name: 'inner.zip', content: makeZip(FILES) }])],
    ['tar', makeTar(TAR_FILES)],
    ['tar.gz', gzip(makeTar(TAR_FILES))],
    ['tar.zst', storeZstd(makeTar(TAR_FILES))],
    ['tar in ZIP', makeZip([{ name: 'inner.tar', content: makeTar(TAR_FILES) }])],
    ['ZIP in tar', makeTar([{ name: 'inner.zip', content: makeZip(FILES) }])],
  ])('%s', async (_, bytes) => {
    for (const chunkSize of [1, 7, 1000, 1 << 20])
      expect(await open(makeSource(bytes, 'x', chunkSize)), `chunks of ${chunkSize}`).toMatchObject(READ);
  });

  test('a ZIP archive behind other bytes, which its places do not count', async () => {
    const bytes = makeZip(FILES, { before: new TextEncoder().encode('PK\u0003\u0004') });
    expect(await open(makeSource(bytes))).toMatchObject(READ);
  });

  test('a ZIP archive that comes as a stream, once', async () => {
    const source = { ...makeSource(makeZip(FILES)), size: 0 };
    const all = source.chunks();
    expect(await open({ ...source, chunks: () => all })).toMatchObject(READ);
  });

  test.each(['gnu', 'pax', 'ustar'] as const)('a long name in a tar archive: %s', async (long) => {
    const report = await open(makeSource(makeTar([{ name: LONG, content: 'hello' }], long), 'x.tar'));
    expect(report.diagnostics[0]).toMatchObject({ code: 'unread-file' });
    expect(report.diagnostics[0].example).toContain(`${LONG}: This is text, but no JSON`);
  });

  test('3,000 files make one report', { timeout: 60_000 }, async () => {
    const files = Array.from({ length: 3000 }, (_, i) => ({
      name: `${i}.json`,
      content: makeOtlp(1, `op ${i}`),
    }));
    const report = await open(makeSource(makeZip(files), 'many.zip', 1 << 20));
    expect(report).toMatchObject({ spanCount: 3000, innerFileCount: 3000, encoding: 'ZIP', failure: null });
    expect(report.formats).toEqual(['OTLP JSON']);
  });
});

describe('what an archive holds beside traces', () => {
  test('is counted, and no failure', async () => {
    const files = [
      ...FILES,
      { name: '__MACOSX/._a.json', content: 'x' },
      { name: '.DS_Store', content: 'x' },
      { name: 'notes.txt', content: 'nothing here' },
      { name: 'picture.png', content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d) },
      { name: 'metrics.json', content: '{"resourceMetrics":[]}' },
    ];
    const report = await open(makeSource(makeZip(files), 'x.zip'));
    expect(report).toMatchObject({ spanCount: 206, innerFileCount: 7, failure: null });
    expect(diagnosticsOf(report)).toEqual(['hidden-file 2', 'unread-file 3']);
  });

  test('is named where it is all there is', async () => {
    const files = [
      { name: 'notes.txt', content: 'nothing here' },
      { name: 'sub/secret.json', content: 'x', isEncrypted: true },
      { name: 'old.json', content: 'x', method: 12 },
      { name: 'more.txt', content: 'nothing here either' },
    ];
    const { failure } = await open(makeSource(makeZip(files), 'x.zip'));
    expect(failure).toMatch(
      /^None of the files in this ZIP archive holds spans\. notes\.txt: This is text, but no JSON/,
    );
    expect(failure).toContain('sub/secret.json: It is encrypted. Unpack the archive with its password');
    expect(failure).toContain('old.json: It is compressed with bzip2.');
    expect(failure).toMatch(/ And 1 more\.$/);
  });

  test('archives more than three deep are refused by name', async () => {
    let content = makeZip([{ name: 'a.json', content: makeOtlp(1) }]);
    for (let depth = 0; depth < 3; depth++) content = makeZip([{ name: `in${depth}.zip`, content }]);
    const { failure } = await open(makeSource(content, 'x.zip'));
    expect(failure).toContain('in2.zip/in1.zip/in0.zip: It is an archive in 3 others');
  });

  test('nothing at all', async () => {
    const { failure } = await open(makeSource(makeZip([]), 'x.zip'));
    expect(failure).toBe('This ZIP archive holds no files to read.');
  });
});

describe('what is damaged', { timeout: 30_000 }, () => {
  const lines = Array.from({ length: 60 }, (_, i) => makeOtlp(1, `op ${i} ${Math.sin(i)}`)).join('\n');
  const files = [
    { name: 'a.json', content: makeOtlp(5) },
    { name: 'b.json', content: lines },
    { name: 'c.json', content: makeOtlp(7) },
  ];

  test.each([
    [1, ''],
    [2, ' One more file in it is incomplete.'],
    [3, ' 2 more files in it are incomplete.'],
  ])('%i incomplete files in an archive are told', async (count, more) => {
    const cut = Array.from({ length: count }, (_, at) => ({
      name: `${at}.jsonl`,
      content: lines.slice(0, -9),
    }));
    const { failure, spanCount } = await open(makeSource(makeZip([...cut, ...files]), 'x.zip'));
    expect(failure).toMatch(
      /^0\.jsonl: The file ends in the middle of a record, at byte [\d,]+: .* were read\./,
    );
    expect(failure!.slice(failure!.indexOf('were read.') + 10)).toBe(more);
    expect(spanCount).toBeGreaterThanOrEqual(72 + 59 * count);
  });

  test.each([
    ['ZIP', makeZip(files), 72],
    ['ZIP with sizes behind the data', makeZip(files, { hasDescriptors: true }), 72],
    ['tar', makeTar(files), 72],
    ['tar.gz', gzip(makeTar(files)), 72],
    ['zstd', storeZstd(lines), 60],
    ['gzip', gzip(lines), 60],
    ['frames', frame([storeZstd(makeOtlp(5)), storeZstd(lines)]), 65],
  ])('%s, cut anywhere, keeps what is whole, and says so', async (_, bytes, most) => {
    let last = 0;
    for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 40)) {
      const report = await open(makeSource(bytes.subarray(0, length), 'x'));
      expect(report.spanCount, `${length} bytes`).toBeGreaterThanOrEqual(last);
      expect(report.spanCount).toBeLessThanOrEqual(most);
      expect(report.spanCount === most || report.failure !== null, `${length} bytes`).toBe(true);
      last = report.spanCount;
    }
    expect(last).toBeGreaterThan(most * 0.8);
  });

  test.each([
    ['ZIP', makeZip(files)],
    ['tar.gz', gzip(makeTar(files))],
    ['zstd', storeZstd(lines)],
    ['frames', frame([storeZstd(makeOtlp(5)), storeZstd(lines)])],
  ])('%s, damaged at any byte, never fails to answer and never invents a span', async (_, bytes) => {
    for (let at = 0; at < bytes.length; at += Math.max(10, Math.ceil(bytes.length / 60))) {
      const damaged = bytes.slice();
      damaged[at] ^= 0xff;
      const report = await open(makeSource(damaged, 'x'));
      expect(report.spanCount, `byte ${at}`).toBeLessThanOrEqual(72);
    }
  });

  test('one damaged file of an archive keeps no other from being read', async () => {
    const bytes = makeZip(files);
    const at = Buffer.from(bytes).indexOf('b.json') + 40;
    bytes.fill(0xff, at, at + 20);
    const report = await open(makeSource(bytes, 'x.zip'));
    expect(report.spanCount).toBeGreaterThanOrEqual(12);
    expect(diagnosticsOf(report)).toContain('damaged-data 1');
  });

  test.each([1000, 1 << 20])(
    'what follows gzip data is told, zeros are padding; in chunks of %i',
    async (size) => {
      const padded = join([gzip(lines), gzip(makeOtlp(2)), new Uint8Array(700)]);
      expect(await open(makeSource(padded, 'x.gz', size))).toMatchObject({ spanCount: 62, failure: null });
      const followed = join([gzip(lines), gzip(makeOtlp(2)), new TextEncoder().encode('goodbye')]);
      expect(await open(makeSource(followed, 'x.gz', size))).toMatchObject({
        spanCount: 62,
        failure:
          'Something else follows the compressed data: export or copy the file again. 62 spans were read.',
      });
    },
  );

  test('what follows the last frame of zstd data is told', async () => {
    const bytes = join([storeZstd(lines, { hasChecksum: true }), new TextEncoder().encode('goodbye')]);
    expect(await open(makeSource(bytes))).toMatchObject({
      spanCount: 60,
      failure:
        'Something else follows the compressed data: export or copy the file again. 60 spans were read.',
    });
  });
});

test('what is compressed too often says so', async () => {
  let bytes = gzip(makeOtlp(1));
  for (let times = 1; times < 4; times++) bytes = gzip(bytes);
  expect(await open(makeSource(bytes, 'x.gz'))).toMatchObject({ spanCount: 1, failure: null });
  for (const outer of [gzip(bytes), gzip(gzip(bytes))])
    expect((await open(makeSource(outer, 'x.gz'))).failure).toMatch(
      /^This is compressed again and again: .* Unpack x\.gz until it is JSON/,
    );
});

describe('bombs', { timeout: 30_000 }, () => {
  /** zstd data whose one block stands for 128 KB of blanks, `count` times. */
  function blanks(count: number): Uint8Array {
    const word = (0x20000 << 3) | 2;
    const block = Uint8Array.of(word, word >> 8, word >> 16, 0x20);
    const head = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x38);
    return join([head, ...Array<Uint8Array>(count).fill(block), Uint8Array.of(1, 0, 0)]);
  }
  const REFUSED =
    /^The file unpacks to more than 500 times its size, as only files made to fill memory do: reading stopped\./;

  test('what unpacks to 500 times its size and more than 64 MB is left', async () => {
    expect((await open(makeSource(blanks(600)))).failure).toMatch(REFUSED);
  });

  test('and so are many in one archive, that are none each', async () => {
    const files = Array.from({ length: 40 }, (_, i) => ({
      name: `${i}.json`,
      content: blanks(20),
      method: 93,
    }));
    const report = await open(
      makeSource(makeZip([{ name: 'a.json', content: makeOtlp(4) }, ...files]), 'x.zip'),
    );
    expect(report.failure).toMatch(REFUSED);
    expect(report.spanCount).toBe(4);
  });

  test('one in a ZIP archive is left out by name, the files behind it are read', async () => {
    const bomb = { name: 'big.json', content: ' '.repeat(80 << 20) };
    const report = await open(
      makeSource(makeZip([bomb, { name: 'ok/a.json', content: makeOtlp(3) }]), 'x.zip'),
    );
    expect(report).toMatchObject({ spanCount: 3, failure: null });
    expect(report.diagnostics[0]).toMatchObject({ code: 'unread-file', count: 1 });
    expect(report.diagnostics[0].example).toMatch(
      /^big\.json: The file unpacks to more than 500 times its size, .*: reading stopped\./,
    );
  });

  test('a small file may be of any ratio', async () => {
    const report = await open(makeSource(join([blanks(200), storeZstd(makeOtlp(3))])));
    expect(report).toMatchObject({ spanCount: 3, failure: null });
  });
});

test('what follows gzip data is told also where it is a copy of them', async () => {
  const packed = gzip(Array.from({ length: 400 }, (_, i) => makeOtlp(1, `${i} ${Math.sin(i)}`)).join('\n'));
  const followed = join([packed, new TextEncoder().encode(','), packed]);
  for (let again = 0; again < 6; again++) {
    const report = await open(makeSource(followed, 'x.gz', followed.length));
    expect(report.spanCount).toBe(400);
    expect(report.failure).toMatch(/^(Something else follows the|The) compressed data/); // platforms differ in where they notice
  }
});

describe('progress', () => {
  const texts = Array.from({ length: 12 }, (_, at) =>
    Array.from({ length: 1500 }, (__, i) => makeOtlp(2, `${at} ${i} ${Math.sin(at * 1500 + i)}`)).join('\n'),
  );
  const members = texts.map((content, at) => ({ name: `${at}.json`, content }));
  const packed: [string, Uint8Array][] = [
    ['gzip', gzip(texts.join('\n'))],
    ['a ZIP archive', makeZip(members)],
    ['a compressed tar archive', gzip(makeTar(members))],
    ['a tar archive', makeTar(members)],
  ];

  test.each(packed)(
    'of %s that is in memory as one piece is that of what was unpacked',
    async (_, content) => {
      const steps: ReadProgress[] = [];
      const onProgress = (progress: ReadProgress) => steps.push(progress);
      const report = await open(makeSource(content, 'f', content.length), undefined, {
        isCancelled: () => false,
        onProgress,
      });
      expect(report.spanCount).toBe(36_000);
      expect(steps.length).toBeGreaterThan(6);
      for (const { done, total, spanCount } of steps)
        expect(Math.abs(done / total - spanCount / 36_000)).toBeLessThan(0.15);
    },
  );
});
