import { describe, expect, test } from 'vitest';
import { spanIdOf } from '../../../../src/core/model/dataset.ts';
import type { SpanIndex } from '../../../../src/core/model/units.ts';
import { findCutFront } from '../../../../src/core/import/detect/cut-front.ts';
import { asJaeger, asOtlpLines, makeSpans } from '../../../fixtures/made-files.ts';
import { readFiles } from '../../../fixtures/read-files.ts';

const SPANS = makeSpans(6, 3);
/** One document, as an exporter of one batch writes it; resources before or behind their spans. */
function asOtlp(isLate: boolean): string {
  const blocks = asOtlpLines(SPANS)
    .split('\n')
    .map((line) => {
      const [{ resource, ...rest }] = JSON.parse(line).resourceSpans as [{ resource: object }];
      return isLate ? { ...rest, resource } : { resource, ...rest };
    });
  return JSON.stringify({ resourceSpans: blocks });
}
const TEXTS: readonly [string, string][] = [
  ['Jaeger', asJaeger(SPANS)],
  ['pretty-printed Jaeger', JSON.stringify(JSON.parse(asJaeger(SPANS)), null, 2)],
  ['OTLP', asOtlp(false)],
  ['OTLP with its resources last', asOtlp(true)],
];

interface Cut {
  readonly story: string;
  readonly ids: readonly string[];
  /** By span: the beginning of its record, by its place. */
  readonly records: readonly string[];
  readonly said: string;
}

async function read(text: string): Promise<Cut> {
  const { dataset, reports } = await readFiles([{ name: 'a', content: text }]);
  const spans = Array.from({ length: dataset.spans.length }, (_, at) => at as SpanIndex);
  const [{ failure, diagnostics }] = reports;
  return {
    story: text.slice(0, 60),
    ids: spans.map((span) => spanIdOf(dataset, span)),
    records: spans.map((span) => text.slice(dataset.spans.place[span], dataset.spans.place[span] + 400)),
    said: `${failure} ${diagnostics.map(({ code }) => code).join(' ')}`,
  };
}

describe('a file without its beginning', () => {
  test.each(TEXTS)('of %s, cut anywhere, gives every span that is whole, and says so', async (_, text) => {
    const { ids } = await read(text);
    /** Members whose names end there begin before; what is read again begins at its record. */
    const isWhole = (id: string, from: number) => text.lastIndexOf('{', text.indexOf(`"${id}"`)) >= from;
    for (let from = 1; from < text.length * 0.8; from += 149) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const cut = await read(text.slice(from));
      expect(new Set(cut.ids), cut.story).toEqual(new Set(ids.filter((id) => isWhole(id, from))));
      for (const [at, id] of cut.ids.entries()) {
        expect(cut.records[at], cut.story).toMatch(/^\{/);
        expect(cut.records[at], cut.story).toContain(id);
      }
      expect(cut.said, cut.story).toMatch(
        /begins in the middle of a record.* cut-front( missing-resource)?$/,
      );
    }
  });
});

describe('no beginning is missing', () => {
  test.each([
    ['a log', `INFO exported ${asOtlp(false)}\nINFO done`],
    ['lines, one of another kind first', `{"msg":"starting"}\n${asOtlpLines(SPANS)}`],
    ['lines without envelope and one brace too many', `{"resource":{},"scopeSpans":[]}}\n${asOtlp(false)}`],
    ['a list of spans', '[{"traceId":"1","id":"2","timestamp":3},{"traceId":"1","id":"4","timestamp":3}]'],
    ['documents with commas between', '{"traceId":"1","id":"2","timestamp":3},{"traceId":"1","id":"4"}'],
    ['one record', '{"traceID":"1","spanID":"2","operationName":"o","startTimeMillis":3}'],
    [
      'records of another kind',
      '[{"traceID":"1","spanID":"2","operationName":"o"},{"spanID":"3","operationName":"o"}]',
    ],
    ['words', 'no "braces", but quotes and ] and }'],
  ])('of %s', (_, text) => {
    expect(findCutFront(new TextEncoder().encode(text))).toBeNull();
  });
});
