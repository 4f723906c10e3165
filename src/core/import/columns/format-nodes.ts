import { kernelTables, type KernelTables } from '../../kernel/kernel-tables.ts';
import { type KernelNode, list, object } from '../../kernel/node.ts';

/** A place and what may stand there: a value that matters, an object or a list. */
interface Place {
  leaf: KernelNode | null;
  readonly members: Map<string, Place>;
  element: Place | null;
}

/**
 * The tables of documents in which `leaves` stand where their paths say (as `Format.containers`). The kernel's nodes are
 * of one kind each; where a path may be of several, there is a tree for each, the likeliest first.
 */
export function tablesOf(leaves: Iterable<readonly [path: string, leaf: KernelNode]>): KernelTables {
  const root = newPlace();
  for (const [path, leaf] of leaves) {
    let place = root;
    for (const [part] of path.matchAll(/\[\]|[^.[]+/g))
      place = part === '[]' ? elementOf(place) : memberOf(place, part);
    place.leaf = leaf;
  }
  return kernelTables(...nodesOf(root));
}

function newPlace(): Place {
  return { leaf: null, members: new Map(), element: null };
}

function elementOf(place: Place): Place {
  return (place.element ??= newPlace());
}

function memberOf(place: Place, key: string): Place {
  let member = place.members.get(key);
  if (!member) place.members.set(key, (member = newPlace()));
  return member;
}

/** Every node that may stand at `place`. */
function nodesOf({ leaf, members, element }: Place): KernelNode[] {
  const nodes = leaf ? [leaf] : [];
  if (element) nodes.push(...nodesOf(element).map(list));
  if (members.size > 0) nodes.push(...objectsOf(members));
  return nodes;
}

/** An object of the likeliest nodes, and for each other node one in which only that differs. */
function objectsOf(members: ReadonlyMap<string, Place>): KernelNode[] {
  const choices = Array.from(members, ([key, place]) => [key, nodesOf(place)] as const);
  const likeliest = Object.fromEntries(choices.map(([key, [first]]) => [key, first]));
  const others = choices.flatMap(([key, [, ...rest]]) => rest.map((node) => ({ ...likeliest, [key]: node })));
  return [likeliest, ...others].map(object);
}
