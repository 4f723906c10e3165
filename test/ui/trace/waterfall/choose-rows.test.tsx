import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLD_SCOPES, type Fold, type FoldScope, type ShowOnly } from '../../../../src/state/trace-look.ts';
import { collapseAll, EXPAND_ALL, stepLevels } from '../../../../src/ui/trace/waterfall/folds.ts';
import { rowFacts } from '../../../../src/ui/trace/waterfall/row-facts.ts';
import {
  coverEnd,
  findRow,
  levelOf,
  NO_ROW,
  parentRow,
  RowKind,
} from '../../../../src/ui/trace/waterfall/row-list.ts';
import { buildSpans } from '../../../fixtures/build-spans.ts';
import { drawRows, openForPage, rowsOf, type RowsLook } from '../../../fixtures/draw-rows.ts';
import { drawTraces } from '../../../fixtures/picture.ts';
import { randomForest } from '../../../fixtures/random-forest.ts';

// spans: 0 checkout, 1 GetCart, 2 SELECT, 3 charge, 4 authorize, 5 audit, 6 notify
const SHOP = drawTraces(`
  shop: checkout            ====------====
    cart: GetCart               ---
      db: SELECT                 -
    pay: charge [error]         ======
      bank: authorize [error]     ====
        log: audit                 -
    mail: notify                       --
`);

// spans: 0 list, 1 auth, 2–6 SELECT, 7 the row of the third, 8 render
const LIST = drawTraces(`
  api: list          ==----------====
    api: auth          --
    db: SELECT           --
    db: SELECT             --
    db: SELECT [error]       --
      disk: read             -
    db: SELECT                 --
    db: SELECT                   --
    web: render                    --
`);

const draw = (dataset: typeof SHOP, look: RowsLook = {}) =>
  drawRows(rowsOf(openForPage(dataset, look), look));
const fold = (to: Fold['to'], what: FoldScope, span = ''): Fold => ({ to, what, span });

describe('all spans wanted', () => {
  it('are rows, each below its parent', () => {
    expect(draw(SHOP)).toEqual([
      'shop: checkout',
      '  cart: GetCart',
      '    db: SELECT',
      '  pay: charge',
      '    bank: authorize',
      '      log: audit',
      '  mail: notify',
    ]);
  });
  it('below a fold are not', () => {
    expect(draw(SHOP, { folds: [fold('closed', 'span', 's3')] })).toEqual([
      'shop: checkout',
      '  cart: GetCart',
      '    db: SELECT',
      '  + pay: charge',
      '  mail: notify',
    ]);
  });
  it('are open down to a level, and further where a fold says so', () => {
    expect(draw(SHOP, { openLevels: 2 })).toEqual([
      'shop: checkout',
      '  + cart: GetCart',
      '  + pay: charge',
      '  mail: notify',
    ]);
    expect(draw(SHOP, { openLevels: 2, folds: [fold('open', 'span', 's3')] })).toEqual([
      'shop: checkout',
      '  + cart: GetCart',
      '  pay: charge',
      '    + bank: authorize',
      '  mail: notify',
    ]);
  });
  it('open and close with their siblings; the topmost too', () => {
    expect(draw(SHOP, { folds: [fold('closed', 'children', 's0')] })).toEqual([
      'shop: checkout',
      '  + cart: GetCart',
      '  + pay: charge',
      '  mail: notify',
    ]);
    expect(draw(SHOP, { folds: [fold('closed', 'children')] })).toEqual(['+ shop: checkout']);
  });
  it('follow folds in their order', () => {
    const folds = [fold('closed', 'children', 's0'), fold('open', 'span', 's1')];
    expect(draw(SHOP, { folds })).toContain('    db: SELECT');
    expect(draw(SHOP, { folds: folds.toReversed() })).not.toContain('    db: SELECT');
  });
  it('are shown by what opens all above them', () => {
    expect(draw(SHOP, { openLevels: 1, folds: [fold('open', 'above', 's5')] })).toEqual([
      'shop: checkout',
      '  + cart: GetCart',
      '  pay: charge',
      '    bank: authorize',
      '      log: audit',
      '  mail: notify',
    ]);
  });
  it('are shown where they match, by what opens all above matches', () => {
    expect(draw(SHOP, { openLevels: 1, found: [2], folds: [fold('open', 'matches')] })).toEqual([
      'shop: checkout',
      '  cart: GetCart',
      '    db: SELECT',
      '  + pay: charge',
      '  mail: notify',
    ]);
  });
  it('keep to one subtree, whose levels count from its top', () => {
    expect(draw(SHOP, { top: 's3' })).toEqual(['pay: charge', '  bank: authorize', '    log: audit']);
    expect(draw(SHOP, { top: 's3', openLevels: 2 })).toEqual(['pay: charge', '  + bank: authorize']);
  });
  it('follow the order of siblings asked for', () => {
    expect(draw(SHOP, { siblingSort: 'duration', openLevels: 2 })).toEqual([
      'shop: checkout',
      '  + pay: charge',
      '  + cart: GetCart',
      '  mail: notify',
    ]);
  });
  it('ignore a fold of a span that the trace does not have', () => {
    expect(draw(SHOP, { folds: [fold('closed', 'span', 'gone')] })).toHaveLength(7);
  });
});

