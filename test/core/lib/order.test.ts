import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlacesById } from '../../../src/core/lib/places-by-id.ts';
import { inputOrder, sortByKey, sortInSteps } from '../../../src/core/lib/stable-order.ts';

test('sortByKey sorts by key and leaves equal keys in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 300 }), (list) => {
      const order = Int32Array.from(list, (_, i) => i);
      sortByKey(order, Float64Array.from(list), list.length, new Int32Array(list.length));
      const expected = list.map((_, i) => i).sort((a, b) => list[a] - list[b] || a - b);
      expect([...order]).toEqual(expected);
    }),
  );
});

test('sortInSteps sorts as sortByKey does, however wide its steps are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 70 }),
      (list, width) => {
        const keys = Float64Array.from(list);
        const orders = [inputOrder(list.length), inputOrder(list.length)];
        sortByKey(orders[0], keys, list.length, new Int32Array(list.length));
        expect(
          [...sortInSteps(orders[1], keys, list.length, new Int32Array(list.length), width)].length,
        ).toBeLessThan(500);
        expect(orders[1]).toEqual(orders[0]);
      },
    ),
  );
});

test('PlacesById finds every place of an id in ascending order, list after list', () => {
  const places = new PlacesById();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 }), (ids) => {
      const NONE = 0;
      const words = (id: number): [number, number] => (id === NONE ? [NONE, NONE] : [id % 3, 2 ** 32 - id]);
      places.take(Uint32Array.from(ids.flatMap(words)), ids.length, NONE);
      for (let id = 1; id <= 41; id++) {
        const found: number[] = [];
        for (let place = places.first(...words(id)); place >= 0; place = places.next(place))
          found.push(place);
        expect(found).toEqual(ids.flatMap((other, place) => (other === id ? [place] : [])));
      }
      const own = ids.filter((id) => id !== NONE);
      expect(places.isAnyTwice).toBe(new Set(own).size < own.length);
    }),
  );
});
