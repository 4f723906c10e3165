import { CircleCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ImportReport } from '../../core/engine/protocol.ts';
import { DIAGNOSTICS, titleOf, type DiagnosticCode } from '../../core/model/diagnostics.ts';
import type { Repairs } from '../../core/model/repairs.ts';
import { useActions } from '../app-context.tsx';
import { Check } from '../parts/Check.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { PartNote } from '../parts/PartMark.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/DataTable.module.css';
import { groupDiagnostics, type DiagnosticGroup } from './group-diagnostics.ts';
import styles from './DiagnosticsPanel.module.css';

const TITLE = 'Repaired, skipped or odd';
/** So many files of one diagnostic are listed; the rest is counted. */
const MOST_FILES = 100;

/** The repairs one may see otherwise. They come first and stay there: a switch does not leave the pointer that clicks it. */
const OPINIONS: readonly Opinion[] = [
  {
    codes: ['duplicate-span', 'kept-duplicate'],
    repair: 'dropDuplicates',
    label: 'Drop duplicates',
  },
  { codes: ['merged-span'], repair: 'mergePartials', label: 'Merge partial copies' },
  { codes: ['impossible-time'], repair: 'setImpossibleTimesAside', label: 'Set impossible times aside' },
];
interface Opinion {
  /** What it mends; then what is said of that without it, if anything is. */
  readonly codes: readonly [DiagnosticCode, DiagnosticCode?];
  readonly repair: keyof Repairs;
  readonly label: string;
}

/** Everything that was read but odd: what it is, how often, what was done, and one of them as an example. */
export function DiagnosticsPanel({ report }: { report: ImportReport }) {
  const groups = groupDiagnostics(report);
  const isAsRead = groups.length === 0 && OPINIONS.every(({ repair }) => report.repairs[repair]);
  const others = groups.filter((group) => !OPINIONS.some((opinion) => isAbout(opinion, group)));
  return (
    <Panel title={TITLE} note={<PartNote>{groups.length > 0 && formatCount(groups.length)}</PartNote>}>
      {isAsRead ? (
        <EmptyState icon={CircleCheck} title="Nothing was repaired">
          Every record was read as it stands.
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
                <th scope="col">Your choice</th>
              </tr>
            </thead>
            <tbody>
              {OPINIONS.map((opinion) => (
                <GroupRow
                  key={opinion.repair}
                  group={groups.find((group) => isAbout(opinion, group)) ?? noneOf(opinion, report.repairs)}
                >
                  <RepairSwitch opinion={opinion} repairs={report.repairs} />
                </GroupRow>
              ))}
              {others.map((group) => (
                <GroupRow key={`${group.code} ${group.files.length > 0}`} group={group} />
              ))}
            </tbody>
          </DataTable>
        </ScrollRegion>
      )}
    </Panel>
  );
}

function isAbout({ codes }: Opinion, { code }: DiagnosticGroup): boolean {
  return codes.includes(code);
}

function noneOf({ codes: [made, unmade = made], repair }: Opinion, repairs: Repairs): DiagnosticGroup {
  return { code: repairs[repair] ? made : unmade, count: 0, example: '', files: [] };
}

interface GroupRowProps {
  group: DiagnosticGroup;
  /** What may be chosen. */
  children?: ReactNode;
}

function GroupRow({ group: { code, count, example, files }, children }: GroupRowProps) {
  const [, meaning] = DIAGNOSTICS[code];
  return (
    <tr className={styles.row}>
      <td className={table.number}>{count > 0 ? formatCount(count) : '–'}</td>
      <th scope="row" className={styles.title}>
        {titleOf(code, count)}
        <span className={styles.meaning}>{meaning}</span>
      </th>
      <td className={styles.example}>{example}</td>
      <td className={styles.where}>{count > 0 && <Where files={files} />}</td>
      <td className={styles.done}>{children}</td>
    </tr>
  );
}

/** Makes a repair or leaves it: all traces are laid out anew, and until they are the switch says so. */
function RepairSwitch({ opinion: { repair, label }, repairs }: { opinion: Opinion; repairs: Repairs }) {
  const actions = useActions();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const isMade = wanted ?? repairs[repair];
  const isPending = wanted !== null && wanted !== repairs[repair];
  if (wanted !== null && !isPending) setWanted(null);
  return (
    <Check
      role="switch"
      aria-checked={isMade}
      checked={isMade}
      aria-busy={isPending}
      note={isPending ? 'laying out…' : undefined}
      onChange={(isOn) => {
        setWanted(isOn);
        actions.setRepairs({ ...repairs, [repair]: isOn });
      }}
    >
      {label}
    </Check>
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
