import { useState } from 'react';
import { CircleCheck } from 'lucide-react';
import type { ImportReport } from '../../core/engine/protocol.ts';
import { DIAGNOSTICS, type Diagnostic } from '../../core/model/diagnostics.ts';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/class-names.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/DataTable.module.css';
import styles from './DiagnosticsPanel.module.css';

const FIRST_ROWS = 200;

interface Found extends Diagnostic {
  /** The file it was met in; null: met while all traces were laid out. */
  readonly file: string | null;
}

/** Everything that was read but odd: what it is, how often, what was done, and one of them as an example. */
export function DiagnosticsPanel({ report }: { report: ImportReport }) {
  const [isWhole, setIsWhole] = useState(false);
  const found = listFound(report);
  const shown = isWhole ? found : found.slice(0, FIRST_ROWS);
  return (
    <Panel title="Repaired, skipped or odd" note={found.length > 0 && formatCount(found.length)}>
      {found.length === 0 && (
        <EmptyState icon={CircleCheck} title="Nothing was repaired">
          Every record was read as it stands, and nothing was left out.
        </EmptyState>
      )}
      {found.length > 0 && (
        <ScrollRegion label="Repaired, skipped or odd" className={styles.scroll}>
          <DataTable label="Repaired, skipped or odd">
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  Count
                </th>
                <th scope="col">What</th>
                <th scope="col">Example</th>
                <th scope="col">Where</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((diagnostic) => (
                <DiagnosticRow key={`${diagnostic.code} ${diagnostic.file}`} diagnostic={diagnostic} />
              ))}
            </tbody>
          </DataTable>
        </ScrollRegion>
      )}
      {shown.length < found.length && (
        <p className={styles.more}>
          <Button onClick={() => setIsWhole(true)}>Show all {formatCountOf(found.length, 'note')}</Button>
        </p>
      )}
    </Panel>
  );
}

function DiagnosticRow({ diagnostic: { code, count, example, file } }: { diagnostic: Found }) {
  const [title, meaning] = DIAGNOSTICS[code];
  return (
    <tr className={styles.row}>
      <td className={table.number}>{formatCount(count)}</td>
      <th scope="row" className={styles.title}>
        {title}
        <span className={styles.meaning}>{meaning}</span>
      </th>
      <td className={styles.example}>{example}</td>
      <td className={classNames(styles.file, file === null && table.faint)}>{file ?? 'all traces'}</td>
    </tr>
  );
}

/** Over all traces first, then file by file. */
function listFound({ diagnostics, sources }: ImportReport): Found[] {
  const found: Found[] = diagnostics.map((diagnostic) => ({ ...diagnostic, file: null }));
  for (const source of sources)
    for (const diagnostic of source.diagnostics) found.push({ ...diagnostic, file: source.name });
  return found;
}
