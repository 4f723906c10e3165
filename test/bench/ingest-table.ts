import type { IngestFile } from './ingest-files.ts';
import type { NodeRun } from './ingest-in-node.ts';
import type { Job } from './ingest-work.ts';

export type Run = NodeRun;

/** One file at one place, each job done several times, in turns. */
export interface IngestCase {
  readonly place: string;
  readonly shape: string;
  readonly bytes: number;
  readonly file: IngestFile;
  readonly runs: Readonly<Record<Job, readonly Run[]>>;
}

/** What a case may take, of JSON.parse and of a bare read; NaN where nothing is promised. */
interface Targets {
  readonly ofParse: number;
  readonly laidOutOfParse: number;
  readonly ofRead: number;
}

const MB = 1e6;

/** Bytes that the columns may take: so many a span, and so many for each of its attributes. */
const SPAN_BYTES = 52;
const ATTRIBUTE_BYTES = 4;
/** How long laying out may take, of what reading takes. */
const LAYOUT_SHARE = 0.35;
/** How much of the heap of JSON.parse the data set may take. */
const HEAP_SHARE = 0.1;

function targetsOf({ place, bytes }: IngestCase): Targets {
  if (place === 'Node' || bytes < 90 * MB) return { ofParse: NaN, laidOutOfParse: NaN, ofRead: NaN };
  const isLarge = bytes >= 400 * MB;
  return { ofParse: isLarge ? 0.12 : 0.15, laidOutOfParse: isLarge ? 0.15 : 0.25, ofRead: 1.3 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Prints a line for every case and says what is met. */
export function printIngestTable(cases: readonly IngestCase[]): void {
  const rows = cases.map(rowOf);
  console.log(
    [HEADS, ...rows]
      .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(15))).join(''))
      .join('\n'),
  );
  console.log(
    'After / stands what is promised, and ! where it is missed. Times are CPU in Node and the clock in Chromium, where CPU is that of all the page. ' +
      '× parse and × read: of JSON.parse and of a bare read in the same run.',
  );
}

const HEADS = [
  '',
  'MB/s',
  'spans/s',
  '× parse',
  'laid out',
  '× read',
  'CPU × parse',
  'layout share',
  'peak B/span',
  'columns B/span',
  'held B/span',
  '× heap of parse',
];

function rowOf(one: IngestCase): string[] {
  const { place, shape, bytes, file, runs } = one;
  const of = (job: Job, pick: (run: Run) => number): number => median(runs[job].map(pick));
  const [ms, layoutMs] = [of('ingest', (run) => run.ms), of('ingest', (run) => run.layoutMs)];
  const parseMs = of('parse', (run) => run.ms);
  const parseCpu = of('parse', (run) => run.cpuMs);
  const cpu = of('ingest', (run) => run.cpuMs);
  const spans = file.spanCount;
  const held = of('ingest', (run) => run.heldBytes);
  const targets = targetsOf(one);
  const isLarge = bytes >= 400 * MB;
  return [
    `${place}, ${shape}, ${(bytes / MB).toFixed(0)} MB`,
    (bytes / MB / (ms / 1000)).toFixed(0),
    `${(spans / ms / 1000).toFixed(2)} M`,
    judge(ms / parseMs, targets.ofParse, 3),
    judge((ms + layoutMs) / parseMs, targets.laidOutOfParse, 3),
    judge(ms / of('read', (run) => run.ms), targets.ofRead, 2),
    judge(cpu / parseCpu, NaN, 3),
    judge(layoutMs / ms, isLarge ? LAYOUT_SHARE : NaN, 2),
    judge(
      of('ingest', (run) => run.peakBytes) / spans,
      place === 'Chromium' && bytes >= 1000 * MB ? (0.3 * bytes) / spans : NaN,
      0,
    ),
    judge(
      of('ingest', (run) => run.columnBytes) / spans,
      SPAN_BYTES + (ATTRIBUTE_BYTES * file.attributeCount) / spans,
      1,
    ),
    judge(held / spans, NaN, 0),
    judge(held / of('parse', (run) => run.heapBytes), place === 'Node' ? HEAP_SHARE : NaN, 2),
  ];
}

/** A figure, and beside it what it may be at most; an exclamation mark where it is more. */
function judge(figure: number, atMost: number, digits: number): string {
  if (Number.isNaN(figure)) return '–';
  const text = figure.toFixed(digits);
  if (Number.isNaN(atMost)) return text;
  return `${text}/${atMost.toFixed(digits)}${figure > atMost ? '!' : ''}`;
}
