import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeySigner } from '../../../../src/core/import/detect/key-signature.ts';
import { scanShape } from '../../../../src/core/import/detect/shape.ts';

function shapeOf(text: string) {
  return scanShape(new TextEncoder().encode(text));
}

test('a shape has every path with the type and text first seen there', () => {
  const shape = shapeOf('{"a":{"b":[1,"two",{"c":null}]},"d":true,"e":"\\"{","f":-1.5e3}');
  const seen = [...shape.paths].map((path) =>
    `${path} ${shape.typeOf(path)} ${shape.textOf(path) ?? ''}`.trim(),
  );
  expect(seen).toEqual([
    'object',
    'a object',
    'a.b array',
    'a.b[] number 1',
    'a.b[].c null null',
    'd boolean true',
    'e string \\"{',
    'f number -1.5e3',
  ]);
  expect(shape.has('a.x')).toBe(false);
  expect(shape.typeOf('a.x')).toBeUndefined();
});

test('a list at the root, and lists in lists', () => {
  expect([...shapeOf('[[{"id":1}],[{"name":2}]]').paths]).toEqual(['', '[]', '[][]', '[][].id', '[][].name']);
});

test('seen from a place, paths begin there', () => {
  const shape = shapeOf('{"data":{"items":[{"id":"x"}],"itemsCount":1}}').from('data').from('items');
  expect([...shape.paths]).toEqual(['', '[]', '[].id']);
  expect(shape.textOf('[].id')).toBe('x');
});

test('a beginning of any length gives a beginning of the shape', () => {
  const text = '{"a":{"b":[1,"two",{"c":null}]},"d":true,"e":"\\"{"}';
  const whole = [...shapeOf(text).paths];
  for (let length = 1; length < text.length; length++) {
    const paths = [...shapeOf(text.slice(0, length)).paths];
    expect(whole.slice(0, paths.length), text.slice(0, length)).toEqual(paths);
  }
});

test('what is broken or deep does not matter', () => {
  expect(shapeOf(`{"a":${'['.repeat(100_000)}`).has('a[]')).toBe(true);
  expect([...shapeOf('{"__proto__":{"x":1},oops:"y","z":2,}}}').paths]).toContain('__proto__.x');
});

test('keys at the same places with the same types have one signature, in any order and number', () => {
  const signer = new KeySigner(512);
  const sign = (text: string) => signer.sign(new TextEncoder().encode(text));
  const signature = sign('{"a":1,"b":[{"c":"x"}],"d":null}');
  expect(sign('{"d": null, "b": [{"c": "y"}, {"c": "zz"}], "a": -27.5e3}')).toBe(signature);
  for (const other of [
    '{"a":1}',
    '{"a":"1"}',
    '{"a":{"b":1},"c":2}',
    '{"a":{"c":2},"b":1}',
    '{"a":[1]}',
    '[{"a":1}]',
    '[[{"a":1}]]',
    '{"a":true}',
    '{"b":1}',
  ])
    for (const another of ['{"a":2,"b":0}', '{"a":null}', '{"c":{"b":1},"a":2}', '[[1]]', '{}', '[]'])
      expect(sign(other), `${other} and ${another}`).not.toBe(sign(another));
});

test('property: the paths of a valid document are those of its values', () => {
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'long name', 'é'), tie('json')),
    ),
  }));
  fc.assert(
    fc.property(json, fc.integer({ min: 0, max: 2 }), (value, indent) => {
      expect(new Set(shapeOf(JSON.stringify(value, null, indent)).paths)).toEqual(new Set(pathsOf(value)));
    }),
    { numRuns: 300, seed: 3 },
  );
});

/** Every path in a parsed value. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Array.isArray(value)
    ? value.map((member: unknown) => [`${path}[]`, member] as const)
    : Object.entries(value).map(
        ([key, member]) => [path === '' ? key : `${path}.${key}`, member as unknown] as const,
      );
  return [path, ...members.flatMap(([at, member]) => pathsOf(member, at))];
}
