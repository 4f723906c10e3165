const STRING = /"[^"\\]*(?:\\[^][^"\\]*)*"?/y;
const WORD = /[^\s,:[\]{}"]+/y;

/**
 * JSON text with each member on a line of its own. Nothing but the blanks between tokens changes: digits, escapes and what
 * is no JSON stay as they are, which they would not if the text were parsed and written again.
 */
export function indentJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  const breakLine = () => parts.push('\n', '  '.repeat(Math.min(depth, 100)));
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    const token = char === '"' ? matchAt(STRING, text, at) : matchAt(WORD, text, at);
    if (token) {
      parts.push(token);
      at += token.length;
      continue;
    }
    at++;
    if (char === '{' || char === '[') {
      const end = endOfBlanks(text, at);
      const isEmpty = text[end] === (char === '{' ? '}' : ']');
      parts.push(isEmpty ? char + text[end]! : char);
      if (isEmpty) at = end + 1;
      else {
        depth++;
        breakLine();
      }
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1);
      breakLine();
      parts.push(char);
    } else if (char === ',') {
      parts.push(char);
      breakLine();
    } else if (char === ':') parts.push(': ');
  }
  return parts.join('');
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}
