import { describe, expect, test } from 'vitest';
import type { Format, Json } from '../../../src/core/import/format.ts';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import type { ReadProgress } from '../../../src/core/model/source.ts';
import { readFiles } from '../../fixtures/read-files.ts';
import { diagnosticsOf, gzip, makeOtlp, makeSource, open, utf16 } from './source-files.ts';

/** `{"words":["a","b"]}`: a format that notes what it is given. */
function makeWords(): { readonly format: Format; readonly seen: string[] } {
  const seen: string[] = [];
  const format: Format = {
    name: 'words',
    resolution: 1,
    containers: new Set(['', 'words']),
    detect: (shape) => (shape.typeOf('words') === 'array' ? 'found words' : null),
    read: () => ({
      open: (path) => seen.push(`{${path}`),
      value: (path: string, value: Json) => seen.push(`${path}=${JSON.stringify(value)}`),
      close: (path) => seen.push(`}${path}`),
    }),
  };
  return { format, seen };
}

const OTLP = `${makeOtlp(3)}\n${makeOtlp(2, 'wörk')}\n`;

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

describe('what bytes are before they are text', () => {
  test.each([
    ['UTF-8', new TextEncoder().encode(OTLP), ''],
    ['UTF-8 with a mark', new TextEncoder().encode(`\u{feff}${OTLP}`), ''],
    ['UTF-16 LE with a mark', utf16(OTLP, 'LE', '\u{feff}'), 'UTF-16'],
    ['UTF-16 BE with a mark', utf16(OTLP, 'BE', '\u{feff}'), 'UTF-16'],
    ['UTF-16 LE', utf16(OTLP, 'LE', ''), 'UTF-16'],
    ['UTF-16 BE', utf16(OTLP, 'BE', ''), 'UTF-16'],
    ['gzip', gzip(OTLP), 'gzip'],
    ['gzip of gzip', gzip(gzip(OTLP)), 'gzip, gzip'],
  ])('%s gives the same spans, however it is cut', async (_, bytes, encoding) => {
    for (const chunkSize of [1, 7, 1 << 20]) {
      const builder = new DatasetBuilder();
      const report = await open(makeSource(bytes, 'f', chunkSize), undefined, undefined, builder);
      expect(report).toMatchObject({
        encoding,
        spanCount: 5,
        formats: ['OTLP JSON'],
        failure: null,
        diagnostics: [],
      });
      const { operations } = builder.finish();
      expect(operations.map(({ name }) => name)).toEqual(['work', 'wörk']);
    }
  });

  test('gzip of several members, one after the other, however it is cut', async () => {
    const members = [gzip(makeOtlp(3)), gzip(''), gzip(makeOtlp(200)), gzip(makeOtlp(1))];
    const bytes = new Uint8Array(members.flatMap((member) => [...member]));
    for (const chunkSize of [1, 5, 100, 1 << 20]) {
      const report = await open(makeSource(bytes, 'f.gz', chunkSize));
      expect(report, `chunks of ${chunkSize}`).toMatchObject({
        spanCount: 204,
        failure: null,
        diagnostics: [],
      });
    }
  });

  test('gzip that ends too early keeps what came and says so', async () => {
    const text = Array.from({ length: 3000 }, (_, i) => makeOtlp(1, `${i} ${Math.sin(i)}`)).join('\n');
    const bytes = gzip(text);
    const report = await open(makeSource(bytes.subarray(0, bytes.length >> 1)));
    expect(report.spanCount).toBeGreaterThan(1000);
    expect(report.spanCount).toBeLessThan(3000);
    expect(diagnosticsOf(report)).toContain('damaged-data 1');
    expect(report.failure).toMatch(
      /^The compressed data (?:end too early|are damaged): export or copy the file again\. [\d,]+ spans were read\.$/,
    );
  });

  test('gzip that is damaged in the middle keeps what came and says so', async () => {
    const text = Array.from({ length: 3000 }, (_, i) => makeOtlp(1, `${i} ${Math.sin(i)}`)).join('\n');
    const bytes = gzip(text);
    bytes.fill(0xff, bytes.length >> 1);
    const report = await open(makeSource(bytes));
    expect(report.spanCount).toBeGreaterThan(500);
    expect(diagnosticsOf(report)).toContain('damaged-data 1');
  });
});

