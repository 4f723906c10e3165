import type { ImportReport } from '../../core/engine/protocol.ts';
import { useAppState } from '../app-context.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { SoFarMark } from '../parts/PartMark.tsx';
import { makeLedger, type Deduction } from './ledger.ts';
import styles from './LedgerLine.module.css';

/** Where every record went, in one line of sums: files → records − skipped = spans read − copies = spans, in traces. */
export function LedgerLine({ report }: { report: ImportReport }) {
  const { fileCount, recordCount, skipped, readCount, dropped, spanCount, traceCount } = makeLedger(report);
  return (
    <Panel title="Where every record went">
      <ol aria-label="From files to traces" className={styles.ledger}>
        <Sum text={formatCountOf(fileCount, 'file')} />
        <Sum sign="→" text={formatCountOf(recordCount, 'record')} />
        <Deductions deductions={skipped} />
        {dropped.length > 0 && <Sum sign="=" text={`${formatCountOf(readCount, 'span')} read`} />}
        <Deductions deductions={dropped} />
        <Sum sign="=" text={formatCountOf(spanCount, 'span')} />
        <Sum sign="→" text={formatCountOf(traceCount, 'trace')} />
      </ol>
    </Panel>
  );
}

/** While files are read nothing adds up yet: what is here by now. */
export function LedgerSoFar({ report: { spanCount, traceCount } }: { report: ImportReport }) {
  const read = useAppState(({ load }) => load?.spanCount ?? 0);
  return (
    <Panel title="Where every record went" note={<SoFarMark />}>
      <p className={styles.ledger}>
        {formatCountOf(read, 'span')} read in these files, {formatCount(spanCount)} of all laid out in{' '}
        {formatCountOf(traceCount, 'trace')}. The sums are drawn when everything is read.
      </p>
    </Panel>
  );
}

function Sum({ sign, text }: { sign?: '→' | '='; text: string }) {
  return (
    <li className={styles.sum}>
      {sign && <span className={styles.sign}>{sign}</span>}
      <strong>{text}</strong>
    </li>
  );
}

function Deductions({ deductions }: { deductions: readonly Deduction[] }) {
  return deductions.map(({ count, what }) => (
    <li key={what} className={styles.minus}>
      <span className={styles.sign}>−</span>
      {formatCount(count)} {what}
    </li>
  ));
}
