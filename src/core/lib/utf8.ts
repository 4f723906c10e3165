/**
 * Whether `bytes[from .. to]` is UTF-8 as the Unicode standard has it (table 3-7): no character is cut, longer than it need
 * be, half of a surrogate pair or beyond U+10FFFF.
 */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to;) {
    const lead = bytes[at++];
    if (lead < 0x80) continue;
    const rest = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    if (rest === 0 || at + rest > to) return false;
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (bytes[at] < least || bytes[at] > most) return false;
    for (let end = at + rest, next = at + 1; next < end; next++)
      if ((bytes[next] & 0xc0) !== 0x80) return false;
    at += rest;
  }
  return true;
}