describe('what the text is', () => {
  test('a format sees its document, and the report names it', async () => {
    const { format, seen } = makeWords();
    const report = await open(makeSource('{"words":["a",1]}'), [format]);
    expect(seen).toEqual(['{', '{words', 'words[]="a"', 'words[]=1', '}words', '}']);
    expect(report).toMatchObject({ formats: ['words'], evidence: 'found words' });
  });

  test.each([
    [
      '{"code":200,"data":{"items":[{"words":["a"]},{"words":["b"]}]}}',
      'data.items[]',
      ['{', '{words', 'words[]="a"', '}words', '}', '{', '{words', 'words[]="b"', '}words', '}'],
    ],
    ['{"words":{"x":1},"response":{"words":[]}}', 'response', ['{', '{words', '}words', '}']],
  ])('an envelope is opened: %s', async (text, place, events) => {
    const { format, seen } = makeWords();
    const report = await open(makeSource(text), [format]);
    expect(seen).toEqual(events);
    expect(report.diagnostics).toEqual([{ code: 'found-under', count: 1, example: `found under ${place}` }]);
  });

  test.each([
    [
      'traces and logs',
      [makeOtlp(1), '{"resourceLogs":[{"resource":{},"scopeLogs":[]}]}'],
      200,
      ['other-signal 200'],
    ],
    [
      'keys of all signals in an envelope',
      [makeOtlp(1), '{"resourceMetrics":[],"resourceSpans":[]}', '{"resourceLogs":[],"resource_spans":{}}'],
      200,
      ['other-signal 200'],
    ],
    ['OTLP and Jaeger', [makeOtlp(1), JAEGER, makeOtlp(2)], 800, []],
    ['one first key, two formats', [JAEGER, '{"data":[{"hello":1}]}'], 200, ['unknown-record 200']],
  ])('lines that take turns are each what they are: %s', async (_, lines, spanCount, diagnostics) => {
    const text = Array.from({ length: 200 }, () => lines.join('\n')).join('\n');
    for (const chunkSize of [100, 65_536]) {
      const report = await open(makeSource(text, 'f', chunkSize));
      expect(report).toMatchObject({ spanCount, failure: null });
      expect(diagnosticsOf(report)).toEqual(diagnostics);
    }
  });

  test('documents of several formats in one file, other signals and strangers among them', async () => {
    const { format, seen } = makeWords();
    const lines = [
      '{"words":["a"]}',
      '{"resourceLogs":[]}',
      '{"hello":1}',
      '{"resourceMetrics":[]}',
      '{"words":["b"]}',
    ];
    const report = await open(makeSource(lines.join('\n')), [format]);
    expect(seen.filter((event) => event.includes('='))).toEqual(['words[]="a"', 'words[]="b"']);
    expect(diagnosticsOf(report)).toEqual(['other-signal 2', 'unknown-record 1']);
  });

  test('documents that begin alike but are not alike are told apart', async () => {
    const { format, seen } = makeWords();
    const long = `"first":"${'x'.repeat(2000)}"`;
    await open(makeSource(`{${long},"other":[]}\n{${long},"words":["a"]}\n{${long},"other":[]}`), [format]);
    expect(seen.filter((event) => event.startsWith('words'))).toEqual(['words[]="a"']);
  });

  test('keys that tell come late: after 64 KB of others', async () => {
    const { format } = makeWords();
    const report = await open(makeSource(`{"first":"${'x'.repeat(100_000)}","words":["a"]}`), [format]);
    expect(report.formats).toEqual(['words']);
  });

  test('a broken line is counted, and the file is not failed', async () => {
    const report = await open(makeSource(`${makeOtlp(1)}\n{"resourceSpans":[oops]}\n${makeOtlp(2)}\n`));
    expect(report).toMatchObject({ spanCount: 3, failure: null });
    expect(report.diagnostics).toHaveLength(1);
    expect(report.diagnostics[0]).toMatchObject({ code: 'invalid-record', count: 1 });
    expect(report.diagnostics[0].example).toContain('line 2, column 19');
    expect(report.diagnostics[0].example).toContain('“oops” where a value was expected');
  });

  test('a trailing comma fails the file with its place; the spans are kept', async () => {
    const report = await open(makeSource(makeOtlp(2).replace('}]}]}]}', '}],}]}]}')));
    expect(report.spanCount).toBe(2);
    expect(report.failure).toMatch(
      /^Not valid JSON at line 1, column \d+: trailing comma before \}, near “.+”\. Remove the comma\. 2 spans were read\.$/,
    );
  });

  test('a file that ends in the middle keeps what is whole and says so', async () => {
    const text = makeOtlp(1000);
    const report = await open(makeSource(text.slice(0, text.length >> 1)));
    expect(report.spanCount).toBeGreaterThan(490);
    expect(diagnosticsOf(report)).toContain('cut-off 1');
    expect(report.failure).toMatch(
      /^The file ends in the middle of a record, at byte [\d,]+: export or copy it again\. 49\d spans were read\.$/,
    );
  });

  test('a known format without spans fails the file', async () => {
    const report = await open(makeSource('{"resourceSpans":[]}'));
    expect(report.failure).toBe('Recognised as OTLP JSON, but it contains no spans.');
  });
});

