/** How many bytes of a document it is recognised by: first, where these do not tell, and at most. */
export const HEAD_BYTES = [1 << 5, 1 << 9, 1 << 16, 1 << 20] as const;
