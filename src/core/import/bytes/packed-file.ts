/** A file in an archive. */
export interface PackedFile {
  /** With its folders. */
  readonly name: string;
  /** Unpacked, in bytes. */
  readonly size: number;
  /** In words why it cannot be read, and what to do; null where it can. */
  readonly refusal: string | null;
  /** Its bytes, read once. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}
