import type { Json } from '../format.ts';
import { asText } from './json.ts';

const LOWER_HEX = /^[0-9a-f]+$/;
const HEX = /^[0-9a-f]+$/i;
const ZEROS = /^0+$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Trace ids are 16 bytes, span ids 8. */
const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/**
 * A trace id in one spelling: hexadecimal in lower case, padded with zeros to 32 digits. Base64, UUIDs, `0x` and upper
 * case become that; what is none of them stays as it is. '' for none and for all zeros.
 */
export function traceIdOf(value: Json | undefined): string {
  return canonicalId(asText(value), TRACE_ID_BYTES);
}

/** A span id in one spelling, as `traceIdOf` with 16 digits. */
export function spanIdOf(value: Json | undefined): string {
  return canonicalId(asText(value), SPAN_ID_BYTES);
}

/** Hexadecimal is tried before base64: 32 hexadecimal digits are valid base64 too. */
function canonicalId(text: string, byteLength: number): string {
  if (LOWER_HEX.test(text))
    return text.startsWith('0') && ZEROS.test(text) ? '' : text.padStart(byteLength * 2, '0');
  const digits = /^0x/i.test(text) ? text.slice(2) : UUID.test(text) ? text.replaceAll('-', '') : text;
  if (HEX.test(digits)) return canonicalId(digits.toLowerCase(), byteLength);
  const decoded = hexOfBase64(text, byteLength);
  return decoded === null ? text : canonicalId(decoded, byteLength);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The bytes of a base64 text in hexadecimal, or null unless it holds exactly `byteLength` bytes. Padded, as all writers of
 * protobuf JSON have it, any text will do; without padding it must look as no name does: `checkout-00` is no id of eight
 * bytes. Different texts give different ids, so whatever is taken for base64 still names one trace.
 */
function hexOfBase64(text: string, byteLength: number): string | null {
  const length = Math.ceil(byteLength / 3) * 4;
  const padding = length - Math.ceil((byteLength * 4) / 3);
  const isPadded = text.length === length && text.endsWith('='.repeat(padding));
  if (!isPadded && !looksUnpadded(text, length - padding)) return null;
  let hex = '';
  let held = 0;
  let heldBits = 0;
  for (let i = 0; i < length - padding; i++) {
    const six = BASE64.indexOf(text[i] === '-' ? '+' : text[i] === '_' ? '/' : text[i]);
    if (six < 0) return null;
    held = (held << 6) | six;
    for (heldBits += 6; heldBits >= 4;) {
      heldBits -= 4;
      hex += ((held >> heldBits) & 15).toString(16);
    }
    held &= 15;
  }
  return hex.slice(0, byteLength * 2);
}

/** As bytes are written and hardly a name: capitals and small letters mixed, the spare bits of the last character 0. */
const UNPADDED_TRACE_ID = /^(?=(?:.*[A-Z]){3})(?=(?:.*[a-z]){3})[\w+/-]{21}[AQgw]$/;
const UNPADDED_SPAN_ID = /^(?=(?:.*[A-Z]){2})(?=(?:.*[a-z]){2})[\w+/-]{10}[AEIMQUYcgkosw048]$/;

function looksUnpadded(text: string, length: number): boolean {
  if (text.length !== length) return false; // so that no long text is looked through
  return (length === 22 ? UNPADDED_TRACE_ID : UNPADDED_SPAN_ID).test(text);
}
