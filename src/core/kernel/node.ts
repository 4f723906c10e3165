import type { RowTable } from './row-table.ts';

/**
 * What the kernel does at one place of a document: walk into the object or list there, keep the value by its bytes,
 * read it as a row, or pass over it. Members that an object does not name are passed over.
 *
 *     object({ data: list(object({ traceID: RAW, spans: list(record(SPAN)), processes: RAW })) })
 *
 * A value of another kind than its node's stops the kernel in front of it.
 */
export type KernelNode =
  | { readonly is: 'object'; readonly members: Readonly<Record<string, KernelNode>> }
  | { readonly is: 'list'; readonly element: KernelNode }
  | { readonly is: 'record'; readonly table: RowTable }
  | { readonly is: 'raw' }
  | { readonly is: 'members' }
  | { readonly is: 'skip' };

/** An object that is walked into: OPEN and CLOSE on the tape. */
export const object = (members: Readonly<Record<string, KernelNode>>): KernelNode => ({
  is: 'object',
  members,
});

/** A list that is walked into: OPEN and CLOSE on the tape. */
export const list = (element: KernelNode): KernelNode => ({ is: 'list', element });

/** An object that is a row of `table`. All records of a document are rows of one table. */
export const record = (table: RowTable): KernelNode => ({ is: 'record', table });

/** Any value, kept by its bytes: VALUE on the tape. */
export const RAW: KernelNode = { is: 'raw' };

/** An object, each member of which is kept by its bytes, key and value: VALUE on the tape for each. */
export const MEMBERS: KernelNode = { is: 'members' };

/** Any value, passed over. */
export const SKIP: KernelNode = { is: 'skip' };
