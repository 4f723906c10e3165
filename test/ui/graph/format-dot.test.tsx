import { expect, test } from 'vitest';
import { formatDot } from '../../../src/ui/graph/format-dot.ts';
import { callGraph } from './call-graph.ts';

test('a graph in DOT: a line for each call, in order of names', () => {
  expect(formatDot(callGraph('web -> cart\n cart -> redis\n web -> auth'))).toBe(
    'digraph services {\n  "cart" -> "redis";\n  "web" -> "auth";\n  "web" -> "cart";\n}\n',
  );
});

test('a service without calls has a line of its own', () => {
  expect(formatDot(callGraph('monolith'))).toBe('digraph services {\n  "monolith";\n}\n');
});

test('of no services there is an empty graph', () => {
  expect(formatDot({ nodes: [], edges: [] })).toBe('digraph services {\n}\n');
});

test('quotes, backslashes and line ends in names are escaped', () => {
  const nodes = [{ service: 'say "hi"' }, { service: 'C:\\N' }, { service: 'two\nlines' }];
  const edges = [
    { caller: 0, callee: 1, count: 1 },
    { caller: 1, callee: 2, count: 1 },
  ];
  expect(formatDot({ nodes, edges })).toBe(
    'digraph services {\n  "C:\\\\N" -> "two\\nlines";\n  "say \\"hi\\"" -> "C:\\\\N";\n}\n',
  );
});
