import { Random } from '../../src/core/lib/random.ts';

/** A file that was damaged on purpose. */
export interface Mutant {
  readonly bytes: Uint8Array;
  /** Where it comes from and what was done to it, in words. */
  readonly story: string;
}

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Changes are made to text in which every byte is one character. */
type Mutation = (text: string, random: Random, samples: readonly Sample[]) => string;

const MOST_MUTATIONS = 4;
/** No mutant is longer: what it repeats and nests is as much as a test has time for. */
const LONGEST = 1 << 18;

/** The mutant number `number` of `seed`: always the same, made of one of `samples` and pieces of others. */
export function makeMutant(samples: readonly Sample[], seed: number, number: number): Mutant {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b));
  const sample = random.pick(samples);
  let text = latin1.decode(sample.bytes);
  const made: string[] = [];
  for (let left = 1 + random.below(MOST_MUTATIONS); left > 0; left--) {
    const [name, mutation] = random.pick(Object.entries(MUTATIONS));
    text = mutation(text, random, samples).slice(0, LONGEST);
    made.push(name);
  }
  return {
    bytes: Buffer.from(text, 'latin1'),
    story: `${number} of seed ${seed}: ${sample.name}, ${made.join(', ')}`,
  };
}

const latin1 = {
  decode: (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
};

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip(text, random) {
    let flipped = text;
    for (let left = 1 + random.below(5); left > 0; left--) {
      const at = random.below(text.length);
      const byte = random.chance(0.5)
        ? String.fromCharCode((flipped.charCodeAt(at) ^ (1 << random.below(8))) & 0xff)
        : random.pick([
            '"',
            '\\',
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '\n',
            ' ',
            '0',
            '\0',
            '\xff',
            '\xc3',
            '\xed',
          ]);
      flipped = replace(flipped, { from: at, to: at + 1 }, byte);
    }
    return flipped;
  },
  cut: (text, random) => text.slice(0, random.below(text.length + 1)),
  behead: (text, random) => text.slice(random.below(Math.min(text.length, 1000))),
  drop: (text, random) => replace(text, rangeIn(text, random), ''),
  repeat(text, random) {
    const range = rangeIn(text, random);
    return replace(text, range, textAt(text, range).repeat(random.pick([2, 3, 50])));
  },
  splice(text, random, samples) {
    const other = latin1.decode(random.pick(samples).bytes);
    return replace(text, rangeIn(text, random), textAt(other, rangeIn(other, random)));
  },
  nest(text, random) {
    const range = valueIn(text, random);
    const [opener, closer] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"key":"a","value":', '}]'],
    ]);
    const depth = random.pick([1, 3, 100, 511, 513, 10_000]);
    const closers = closer.repeat(random.chance(0.8) ? depth : random.below(depth));
    return replace(text, range, opener.repeat(depth) + textAt(text, range) + closers);
  },
  number: (text, random) => replace(text, valueIn(text, random), random.pick(NUMBERS)),
  text: (text, random) => replace(text, valueIn(text, random), random.pick(TEXTS)),
  value: (text, random) => replace(text, valueIn(text, random), textAt(text, valueIn(text, random))),
  prototype(text, random) {
    const value = random.pick(['1', '{"toString":1}', '[{}]', 'null']);
    return insert(text, valueIn(text, random).key, `"${random.pick(NAMES_OF_OBJECTS)}":${value},`);
  },
  'name of objects'(text, random) {
    const { key, from } = valueIn(text, random);
    return replace(text, { from: key, to: from }, `"${random.pick(NAMES_OF_OBJECTS)}":`);
  },
  'member twice'(text, random) {
    const { key, to } = valueIn(text, random);
    return insert(text, key, `${text.slice(key, to)},`);
  },
  'member away'(text, random) {
    const { key, to } = valueIn(text, random);
    return replace(text, { from: key, to: text[to] === ',' ? to + 1 : to }, '');
  },
  blanks: (text, random) =>
    insert(text, valueIn(text, random).from, random.pick(['\n', '\r\n\t ', '\xef\xbb\xbf', '\x0b'])),
  envelope: (text, random) =>
    random.chance(0.7) ? `{"response":{"data":${text}}}` : JSON.stringify(text.slice(0, 20_000)),
  twice: (text, random) => text + random.pick(['', '\n', ',', '\x1e', ' x ', ']', '}\n']) + text,
};

const NUMBERS = ['1e999', '-1e999', '1e-999', '9'.repeat(400), '18446744073709551616', '9007199254740993']
  .concat([
    '-9223372036854775808',
    '-0',
    '0.1e1',
    '1E+2',
    '4.9e-324',
    '1.7976931348623157e308',
    '253402300800000',
  ])
  .concat([
    '00',
    '.5',
    '1.',
    '+1',
    '0x10',
    'NaN',
    '-Infinity',
    '1e',
    '-',
    '"1e999"',
    '"-1"',
    '"18446744073709551615"',
  ]);

const TEXTS = [
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '[null]',
  '[{}]',
  '{"":""}',
  'tru',
  '"\\ud83d"',
  '"\\ud83d\\ude00"',
]
  .concat([
    '"\\u0000"',
    '"\\x"',
    '"\\u12"',
    '"a\nb"',
    '"\x01"',
    '"\xf0\x9f\x92\xa9"',
    '"\xed\xa0\x80"',
    '"\xc3("',
    '"\xff"',
  ])
  .concat([
    `"${'x'.repeat(70_000)}"`,
    '"\\"\\\\"',
    "'a'",
    '"a" "b"',
    '"0x00ff"',
    '"AAAAAAAAAAA="',
    '/* */ 1',
  ]);

const NAMES_OF_OBJECTS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'valueOf', ''];

interface Range {
  readonly from: number;
  readonly to: number;
}

const textAt = (text: string, { from, to }: Range): string => text.slice(from, to);
const replace = (text: string, { from, to }: Range, by: string): string =>
  text.slice(0, from) + by + text.slice(to);
const insert = (text: string, at: number, what: string): string => replace(text, { from: at, to: at }, what);

/** Some part, mostly a short one. */
function rangeIn(text: string, random: Random): Range {
  const from = random.below(text.length);
  return { from, to: Math.min(text.length, from + random.below(random.pick([10, 200, 5000]))) };
}

/** Some member of an object: where its key begins, and its value. Somewhere, where there is none. */
function valueIn(text: string, random: Random): Range & { readonly key: number } {
  const MEMBER = /"(?:[^"\\]|\\.){0,100}"\s*:\s*/g;
  MEMBER.lastIndex = random.below(text.length);
  const member = MEMBER.exec(text) ?? MEMBER.exec(text);
  if (!member) return { ...rangeIn(text, random), key: 0 };
  return { key: member.index, from: MEMBER.lastIndex, to: endOfValue(text, MEMBER.lastIndex) };
}

/** Behind the value at `from`, if it is JSON. */
function endOfValue(text: string, from: number): number {
  const TOKEN = /"(?:[^"\\]|\\.)*"|[[{]|[\]}]|[,:]|[^\s"[\]{},:]+/g;
  TOKEN.lastIndex = from;
  let depth = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    if (token[0] === '[' || token[0] === '{') depth++;
    else if (token[0] === ']' || token[0] === '}') depth--;
    if (depth <= 0) return TOKEN.lastIndex;
  }
  return text.length;
}
