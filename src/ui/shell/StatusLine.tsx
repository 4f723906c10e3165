import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useAnswer, useAppState } from '../app-context.tsx';
import { PrivacyText } from '../open/PrivacyNote.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { Dialog } from './Dialog.tsx';
import type { Opened } from './use-opened.ts';
import styles from './StatusLine.module.css';

/** The bottom line: how much passes the filter, and the promise that nothing leaves. */
export function StatusLine({ opened }: { opened: Opened }) {
  const [isExplained, setIsExplained] = useState(false);
  return (
    <footer className={styles.status}>
      {opened.hasTraces && <FilterCount totalCount={opened.report?.traceCount ?? 0} />}
      <button type="button" className={styles.promise} onClick={() => setIsExplained(true)}>
        <ShieldCheck size={14} aria-hidden />
        <span>
          {'0 bytes sent'}
          <span className={styles.rest}>: nothing leaves this tab</span>
        </span>
      </button>
      {isExplained && (
        <Dialog title="Nothing leaves this tab" onClose={() => setIsExplained(false)}>
          <PrivacyText />
        </Dialog>
      )}
    </footer>
  );
}

function FilterCount({ totalCount }: { totalCount: number }) {
  const filter = useAppState((state) => state.view.filter);
  const { result } = useAnswer('getSummary', { filter });
  if (!result) return null;
  const { traceCount, spanCount } = result;
  const of = traceCount < totalCount ? `${formatCount(traceCount)} of ` : '';
  return <span>{`${of}${formatCountOf(totalCount, 'trace')} · ${formatCountOf(spanCount, 'span')}`}</span>;
}
