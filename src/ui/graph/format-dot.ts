import { compareNames, type CallGraph } from './rank-services.ts';

/**
 * The graph in the DOT language of Graphviz: one line per call, in order of names. Services that neither call nor are
 * called have a line of their own.
 */
export function formatDot({ nodes, edges }: CallGraph): string {
  const alone = new Set(nodes.map((_, node) => node));
  const calls: string[] = [];
  for (const { caller, callee } of edges) {
    alone.delete(caller);
    alone.delete(callee);
    calls.push(`  ${quote(nodes[caller]!.service)} -> ${quote(nodes[callee]!.service)};\n`);
  }
  const services = [...alone].map((node) => `  ${quote(nodes[node]!.service)};\n`);
  return `digraph services {\n${[...services.sort(compareNames), ...calls.sort(compareNames)].join('')}}\n`;
}

/** A quoted DOT id. A backslash is doubled: alone it would begin an escape ("\N", "\l") in the node's label. */
function quote(service: string): string {
  const text = service
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
  return `"${text}"`;
}
