import { MemoryStick } from 'lucide-react';
import type { Detail } from '../../core/model/source.ts';
import { useAnswer, useAppState } from '../app-context.tsx';
import { formatBytes } from '../parts/format.ts';
import styles from './MemoryLine.module.css';

/** What is done to save memory, by what is held by now. */
const STEPS: Readonly<Record<Detail, string>> = {
  all: 'If it stays so, attributes, events and links will stay in the files, to be read when you look at a span.',
  'no-attributes':
    'Attributes, events and links stay in the files, to be read when you look at a span. Everything else is held.',
  sample:
    'Some traces are held, each whole: first those with errors, then the slowest, then a sample. Totals are exact.',
};

/** Before memory runs short: how much would be needed, how much there is, and what is done about it. Nothing while it is enough. */
export function MemoryLine() {
  const load = useAppState((state) => state.load);
  const { result: report } = useAnswer('getImportReport', {});
  if (!load || !report) return null;
  const { expectedMemory, detail } = load;
  if (detail === 'all' && expectedMemory <= report.budget) return null;
  return (
    <p className={styles.memory}>
      <MemoryStick size={14} aria-hidden />
      <span>
        {expectedMemory > report.budget
          ? `All of it would take about ${formatBytes(expectedMemory)} of memory, and up to ${formatBytes(report.budget)} are used. `
          : ''}
        {STEPS[detail]}
      </span>
    </p>
  );
}
