/** A directed graph of calls between services; `caller` and `callee` open `nodes`. A `ServiceGraph` is one. */
export interface CallGraph {
  readonly nodes: readonly { readonly service: string }[];
  readonly edges: readonly { readonly caller: number; readonly callee: number; readonly count: number }[];
}

/**
 * How many calls deep each service stands, by node: 0 for an entry, else one more than its deepest caller. Calls that
 * close a cycle do not count; a cycle without an entry begins at the service that calls most more than it is called.
 */
export function rankServices(graph: CallGraph): Int32Array {
  const rank = new Int32Array(graph.nodes.length);
  const callees = listCallees(graph);
  const { order, closing } = walkCalls(callees, listStarts(graph));
  for (const node of order)
    for (const callee of callees[node]!)
      if (!closing.has(node * graph.nodes.length + callee))
        rank[callee] = Math.max(rank[callee]!, rank[node]! + 1);
  return rank;
}

/** Whether each service is called by no other. */
export function findEntries(graph: CallGraph): readonly boolean[] {
  const isEntry = graph.nodes.map(() => true);
  for (const { caller, callee } of graph.edges) if (caller !== callee) isEntry[callee] = false;
  return isEntry;
}

/** The callees of each node, the most called first, then by name. */
function listCallees({ nodes, edges }: CallGraph): number[][] {
  const callees: number[][] = nodes.map(() => []);
  const sorted = [...edges].sort(
    (a, b) => b.count - a.count || compareNames(nodes[a.callee]!.service, nodes[b.callee]!.service),
  );
  for (const { caller, callee } of sorted) if (caller !== callee) callees[caller]!.push(callee);
  return callees;
}

/** All nodes in the order in which to set out from them: entries, then those that call most more than they are called. */
function listStarts(graph: CallGraph): number[] {
  const isEntry = findEntries(graph);
  const surplus = new Float64Array(graph.nodes.length);
  for (const { caller, callee, count } of graph.edges) {
    surplus[caller]! += count;
    surplus[callee]! -= count;
  }
  return graph.nodes
    .map((_, node) => node)
    .sort(
      (a, b) =>
        Number(isEntry[b]) - Number(isEntry[a]) ||
        surplus[b]! - surplus[a]! ||
        compareNames(graph.nodes[a]!.service, graph.nodes[b]!.service),
    );
}

/** Depth first: callers before callees (reverse postorder), and the calls that close a cycle, as caller × n + callee. */
function walkCalls(callees: readonly number[][], starts: readonly number[]) {
  const n = callees.length;
  const closing = new Set<number>();
  const order: number[] = [];
  const state = new Uint8Array(n); // 0 unseen, 1 on the stack, 2 done
  const next = new Int32Array(n);
  for (const start of starts) {
    if (state[start]) continue;
    const stack = [start];
    state[start] = 1;
    while (stack.length) {
      const node = stack.at(-1)!;
      const callee = callees[node]![next[node]!++];
      if (callee === undefined) {
        state[node] = 2;
        order.push(node);
        stack.pop();
      } else if (state[callee] === 1) closing.add(node * n + callee);
      else if (!state[callee]) {
        state[callee] = 1;
        stack.push(callee);
      }
    }
  }
  return { order: order.toReversed(), closing };
}

/** By code unit: the same everywhere, whatever the locale. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
