import {
  Ban,
  CircleCheck,
  CircleStop,
  Clock,
  FileX,
  Hourglass,
  Trash2,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { Detail, SourceReport } from '../../core/model/source.ts';
import type { FilePhase, FileState } from '../../state/app-state.ts';
import { formatBytes, formatCountOf, formatShare } from '../parts/format.ts';

/** A shape for each state of a file: none is told by colour alone. */
export const PHASE_ICONS: Readonly<Record<FilePhase, LucideIcon>> = {
  waiting: Clock,
  reading: Hourglass,
  done: CircleCheck,
  stopped: CircleStop,
  closing: Trash2,
  failed: FileX,
  cancelled: Ban,
  lost: Unplug,
};

/** How far a file was read, in words: "read to its end", "38.6 MB of 94.2 MB". */
export function describePhase({ phase, size, progress, report }: FileState): string {
  switch (phase) {
    case 'waiting':
      return 'waiting';
    case 'reading':
      return size > 0 ? `${formatBytes(progress?.done ?? 0)} of ${formatBytes(size)}` : 'being read';
    case 'done':
      return report?.failure == null ? 'read to its end' : 'read in part';
    case 'stopped':
      return `stopped at ${shareOf(report?.stoppedAt ?? 0, size)}`;
    case 'closing':
      return 'being closed';
    case 'failed':
      return 'could not be read';
    case 'cancelled':
      return 'cancelled';
    case 'lost':
      return 'lost with the worker';
  }
}

function shareOf(done: number, size: number): string {
  return size > 0 ? `${formatBytes(done)}, ${formatShare(Math.min(1, done / size))}` : formatBytes(done);
}

/** A file in a line: how far it was read, what it is, or why it could not be read. */
export function describeFile(file: FileState): string {
  const { report, progress } = file;
  const facts = report === null ? [progress?.format ?? ''] : listFacts(report);
  return [describePhase(file), ...facts].filter((fact) => fact !== '').join(' · ');
}

/** Those that say nothing are ''. */
function listFacts({
  formats,
  encoding,
  innerFileCount,
  detail,
  failure,
  diagnostics,
}: SourceReport): string[] {
  return [
    failure ?? '',
    formats.join(', '),
    encoding,
    innerFileCount > 0 ? `${formatCountOf(innerFileCount, 'file')} inside` : '',
    detail === 'all' ? '' : DETAIL_NAMES[detail],
    failure === null && diagnostics.length > 0 ? formatCountOf(diagnostics.length, 'note') : '',
  ];
}

/** What is held of a file, in a word or two. */
const DETAIL_NAMES: Readonly<Record<Exclude<Detail, 'all'>, string>> = {
  'no-attributes': 'without attributes',
  sample: 'a sample',
};

/** What is held of a file, in words. */
export const DETAIL_WORDS: Readonly<Record<Detail, string>> = {
  all: 'everything',
  'no-attributes': 'spans; attributes, events and links are read from the file when you look at a span',
  sample: 'some traces, each whole: first those with errors, then the slowest, then a sample',
};

/** Whether spans of the file are in the data set. */
export function isOpen({ phase }: Pick<FileState, 'phase'>): boolean {
  return phase === 'done' || phase === 'stopped';
}
