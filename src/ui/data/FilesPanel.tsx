import { useState } from 'react';
import type { SourceReport } from '../../core/model/source.ts';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { ErrorMark } from '../parts/ErrorMark.tsx';
import { formatBytes, formatCount, formatCountOf } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/DataTable.module.css';
import styles from './FilesPanel.module.css';

/** So many files are listed at first: a folder of thousands would take long to draw. */
const FIRST_ROWS = 200;

/** Every opened file, those that failed first. */
export function FilesPanel({ sources }: { sources: readonly SourceReport[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const sorted = listFailedFirst(sources);
  const shown = isWhole ? sorted : sorted.slice(0, FIRST_ROWS);
  return (
    <Panel title="Files" note={formatCount(sources.length)}>
      <ScrollRegion label="Files" className={styles.scroll}>
        <DataTable label="Files">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Format</th>
              <th scope="col">Recognised by</th>
              <th scope="col">Encoding</th>
              <th scope="col" className={table.number}>
                Size
              </th>
              <th scope="col" className={table.number}>
                Spans read
              </th>
              <th scope="col" className={table.number}>
                Notes
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, source }) => (
              <FileRow key={id} source={source} />
            ))}
          </tbody>
        </DataTable>
      </ScrollRegion>
      {shown.length < sorted.length && (
        <p className={styles.more}>
          <Button onClick={() => setIsWhole(true)}>Show all {formatCountOf(sorted.length, 'file')}</Button>
        </p>
      )}
    </Panel>
  );
}

/** Each with its place in the list, since names may come twice. */
function listFailedFirst(sources: readonly SourceReport[]) {
  const listed = sources.map((source, id) => ({ id, source }));
  const isFailed = ({ failure }: SourceReport) => (failure === null ? 0 : 1);
  return listed.sort((a, b) => isFailed(b.source) - isFailed(a.source) || a.id - b.id);
}

function FileRow({ source }: { source: SourceReport }) {
  const { name, formats, evidence, encoding, byteLength, spanCount, diagnostics, failure } = source;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {name}
        {failure !== null && (
          <span className={styles.failure}>
            <ErrorMark>{failure}</ErrorMark>
          </span>
        )}
      </th>
      <td>{formats.join(', ') || <span className={table.faint}>not recognised</span>}</td>
      <td className={styles.evidence}>{evidence}</td>
      <td>{encoding || (byteLength > 0 ? 'UTF-8' : '–')}</td>
      <td className={table.number}>{byteLength > 0 ? formatBytes(byteLength) : '–'}</td>
      <td className={table.number}>{formatCount(spanCount)}</td>
      <td className={table.number}>{diagnostics.length > 0 ? formatCount(diagnostics.length) : '–'}</td>
    </tr>
  );
}
