/**
 * Compressed data cannot be read to their end; thrown behind everything that could be read of them. The message says why,
 * to be followed by what to do.
 */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
}

export const ENDS_EARLY = 'The compressed data end too early';
export const DAMAGED = 'The compressed data are damaged';
export const FOLLOWED = 'Something else follows the compressed data';
