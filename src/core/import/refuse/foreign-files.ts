import { READABLE } from './refusal.ts';

/** A kind of file that holds no JSON. `{name}` in the sentence stands for the name of the file. */
interface ForeignFile<Sign> {
  readonly sign: Sign;
  readonly sentence: string;
}

const OTLP_INSTEAD =
  'Use the OTLP exporter and an OpenTelemetry collector whose traces pipeline has the file exporter (format: json).';
const AS_JSON = 'Set “format: json” on the collector’s file exporter.';

function consoleText(language: string): string {
  return `This is console output of OpenTelemetry for ${language}, which is made for reading, not for tools. ${OTLP_INSTEAD}`;
}

/** Bytes in hexadecimal; dots stand for any. */
const BINARY_FILES: readonly ForeignFile<string>[] = [
  {
    // What is read of these two never begins so, unless it is in too many others.
    sign: '1f8b08|28b52ffd',
    sentence:
      'This is compressed again and again: so many compressions in one another are not taken off. Unpack {name} until it is JSON, and open that.',
  },
  {
    sign: '425a68',
    sentence: 'This is compressed with bzip2. Unpack it (bunzip2 {name}) and open the result.',
  },
  {
    sign: 'fd377a585a',
    sentence: 'This is compressed with xz. Unpack it (xz -d {name}) and open the result.',
  },
  {
    sign: '04224d18',
    sentence: 'This is compressed with LZ4. Unpack it (lz4 -d {name}) and open the result.',
  },
  {
    sign: '377abcaf',
    sentence: 'This is a 7-Zip archive. Unpack it and drop the files, or the whole folder.',
  },
  {
    sign: '526172211a07',
    sentence: 'This is a RAR archive. Unpack it and drop the files, or the whole folder.',
  },
  {
    sign: '1f9d',
    sentence: 'This is compressed with compress. Unpack it (gunzip {name}) and open the result.',
  },
  {
    sign: '5d00008000|5d00000004',
    sentence: 'This is compressed with LZMA. Unpack it (xz -d {name}) and open the result.',
  },
  {
    sign: 'ff060000734e61507059',
    sentence: 'This is compressed with Snappy. Unpack it (snzip -d {name}) and open the result.',
  },
  {
    sign: '4d534346',
    sentence: 'This is a Windows cabinet. Unpack it and drop the files, or the whole folder.',
  },
  { sign: '50415231', sentence: 'This is a Parquet file. Export the traces as JSON instead.' },
  { sign: '53514c697465', sentence: 'This is an SQLite database. Export the traces as JSON instead.' },
  { sign: '4f626a01', sentence: 'This is an Avro file. Export the traces as JSON instead.' },
  { sign: '25504446', sentence: 'This is a PDF document, not a trace.' },
  { sign: '89504e47', sentence: 'This is a picture (PNG), not a trace.' },
  { sign: 'ffd8ff', sentence: 'This is a picture (JPEG), not a trace.' },
  {
    sign: '00......0a',
    sentence: `This was written by an OpenTelemetry collector with “format: proto”. ${AS_JSON}`,
  },
  { sign: '0a..0a', sentence: `This is OTLP in protobuf. Only its JSON form is read. ${AS_JSON}` },
  { sign: '0a....0a', sentence: `This is OTLP in protobuf. Only its JSON form is read. ${AS_JSON}` },
  { sign: '0a......0a', sentence: `This is OTLP in protobuf. Only its JSON form is read. ${AS_JSON}` },
];

const BINARY_SIGNS = BINARY_FILES.map(({ sign }) => new RegExp(`^(?:${sign})`));

const TEXT_FILES: readonly ForeignFile<RegExp>[] = [
  {
    sign: /^\s*<(?:!doctype\s+html|html|head|body)\b/i,
    sentence:
      'This is a web page{title}, probably a login or error page that was saved instead of the JSON. Log in and export again.',
  },
  { sign: /^\s*<[?!a-z]/i, sentence: `This is XML. These are read: ${READABLE}.` },
  { sign: /^(?:LogRecord|Activity)\.\w+:\s/m, sentence: consoleText('.NET') },
  { sign: /^#<struct OpenTelemetry::/m, sentence: consoleText('Ruby') },
  { sign: /^(?:Spans|Resource)\r?\n(?:Resource\r?\n)?\s+->\s/m, sentence: consoleText('Rust') },
  { sign: /"tracestate"\s*:\s*,/, sentence: consoleText('C++') },
  {
    sign: /^\{\r?\n\s+(?:resource|traceId|instrumentationScope|id|name): /m,
    sentence: consoleText('JavaScript'),
  },
  {
    sign: /^(?:ResourceSpans #\d|Span #\d)/m,
    sentence:
      'This is what the debug exporter of an OpenTelemetry collector prints. Add the file exporter (format: json) to the same pipeline.',
  },
  {
    sign: /^[^\n{[]*\b(?:trace[._ -]?id|operation_Id)\b[^\n{[]*[,;\t]/i,
    sentence: `This is a table (CSV) with a span in each row, which TracAgg does not read. Export the traces from the tool they come from, as one of these: ${READABLE}.`,
  },
];

/** What a file is that holds no JSON, as far as that is known: what to tell whoever opened it. Null where it may hold some. */
export function explainForeign({ beginning, head }: FileBeginning, fileName: string): string | null {
  return explainBinary(beginning, fileName) ?? explainText(head);
}

/** The first bytes of a file, out of all compressions, and the same as characters. */
interface FileBeginning {
  readonly beginning: Uint8Array;
  readonly head: string;
}

function explainBinary(head: Uint8Array, fileName: string): string | null {
  const hex = Array.from(head.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const known = BINARY_FILES.find((_, at) => BINARY_SIGNS[at].test(hex));
  // JSON after an empty line begins like protobuf.
  if ((!known || known.sign.startsWith('0a')) && !isBinary(head)) return null;
  const sentence =
    known?.sentence ?? `This is a binary file of an unknown kind. These are read: ${READABLE}.`;
  return sentence.replace('{name}', fileName);
}

function explainText(head: string): string | null {
  const known = TEXT_FILES.find(({ sign }) => sign.test(head));
  if (!known) return null;
  const title = /<title>([^<]{1,100})/i.exec(head)?.[1]?.trim();
  return known.sentence.replace('{title}', title === undefined ? '' : ` (“${title}”)`);
}

/** Control characters that a text may have all the same: so many, and one more in so many bytes. */
const FEW_CONTROLS = 2;
const TEXT_PER_CONTROL = 32;

/** Whether more bytes than stray ones are control characters other than blanks, escape and the record separator. */
function isBinary(head: Uint8Array): boolean {
  const beginning = head.subarray(0, 512);
  const controls = beginning.filter(
    (byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b, 0x1e].includes(byte),
  );
  return controls.length > FEW_CONTROLS + beginning.length / TEXT_PER_CONTROL;
}
