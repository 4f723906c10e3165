import { expect, test } from 'vitest';
import { formatDot } from '../../../src/ui/graph/format-dot.ts';
import { callGraph } from './call-graph.ts';

test('a graph in DOT: a line for each call with its numbers, in order of names', () => {
  expect(formatDot(callGraph('web -> cart 1240 6\n cart -> redis\n web -> auth 3 3'))).toBe(
    [
      'digraph services {',
      '  "cart" -> "redis" [label="1 call, 0\u202f% errors"];',
      '  "web" -> "auth" [label="3 calls, 100\u202f% errors"];',
      '  "web" -> "cart" [label="1,240 calls, 0.5\u202f% errors"];',
      '}\n',
    ].join('\n'),
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
    { caller: 0, callee: 1, count: 1, errorRate: 0 },
    { caller: 1, callee: 2, count: 1, errorRate: 0 },
  ];
  expect(formatDot({ nodes, edges })).toBe(
    [
      'digraph services {',
      '  "C:\\\\N" -> "two\\nlines" [label="1 call, 0\u202f% errors"];',
      '  "say \\"hi\\"" -> "C:\\\\N" [label="1 call, 0\u202f% errors"];',
      '}\n',
    ].join('\n'),
  );
});
