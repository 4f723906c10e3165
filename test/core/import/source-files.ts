import { gzipSync } from 'node:zlib';
import { DatasetBuilder } from '../../../src/core/build/dataset-builder.ts';
import type { SourceFile, SourceReport, ReadContext } from '../../../src/core/model/source.ts';
import type { SpanSink } from '../../../src/core/model/span-record.ts';
import type { Format } from '../../../src/core/import/format.ts';
import { FORMATS } from '../../../src/core/import/formats.ts';
import { readSource } from '../../../src/core/import/read-source.ts';

/** A file that comes in chunks of `chunkSize` bytes. */
export function makeSource(content: string | Uint8Array, name = 'file', chunkSize = 65_536): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *chunks(from = 0, to = bytes.length) {
      for (let at = from; at < Math.min(to, bytes.length); at += chunkSize)
        yield bytes.slice(at, Math.min(to, at + chunkSize));
    },
  };
}

const NOBODY_WAITS: ReadContext = { isCancelled: () => false, onProgress() {} };

/** What becomes of a file. */
export function open(
  source: SourceFile,
  formats: readonly Format[] = FORMATS,
  context: ReadContext = NOBODY_WAITS,
  sink: SpanSink = new DatasetBuilder(),
): Promise<SourceReport> {
  return readSource(source, sink, context, 0, { formats });
}

/** The report's diagnostics, as "code count". */
export function diagnosticsOf(report: SourceReport): string[] {
  return report.diagnostics.map(({ code, count }) => `${code} ${count}`);
}

export function gzip(content: string | Uint8Array): Uint8Array {
  return new Uint8Array(gzipSync(content));
}

/** `text` in UTF-16, after a byte order mark where `mark` is there. */
export function utf16(text: string, endian: 'LE' | 'BE', mark: '\u{feff}' | ''): Uint8Array {
  const marked = mark + text;
  const view = new DataView(new ArrayBuffer(marked.length * 2));
  for (let at = 0; at < marked.length; at++) view.setUint16(at * 2, marked.charCodeAt(at), endian === 'LE');
  return new Uint8Array(view.buffer);
}

/** An OTLP document of `count` spans, each in a trace of its own. */
export function makeOtlp(count: number, name = 'work'): string {
  const spans = Array.from({ length: count }, (_, i) => ({
    traceId: (i + 1).toString(16).padStart(32, '0'),
    spanId: (i + 1).toString(16).padStart(16, '0'),
    name,
    startTimeUnixNano: '1700000000000000000',
    endTimeUnixNano: '1700000000000001000',
  }));
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans }] }] });
}
