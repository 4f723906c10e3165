/** What `assembly/index.ts` exports, which says what each does. Addresses are bytes of `memory`; booleans 0 and 1. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  tablesAt(): number;
  tablesSize(): number;
  unload(): void;
  load(nodes: number, tables: number, count: number): number;
  windowAt(): number;
  windowCapacity(): number;
  reserveWindow(capacity: number): number;
  countLineFeeds(from: number, to: number): number;
  leaveFrames(): void;
  enterFrame(node: number, start: number): number;
  setLast(isValue: number): void;
  openingAt(): number;
  setOpening(length: number): void;
  openCount(): number;
  frameNode(depth: number): number;
  frameStart(depth: number): number;
  read(at: number, length: number, base: number, isLast: number): number;
  readEnd(): number;
  stopReason(): number;
  setBatchLimit(byteLength: number): void;
  clear(): void;
  tapeAt(): number;
  tapeLength(): number;
  rowsAt(table: number): number;
  rowCount(table: number): number;
  attributesAt(table: number): number;
  dictionaryCount(dictionary: number): number;
  dictionaryLength(dictionary: number): number;
  placesAt(dictionary: number): number;
  resetDictionaries(): number;
}
