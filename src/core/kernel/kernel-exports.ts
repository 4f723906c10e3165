/** What `assembly/index.ts` exports, which says what each does. Addresses are bytes of `memory`. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  tablesFrom(): number;
  tablesTo(): number;
  load(nodes: number, tables: number, tableCount: number): void;
  windowAt(): number;
  windowCapacity(): number;
  reserveWindow(capacity: number): number;
  leaveFrames(): void;
  enterFrame(node: number, start: number): number;
  setLast(isValue: number): void;
  frameCount(): number;
  frameNode(depth: number): number;
  frameStart(depth: number): number;
  read(at: number, end: number, base: number, isLast: number): number;
  readTo(): number;
  stopReason(): number;
  setBatchLimit(byteLength: number): void;
  clear(): void;
  tapeAt(): number;
  tapeLength(): number;
  rowsAt(table: number): number;
  rowsLength(table: number): number;
  attributesAt(table: number): number;
  attributesLength(table: number): number;
  dictionaryCount(dictionary: number): number;
  dictionaryEntries(dictionary: number): number;
  dictionaryBytes(dictionary: number): number;
  resetDictionaries(): void;
}
