/** What varies between texts of one kind. Quotes count only around words: "can't" and "won't" hold no quoted text. */
const VARYING = new RegExp(
  [
    String.raw`"[^"\n]*"`,
    String.raw`(?<![\p{L}\p{N}])'[^'\n]*'(?![\p{L}\p{N}])`,
    '`[^`\\n]*`',
    String.raw`\b0x[\da-f]+\b`,
    String.raw`\b(?=[a-f-]*\d)[\da-f]{4,}(?:-[\da-f]{4,})*\b`, // ids in hexadecimal, UUIDs
    String.raw`\d+`,
  ].join('|'),
  'giu',
);

/** Longer than any sentence: what follows says nothing of the kind, and may be a whole document. */
const LONGEST = 300;

/**
 * The first line of `text` with "#" for what varies between texts of one kind (quoted text, ids, numbers): equal for all of
 * them.
 */
export function templateOf(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return line.slice(0, LONGEST).replaceAll(VARYING, '#').trim();
}
