import type { CallEdge } from '../../core/engine/protocol.ts';
import { formatCountOf, formatShare } from '../parts/format.ts';
import { compareNames, type CallGraph } from './rank-services.ts';

type CallNumbers = Pick<CallEdge, 'count' | 'errorRate'>;

interface Graph {
  readonly nodes: CallGraph['nodes'];
  readonly edges: readonly (CallGraph['edges'][number] & CallNumbers)[];
}

/**
 * The graph in the DOT language of Graphviz: one line per call, in order of names, labelled with how many there were and
 * how many failed. Services that neither call nor are called have a line of their own.
 */
export function formatDot({ nodes, edges }: Graph): string {
  const alone = new Set(nodes.map((_, node) => node));
  const calls: string[] = [];
  for (const call of edges) {
    const { caller, callee } = call;
    alone.delete(caller);
    alone.delete(callee);
    const ends = `${quote(nodes[caller]!.service)} -> ${quote(nodes[callee]!.service)}`;
    calls.push(`  ${ends} [label=${quote(describe(call))}];\n`);
  }
  const services = [...alone].map((node) => `  ${quote(nodes[node]!.service)};\n`);
  return `digraph services {\n${[...services.sort(compareNames), ...calls.sort(compareNames)].join('')}}\n`;
}

/** "1,240 calls, 0.5 % errors". */
function describe({ count, errorRate }: CallNumbers): string {
  return `${formatCountOf(count, 'call')}, ${formatShare(errorRate)} errors`;
}

/** A quoted DOT id. A backslash is doubled: alone it would begin an escape ("\N", "\l") in a label. */
function quote(words: string): string {
  const text = words
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
  return `"${text}"`;
}
