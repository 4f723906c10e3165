import { BACKSLASH, CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE, TAB } from './ascii.ts';

/**
 * JSON text whose strings hold no control characters: a tab is escaped, any other becomes U+FFFD. Line breaks stay, and so
 * are refused: where a line was torn, a string goes on in the next.
 */
export function mendControls(text: string): { readonly text: string; readonly count: number } {
  const parts: string[] = [];
  let kept = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isInString = !isInString;
    else if (!isInString) continue;
    else if (code === BACKSLASH) at++;
    else if (code < SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN) {
      parts.push(text.slice(kept, at), code === TAB ? '\\t' : '\u{fffd}');
      kept = at + 1;
    }
  }
  return { text: parts.join('') + text.slice(kept), count: parts.length / 2 };
}
