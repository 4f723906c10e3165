import { describe, expect, test } from 'vitest';
import { drawGraph } from '../../../src/ui/graph/draw-graph.ts';
import { buildModel } from '../../../src/ui/graph/graph-model.ts';
import { callKey, type Direction, type Point } from '../../../src/ui/graph/layout-graph.ts';
import { walkGraph, type ArrowKey } from '../../../src/ui/graph/walk-graph.ts';
import { callGraph } from './call-graph.ts';

// web ─┬─ auth ───┐
//      ├─ cart ── db
//      └─ mail
const model = buildModel(
  callGraph('web -> auth 5\n web -> cart 90\n web -> mail 7\n cart -> db 90\n auth -> db 5'),
);
const PLACES: Record<string, Point> = {
  web: { x: 0, y: 100 },
  auth: { x: 100, y: 0 },
  cart: { x: 100, y: 100 },
  mail: { x: 100, y: 200 },
  db: { x: 200, y: 50 },
};

function walk(from: string, key: ArrowKey, direction: Direction = 'right'): string | null {
  const turn = ({ x, y }: Point) => (direction === 'right' ? { x, y } : { x: y, y: x });
  const services = new Map(Object.entries(PLACES).map(([service, point]) => [service, turn(point)]));
  return walkGraph(
    drawGraph(model, { direction, services, bends: new Map() }, new Map(), 0),
    from,
    key,
    direction,
  );
}

describe('arrow keys', () => {
  test('follow the busiest call', () => {
    expect(walk('web', 'ArrowRight')).toBe('cart');
    expect(walk('cart', 'ArrowRight')).toBe('db');
  });

  test('go back to the busiest caller', () => {
    expect(walk('db', 'ArrowLeft')).toBe('cart');
    expect(walk('auth', 'ArrowLeft')).toBe('web');
  });

  test('go to the nearest service above and below', () => {
    expect(walk('cart', 'ArrowUp')).toBe('auth');
    expect(walk('cart', 'ArrowDown')).toBe('mail');
  });

  test('stay where nothing lies that way', () => {
    expect(walk('web', 'ArrowLeft')).toBeNull();
    expect(walk('db', 'ArrowRight')).toBeNull();
    expect(walk('mail', 'ArrowDown')).toBeNull();
  });

  test('change roles where calls run down', () => {
    expect(walk('web', 'ArrowDown', 'down')).toBe('cart');
    expect(walk('cart', 'ArrowRight', 'down')).toBe('mail');
  });
});

describe('a drawing', () => {
  const services = new Map(Object.entries(PLACES));
  const layout = { direction: 'right', services, bends: new Map() } as const;

  test('leaves out calls below the least share', () => {
    // 197 calls in all: 7 are 3.6 %, 5 are 2.5 %
    const keys = drawGraph(model, layout, new Map(), 0.03).calls.map(({ call }) => call.key);
    expect(keys).toHaveLength(3);
    expect(keys).toContain(callKey('web', 'mail'));
    expect(keys).not.toContain(callKey('web', 'auth'));
  });

  test('leaves out services the layout does not know yet, with their calls', () => {
    const some = new Map([...services].filter(([service]) => service !== 'cart'));
    const marks = drawGraph(model, { ...layout, services: some }, new Map(), 0);
    expect(marks.serviceOf.has('cart')).toBe(false);
    expect(marks.calls).toHaveLength(3);
  });

  test('sets moved services where they were moved, and still fits what the layout spans', () => {
    const marks = drawGraph(model, layout, new Map([['db', { x: 900, y: 900 }]]), 0);
    expect(marks.serviceOf.get('db')!.at).toEqual({ x: 900, y: 900 });
    expect(marks.bounds).toEqual({ left: 0, top: 0, width: 200, height: 200 });
  });

  test('makes the area of circles go with the square root of spans', () => {
    const marks = drawGraph(
      buildModel(callGraph('x -> many 1600\n x -> few 100')),
      {
        ...layout,
        services: new Map(['x', 'many', 'few'].map((service, i) => [service, { x: 100 * i, y: 0 }])),
      },
      new Map(),
      0,
    );
    const area = (service: string) => marks.serviceOf.get(service)!.radius ** 2;
    expect(area('many') / area('few')).toBeCloseTo(4);
  });
});
