import type { Dataset } from './dataset.ts';

/** Bytes that a data set holds on to: all its columns and the texts they name. */
export function measureMemory({ strings, ...tables }: Dataset): number {
  return Object.values(tables).reduce((bytes, table) => bytes + measureColumns(table), strings.byteLength);
}

/** Bytes of the columns of one table, such as `dataset.spans`. */
export function measureColumns(table: object): number {
  let bytes = 0;
  for (const column of Object.values(table)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  return bytes;
}
