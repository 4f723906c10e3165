import { assert } from '../lib/assert.ts';
import type { KernelNode } from './node.ts';
import type { Field, RowTable } from './row-table.ts';

/** The nodes of trees, numbered in the order in which they are met: a node, then what is under it. */
export interface KernelTables {
  readonly nodes: readonly KernelNode[];
  /** By node, as `Format.containers` has them: '' for the root, `data[]` for an element of the list under `data`. */
  readonly paths: readonly string[];
  /** By node: the number of the node it is under; -1 for a root. */
  readonly parents: readonly number[];
  /** The table of the records, then those of their entries. */
  readonly tables: readonly RowTable[];
}

/** Numbers what is under `roots`, each an object or a list, in which there is one table of records. */
export function kernelTables(...roots: readonly KernelNode[]): KernelTables {
  const nodes: KernelNode[] = [];
  const paths: string[] = [];
  const parents: number[] = [];
  const tables: RowTable[] = [];
  const add = (node: KernelNode, path: string, parent: number): void => {
    const number = nodes.length;
    nodes.push(node);
    paths.push(path);
    parents.push(parent);
    if (node.is === 'list') add(node.element, `${path}[]`, number);
    else if (node.is === 'record' && !tables.includes(node.table)) tables.push(node.table);
    else if (node.is === 'object') {
      const members = Object.entries(node.members);
      assert(members.length > 0, 'an object has members');
      for (const [key, member] of members) add(member, path === '' ? key : `${path}.${key}`, number);
    }
  };
  for (const root of roots) add(root, '', -1);
  assert(tables.length === 1, 'one table of records');
  for (const field of Object.values<Field>(tables[0].fields))
    if (field.is === 'entries' && !tables.includes(field.table)) tables.push(field.table);
  return { nodes, paths, parents, tables };
}
