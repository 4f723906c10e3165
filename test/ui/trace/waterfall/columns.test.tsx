import { describe, expect, it } from 'vitest';
import { joinStrings } from '../../../../src/core/lib/joined-strings.ts';
import { layOutColumns } from '../../../../src/ui/trace/waterfall/columns.ts';
import { rowFacts } from '../../../../src/ui/trace/waterfall/row-facts.ts';
import { drawTraces } from '../../../fixtures/picture.ts';
import { openForPage, rowsOf } from '../../../fixtures/draw-rows.ts';

const room = (width: number) => ({ width, nameWidth: 300 });
const none = new Map<string, never>();

describe('columns', () => {
  it('are as wide as they were made', () => {
    const columns = layOutColumns(['service', 'self'], none, new Map([['self', 150]]), room(1200));
    expect(columns.map(({ width }) => width)).toEqual([120, 150]);
  });
  it('give way to the bars, the last first, and all of them on a phone', () => {
    const idsIn = (width: number) =>
      layOutColumns(['service', 'duration', 'self'], none, new Map(), room(width)).map(({ id }) => id);
    expect(idsIn(1200)).toEqual(['service', 'duration', 'self']);
    expect(idsIn(770)).toEqual(['service', 'duration']);
    expect(idsIn(390)).toEqual([]);
  });
  it('say of each row what there is to say', () => {
    const opened = openForPage(
      drawTraces(`
        api: list    -----------
          db: SELECT  --
          db: SELECT   --
          db: SELECT    --
          db: SELECT     --
          db: SELECT      --
          mail: send         --
      `),
    );
    const attributes = new Map([
      [
        'tenant',
        { key: 'tenant', values: joinStrings(['acme']), code: Int32Array.of(0, -1, 0, -1, -1, -1, -1) },
      ],
    ]);
    const context = rowsOf(opened, { only: { kind: 'service', service: 'db' }, folds: [] });
    const columns = layOutColumns(
      ['service', 'duration', 'self', 'critical', 'attribute:tenant'],
      attributes,
      new Map(),
      room(2000),
    );
    const texts = Array.from(context.rows.node, (node, row) => {
      const facts = rowFacts(context, row);
      const span = opened.arrangement.span[node];
      return columns.map(({ textOf }) => textOf(facts, span).replaceAll('\u202f', ' '));
    });
    expect(texts[0]).toEqual(['api', '11 ms', '3 ms', '3 ms', 'acme']);
    expect(texts[1].slice(0, 3)).toEqual(['db', 'Σ 10 ms', '']);
    expect(texts[3].at(-1)).toBe('acme');
    expect(texts.at(-1)).toEqual(['', '', '', '2 ms', '']);
  });
});