describe('logs', () => {
  const part = makeOtlp(1).slice(0, 100);
  const rest = makeOtlp(1).slice(100);

  test.each([
    [
      'Docker',
      [
        JSON.stringify({ log: part, stream: 'stdout' }),
        JSON.stringify({ log: `${rest}\n`, stream: 'stdout' }),
      ],
      ['log-prefix 2'],
    ],
    [
      'CRI',
      [`2026-03-19T07:48:16.12Z stdout P ${part}`, `2026-03-19T07:48:16.13+01:00 stdout F ${rest}`],
      ['log-prefix 2'],
    ],
    ['a level', [`INFO: ${makeOtlp(1)}`, 'INFO: nothing here'], ['log-prefix 1', 'other-line 1']],
    ['a date in brackets', [`[2026-03-19 07:48:16] [main] ${makeOtlp(1)}`], ['log-prefix 1']],
    ['a first line of text', ['Starting up', makeOtlp(1)], ['other-line 1']],
  ])('%s', async (_, lines, diagnostics) => {
    const text = `${lines.join('\r\n')}\n`;
    for (const chunkSize of [1, 50, 1 << 20]) {
      const report = await open(makeSource(text, 'x.log', chunkSize));
      expect(report).toMatchObject({ spanCount: 1, failure: null });
      expect(diagnosticsOf(report)).toEqual(diagnostics);
    }
  });

  test('pretty-printed JSON is no log', async () => {
    const { format, seen } = makeWords();
    const report = await open(makeSource(JSON.stringify({ a: { b: [{ c: 1 }] }, words: ['x'] }, null, 2)), [
      format,
    ]);
    expect(seen).toContain('words[]="x"');
    expect(report.diagnostics).toEqual([]);
  });
});

describe('control characters', () => {
  const withName = (name: string) => makeOtlp(3, 'NAME').replace('NAME', name).replaceAll('NAME', 'whole');

  test.each([true, false])('in a string are replaced and counted; usesKernel: %s', async (usesKernel) => {
    const [text, deep] = [withName('wo\u{1}r\tk'), withName('\u{0}')];
    const content = `${text}\n${makeOtlp(400)}\n${deep}\n${makeOtlp(1)}`;
    const { dataset, reports } = await readFiles([{ name: 'a.json', content }], { usesKernel });
    expect(reports[0]).toMatchObject({ spanCount: 407, failure: null });
    expect(diagnosticsOf(reports[0])).toEqual(['invalid-utf8 3']);
    expect(new Set(dataset.operations.map(({ name }) => name))).toEqual(
      new Set(['wo\u{fffd}r\tk', 'whole', 'work', '\u{fffd}']),
    );
  });

  test('many of them are a binary file', async () => {
    const report = await open(makeSource(withName('\u{1}\u{2}\u{3}\u{4}'.repeat(8)).slice(0, 400)));
    expect(report.failure).toMatch(/^This is a binary file/);
  });
});

describe('a long way in', () => {
  test('progress is told in bytes of the file, up to the end', async () => {
    const steps: ReadProgress[] = [];
    const text = Array.from({ length: 12_000 }, () => makeOtlp(2)).join('\n');
    const context = {
      isCancelled: () => false,
      onProgress: (progress: ReadProgress) => steps.push(progress),
    };
    const report = await open(makeSource(text), undefined, context);
    expect(steps.length).toBeGreaterThan(4);
    expect(steps.every(({ done }, i) => i === 0 || done >= steps[i - 1].done)).toBe(true);
    expect(steps.at(-1)).toEqual({
      done: text.length,
      total: text.length,
      spanCount: 24_000,
      format: 'OTLP JSON',
    });
    expect(report.byteLength).toBe(text.length);
  });

  test('a cancel is heard between chunks', async () => {
    let isCancelled = false;
    const text = Array.from({ length: 12_000 }, () => makeOtlp(2)).join('\n');
    const context = { isCancelled: () => isCancelled, onProgress: () => (isCancelled = true) };
    const report = await open(makeSource(text, 'f', text.length), undefined, context);
    expect(report.failure).toBe('Reading was cancelled.');
    expect(report.spanCount).toBeLessThan(12_000);
  });

  test('what is cut by a cancel is neither damaged nor cut off', async () => {
    let isCancelled = false;
    const text = Array.from({ length: 9000 }, (_, i) => makeOtlp(1, `${i} ${Math.sin(i)}`)).join('\n');
    const context = { isCancelled: () => isCancelled, onProgress: () => (isCancelled = true) };
    const report = await open(makeSource(gzip(text), 'f.gz', 1000), undefined, context);
    expect(report.failure).toBe('Reading was cancelled.');
    expect(report.diagnostics).toEqual([]);
    expect(report.spanCount).toBeGreaterThan(0);
  });

  test('others have their turn while a file in memory is read', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await open(makeSource(Array.from({ length: 10_000 }, () => makeOtlp(2)).join('\n'), 'f', 1 << 24));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  test('a medium that fails is told, and what was read is kept', async () => {
    const source = {
      name: 'f',
      size: 0,
      async *chunks() {
        yield new TextEncoder().encode(`${makeOtlp(2)}\n`.repeat(400));
        throw new Error('the disk is gone');
      },
    };
    expect(await open(source)).toMatchObject({
      spanCount: 800,
      failure: 'The file could not be read to its end: the disk is gone',
    });
  });
});
