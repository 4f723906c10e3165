import { Shapes } from 'lucide-react';
import type { Coverage } from '../../core/engine/protocol.ts';
import { useAppState } from '../app-context.tsx';
import { formatCountOf } from '../parts/format.ts';
import { describeSample } from '../parts/sample-words.ts';
import { ViewLink } from '../parts/ViewLink.tsx';
import styles from './CoverageBanner.module.css';

/** Above every view but that of the data, which tells it in full: that not everything that was read is held. */
export function CoverageBanner() {
  const coverage = useAppState((state) => state.coverage);
  const tab = useAppState((state) => state.view.tab);
  if (coverage === null || tab === 'data') return null;
  return (
    <section aria-label="What is held" className={styles.banner}>
      <Shapes size={14} aria-hidden />
      <span>
        {describeCoverage(coverage)}{' '}
        <ViewLink to={{ tab: 'data' }} className={styles.link}>
          What is held, and how to get the rest
        </ViewLink>
      </span>
    </section>
  );
}

/** What is held of everything, in a sentence. */
function describeCoverage({ sample, totals }: Coverage): string {
  return sample === null
    ? 'Attributes, events and links are not in memory: they are read from the file when you look at a span, and are not searched.'
    : `A sample of ${formatCountOf(totals.traceCount, 'trace')}: ${describeSample(sample)}.`;
}
