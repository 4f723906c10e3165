import { describe, expect, test } from 'vitest';
import { findEntries, rankServices } from '../../../src/ui/graph/rank-services.ts';
import { callGraph } from './call-graph.ts';

function ranks(text: string): Record<string, number> {
  const graph = callGraph(text);
  const rank = rankServices(graph);
  return Object.fromEntries(graph.nodes.map(({ service }, node) => [service, rank[node]]));
}

describe('the rank of a service', () => {
  test('counts calls from the entry', () => {
    expect(ranks('a -> b\n b -> c')).toEqual({ a: 0, b: 1, c: 2 });
  });

  test('is that of the longest way where several lead to it', () => {
    expect(ranks('a -> b\n b -> c\n a -> c')).toEqual({ a: 0, b: 1, c: 2 });
  });

  test('is 0 for a service without calls', () => {
    expect(ranks('a -> b\n alone')).toEqual({ a: 0, b: 1, alone: 0 });
  });

  test('does not count the call that closes a cycle', () => {
    expect(ranks('entry -> a\n a -> b\n b -> c\n c -> a')).toEqual({ entry: 0, a: 1, b: 2, c: 3 });
  });

  test('begins a cycle without entry where most calls come from', () => {
    expect(ranks('a -> b 5\n b -> a 50')).toEqual({ b: 0, a: 1 });
  });

  test('is found in a chain of 50,000 services', () => {
    const nodes = Array.from({ length: 50_000 }, (_, i) => ({ service: String(i) }));
    const edges = nodes.slice(1).map((_, i) => ({ caller: i, callee: i + 1, count: 1 }));
    expect(rankServices({ nodes, edges })[49_999]).toBe(49_999);
  });
});

test('entries are the services no other calls', () => {
  const graph = callGraph('a -> b\n c -> b\n alone');
  const isEntry = findEntries(graph);
  expect(graph.nodes.filter((_, node) => isEntry[node]).map(({ service }) => service)).toEqual([
    'a',
    'c',
    'alone',
  ]);
});