describe('groups', () => {
  it('are closed until they are opened, one or all', () => {
    const closed = ['api: list', '  api: auth', '  + 5 × db: SELECT', '  web: render'];
    expect(draw(LIST)).toEqual(closed);
    expect(draw(LIST, { openLevels: 9 })).toEqual(closed);
    const open = [
      'api: list',
      '  api: auth',
      '  5 × db: SELECT',
      '    db: SELECT',
      '    db: SELECT',
      '    db: SELECT',
      '      disk: read',
      '    db: SELECT',
      '    db: SELECT',
      '  web: render',
    ];
    expect(draw(LIST, { folds: [fold('open', 'group', 's2')] })).toEqual(open);
    expect(draw(LIST, EXPAND_ALL)).toEqual(open);
  });
  it('open for a member that is to be seen', () => {
    expect(draw(LIST, { folds: [fold('open', 'above', 's7')] })).toContain('      disk: read');
  });
  it('are no rows where they are not wanted', () => {
    expect(draw(LIST, { isGrouped: false })).toHaveLength(9);
  });
});

describe('only some spans wanted', () => {
  const errors: ShowOnly = { kind: 'errors' };

  const drawPlain = (dataset: typeof SHOP, look: RowsLook) => draw(dataset, { path: 'off', ...look });

  it('stand below their ancestors; runs of others are one row that says what is in them', () => {
    expect(drawPlain(SHOP, { only: { kind: 'service', service: 'bank' } })).toEqual([
      '(shop: checkout)',
      '  … 2 spans hidden',
      '  (pay: charge)',
      '    bank: authorize',
      '      … 1 span hidden',
      '  … 1 span hidden',
    ]);
  });
  it('carries errors and the critical path up from what is left out', () => {
    expect(draw(SHOP, { only: { kind: 'service', service: 'cart' } })).toEqual([
      '(shop: checkout)',
      '  cart: GetCart',
      '    … 1 span hidden',
      '  … 4 spans hidden · 2 errors · 8 ms on the critical path',
    ]);
  });
  it('are found in groups, which open for them', () => {
    expect(drawPlain(LIST, { only: errors })).toEqual([
      '(api: list)',
      '  … 1 span hidden',
      '  5 × db: SELECT',
      '    … 2 spans hidden',
      '    db: SELECT',
      '      … 1 span hidden',
      '    … 2 spans hidden',
      '  … 1 span hidden',
    ]);
  });
  it('a group with none of them is left out with the others', () => {
    expect(drawPlain(LIST, { only: { kind: 'service', service: 'web' } })).toEqual([
      '(api: list)',
      '  … 7 spans hidden · 1 error',
      '  web: render',
    ]);
  });
  it('a run is shown where a fold says so, its spans closed', () => {
    const look = { only: errors, folds: [fold('open', 'hidden', 's1')] };
    expect(drawPlain(SHOP, look)).toEqual([
      '(shop: checkout)',
      '  + (cart: GetCart)',
      '  pay: charge',
      '    bank: authorize',
      '      … 1 span hidden',
      '  … 1 span hidden',
    ]);
    expect(drawPlain(SHOP, { ...look, folds: [...look.folds, fold('open', 'span', 's1')] })).toContain(
      '    (db: SELECT)',
    );
  });
  it('one that is left out is revealed with its ancestors', () => {
    expect(drawPlain(SHOP, { only: errors, folds: [fold('open', 'above', 's2')] })).toEqual([
      '(shop: checkout)',
      '  (cart: GetCart)',
      '    (db: SELECT)',
      '  pay: charge',
      '    bank: authorize',
      '      … 1 span hidden',
      '  … 1 span hidden',
    ]);
  });
  it('are those found, where finding filters, and both where both are asked for', () => {
    expect(drawPlain(SHOP, { findMode: 'filter', found: [2, 4] }).filter((row) => !/[(…]/.test(row))).toEqual(
      ['    db: SELECT', '    bank: authorize'],
    );
    const both = drawPlain(SHOP, { findMode: 'filter', found: [2, 4], only: errors });
    expect(both.filter((row) => !/[(…]/.test(row))).toEqual(['    bank: authorize']);
    expect(drawPlain(SHOP, { findMode: 'mark', found: [2] })).toHaveLength(7);
  });
  it.each<[ShowOnly, string[]]>([
    [
      { kind: 'path' },
      ['shop: checkout', '  pay: charge', '    bank: authorize', '      log: audit', '  mail: notify'],
    ],
    [{ kind: 'slower', than: 4e6 as never }, ['shop: checkout', '  pay: charge']],
  ])('by %o', (only, rows) => {
    expect(draw(SHOP, { only }).filter((row) => !/[(…]/.test(row))).toEqual(rows);
  });
  it('those that run in the zoomed time, also for a moment of it; all where nothing is zoomed', () => {
    const only: ShowOnly = { kind: 'zoom' };
    const running = (from: number, to: number) =>
      draw(SHOP, { only, zoom: { from: from * 1e6, to: to * 1e6 } })
        .filter((row) => !/[(…]/.test(row))
        .map((row) => row.trim());
    expect(running(0, 2)).toEqual(['shop: checkout']);
    expect(running(3, 3.5)).toEqual(['shop: checkout']);
    expect(running(4, 4.5)).toEqual(['shop: checkout', 'cart: GetCart', 'pay: charge']);
    expect(running(8.5, 9)).toEqual(['shop: checkout', 'pay: charge', 'bank: authorize']);
    expect(drawPlain(SHOP, { only, zoom: null })).toHaveLength(7);
  });
  it('a span without an end runs on', () => {
    const dataset = buildSpans([
      { id: 'r', ms: 10 },
      { id: 'a', parent: 'r', startMs: 1, ms: null },
      { id: 'b', parent: 'r', startMs: 2, ms: 1 },
    ]);
    const opened = openForPage(dataset, {}, 't');
    const rows = rowsOf(opened, { only: { kind: 'zoom' }, zoom: { from: 5e6, to: 6e6 } });
    expect(drawRows(rows)).toEqual([
      'app: op r',
      '  app: op a',
      '  … 1 span hidden · 1 ms on the critical path',
    ]);
  });
  it('a fold closes over them, and says what it hides', () => {
    expect(drawPlain(SHOP, { only: errors, folds: [fold('closed', 'span', 's3')] })).toEqual([
      '(shop: checkout)',
      '  … 2 spans hidden',
      '  + pay: charge',
      '  … 1 span hidden',
    ]);
  });
  it('are none: one row stands for all', () => {
    expect(draw(SHOP, { only: { kind: 'service', service: 'gone' } })).toEqual([
      '… 7 spans hidden · 2 errors · 14 ms on the critical path',
    ]);
  });
});

describe('folds of many rows', () => {
  it('everything closes, also where spans are left out, and below a new top', () => {
    expect(draw(SHOP, collapseAll({ folds: [], top: null }, false))).toEqual(['+ shop: checkout']);
    const only: ShowOnly = { kind: 'errors' };
    expect(draw(SHOP, { only, ...collapseAll({ folds: [], top: null }, true) })).toEqual([
      '+ (shop: checkout)',
    ]);
    expect(draw(SHOP, { only, top: 's3', ...collapseAll({ folds: [], top: 's3' }, true) })).toEqual([
      '+ pay: charge',
    ]);
  });
  it('levels open and close one by one, and what was folded by hand goes, but for groups', () => {
    const folds = [fold('closed', 'span', 's3'), fold('open', 'group', 's2')];
    expect(stepLevels({ openLevels: null, folds }, -1, 4)).toEqual({ openLevels: 3, folds: [folds[1]] });
    expect(stepLevels({ openLevels: 3, folds: [] }, 1, 4)).toEqual({ openLevels: null, folds: [] });
    expect(stepLevels({ openLevels: 1, folds: [] }, -1, 4)).toEqual({ openLevels: 1, folds: [] });
  });
});

describe('a row list', () => {
  it('says where each row stands in the tree and among its siblings, also where some are left out', () => {
    const placesOf = (context: Context) =>
      Array.from(context.rows.node, (_, row) => {
        const { level, position, siblingCount } = rowFacts(context, row);
        return `${level}: ${position} of ${siblingCount}, below ${parentRow(context.rows, row)}`;
      });
    expect(placesOf(rowsOf(openForPage(SHOP)))).toEqual([
      '1: 1 of 1, below -1',
      '2: 1 of 3, below 0',
      '3: 1 of 1, below 1',
      '2: 2 of 3, below 0',
      '3: 1 of 1, below 3',
      '4: 1 of 1, below 4',
      '2: 3 of 3, below 0',
    ]);
    expect(placesOf(rowsOf(openForPage(SHOP), { only: { kind: 'service', service: 'mail' } }))).toEqual([
      '1: 1 of 1, below -1',
      '2: 1 of 3, below 0',
      '2: 3 of 3, below 0',
    ]);
    expect(placesOf(rowsOf(openForPage(SHOP), { top: 's3' }))[0]).toBe('1: 1 of 1, below -1');
  });
  it('leads from any node to the row that stands for it', () => {
    const { rows } = rowsOf(openForPage(SHOP), { folds: [fold('closed', 'span', 's3')] });
    expect([0, 1, 2, 3, 4, 5, 6].map((node) => findRow(rows, node))).toEqual([0, 1, 2, 3, 3, 3, 4]);
    expect(findRow(rows, 99)).toBe(4);
    const top = rowsOf(openForPage(SHOP), { top: 's3' });
    expect(findRow(top.rows, 0)).toBe(0);
  });
  it('stands for every span once, shows what is wanted where nothing folds, and nothing else but ancestors', () => {
    const anyFold = fc.record({
      to: fc.constantFrom('open' as const, 'closed' as const),
      what: fc.constantFrom(...FOLD_SCOPES),
      span: fc.nat(30).map((span) => `s${span}`),
    });
    fc.assert(
      fc.property(
        randomForest(30),
        fc.option(fc.array(fc.nat(29))),
        fc.array(anyFold, { maxLength: 4 }),
        fc.option(fc.integer({ min: 1, max: 4 })),
        fc.boolean(),
        (forest, picked, folds, openLevels, isGrouped) => {
          // two names: many siblings are alike
          const spans = forest.map((span, at) => ({ ...span, name: `n${at % 2}` }));
          const found =
            picked && [...new Set(picked.filter((span) => span < spans.length))].sort((a, b) => a - b);
          const filter = found ? { found, findMode: 'filter' as const } : {};
          const look: RowsLook = { ...filter, folds, openLevels, isGrouped };
          const opened = openForPage(buildSpans(spans), look, 't');
          checkRows(rowsOf(opened, look), found);
          checkShown(rowsOf(opened, { ...filter, isGrouped }), found);
        },
      ),
    );
  });
});

type Context = ReturnType<typeof rowsOf>;

/** Every span is in exactly one row: its own, a closed one, or a run left out. */
function checkRows({ opened, rows }: Context, found: readonly number[] | null): void {
  const { arrangement, trace } = opened;
  const times = new Uint8Array(trace.spanCount);
  let node = 0;
  for (let row = 0; row < rows.length; row++) {
    expect(rows.node[row]).toBe(node);
    const end = coverEnd(rows, row);
    for (; node < end; node++) if (arrangement.group[node] < 0) times[arrangement.span[node]]++;
    const above = parentRow(rows, row);
    expect(levelOf(rows, row)).toBe(above === NO_ROW ? 0 : levelOf(rows, above) + 1);
    expect(above === NO_ROW ? RowKind.SPAN : rows.kind[above]).not.toBe(RowKind.HIDDEN);
    const hidden = new Set(
      rows.kind[row] === RowKind.HIDDEN ? arrangement.span.slice(rows.node[row], end) : [],
    );
    expect(found?.some((span) => hidden.has(span)) ?? false).toBe(false);
  }
  expect(node).toBe(arrangement.length);
  expect(times.every((count) => count === 1)).toBe(true);
}

/** Without folds, rows of their own are: what is wanted and what is above it. */
function checkShown({ opened, rows }: Context, found: readonly number[] | null): void {
  if (found === null) return;
  const { arrangement, trace } = opened;
  const shown = new Set<number>();
  for (let row = 0; row < rows.length; row++)
    if (rows.kind[row] === RowKind.SPAN) shown.add(arrangement.span[rows.node[row]]);
  const expected = new Set<number>();
  for (const span of found) for (let at = span; at >= 0; at = trace.spans.parent[at]) expected.add(at);
  expect(shown).toEqual(expected);
}
