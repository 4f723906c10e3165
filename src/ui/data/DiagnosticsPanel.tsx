import { CircleCheck } from 'lucide-react';
import type { ImportReport } from '../../core/engine/protocol.ts';
import { DIAGNOSTICS } from '../../core/model/diagnostics.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/DataTable.module.css';
import { groupDiagnostics, type DiagnosticGroup } from './group-diagnostics.ts';
import styles from './DiagnosticsPanel.module.css';

const TITLE = 'Repaired, skipped or odd';
/** So many files of one diagnostic are listed; the rest is counted. */
const MOST_FILES = 100;

/** Everything that was read but odd: what it is, how often, what was done, and one of them as an example. */
export function DiagnosticsPanel({ report }: { report: ImportReport }) {
  const groups = groupDiagnostics(report);
  return (
    <Panel title={TITLE} note={groups.length > 0 && formatCount(groups.length)}>
      {groups.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing was repaired">
          Every record was read as it stands, and nothing was left out.
        </EmptyState>
      ) : (
        <ScrollRegion label={TITLE} className={styles.scroll}>
          <DataTable label={TITLE}>
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
              {groups.map((group) => (
                <GroupRow key={`${group.code} ${group.files.length > 0}`} group={group} />
              ))}
            </tbody>
          </DataTable>
        </ScrollRegion>
      )}
    </Panel>
  );
}

function GroupRow({ group: { code, count, example, files } }: { group: DiagnosticGroup }) {
  const [title, meaning] = DIAGNOSTICS[code];
  return (
    <tr className={styles.row}>
      <td className={table.number}>{formatCount(count)}</td>
      <th scope="row" className={styles.title}>
        {title}
        <span className={styles.meaning}>{meaning}</span>
      </th>
      <td className={styles.example}>{example}</td>
      <td className={styles.where}>
        <Where files={files} />
      </td>
    </tr>
  );
}

function Where({ files }: { files: DiagnosticGroup['files'] }) {
  const [only] = files;
  if (!only) return <span className={table.faint}>all traces</span>;
  if (files.length === 1) return only.name;
  return (
    <details>
      <summary>{formatCountOf(files.length, 'file')}</summary>
      <ul>
        {files.slice(0, MOST_FILES).map(({ id, name, count }) => (
          <li key={id}>
            {name} <span className={table.faint}>({formatCount(count)})</span>
          </li>
        ))}
        {files.length > MOST_FILES && <li>and {formatCount(files.length - MOST_FILES)} more</li>}
      </ul>
    </details>
  );
}
