import { RotateCcw, X } from 'lucide-react';
import { useMemo, useState, type CSSProperties } from 'react';
import type { FileState } from '../../state/app-state.ts';
import { useActions, useAnswer } from '../app-context.tsx';
import { classNames } from '../parts/class-names.ts';
import table from '../parts/DataTable.module.css';
import { formatBytes, formatCount, formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { keepFocus } from '../parts/keep-focus.ts';
import { LongTable, type RowFocus } from '../parts/LongTable.tsx';
import { VisuallyHidden } from '../parts/VisuallyHidden.tsx';
import { FileDetails } from './FileDetails.tsx';
import { describeFile, isOpen, PHASE_ICONS } from './file-words.ts';
import styles from './FileTable.module.css';

/** Rows drawn before the table scrolls. */
const MOST_ROWS = 8;
const ROW_HEIGHT = 46;
const HEADER_HEIGHT = 24;
/** Laying so many spans out anew takes seconds: closing a file asks first. */
const MANY_SPANS = 1_000_000;

/**
 * Files of any number, those that failed or were lost first, the others in the order in which they were given. The one
 * that is picked is told in full below.
 */
export function FileTable({ files }: { files: readonly FileState[] }) {
  const [pickedId, setPickedId] = useState<number | null>(null);
  const { asked, close, keep } = useClosing();
  const pick = (id: number) => {
    keep();
    setPickedId(id === pickedId ? null : id);
  };
  const closeOrAsk = (file: FileState) => {
    if (close(file) === 'asked') setPickedId(file.id);
  };
  const sorted = useMemo(() => listFailedFirst(files), [files]);
  const picked = sorted.find(({ id }) => id === pickedId) ?? null;
  const height = Math.min(MOST_ROWS, sorted.length) * ROW_HEIGHT + HEADER_HEIGHT + 2;
  return (
    <div className={styles.files}>
      <div className={styles.rows} style={{ '--height': `${height}px` } as CSSProperties}>
        <LongTable
          label={formatCountOf(sorted.length, 'file')}
          rowCount={sorted.length}
          narrow={Infinity}
          className={styles.table}
          head={
            <>
              <th scope="col">File</th>
              <th scope="col" className={table.number}>
                Size
              </th>
              <th scope="col" className={table.number}>
                Spans
              </th>
              <th scope="col">
                <VisuallyHidden>Actions</VisuallyHidden>
              </th>
            </>
          }
          isSelected={(row) => sorted[row]?.id === pickedId}
          renderRow={(row, focus) => {
            const file = sorted[row]!;
            return (
              <FileCells
                file={file}
                focus={focus}
                isPicked={file.id === pickedId}
                onPick={() => pick(file.id)}
                onClose={() => closeOrAsk(file)}
              />
            );
          }}
        />
      </div>
      {picked && (
        <FileDetails
          key={picked.id}
          file={picked}
          costOfClosing={asked?.id === picked.id ? asked.cost : null}
          onClose={() => close(picked)}
          onKeep={keep}
        />
      )}
    </div>
  );
}

/** Closes a file at once, or asks first where that lays many spans out anew: the second call for the same file is the yes. */
function useClosing() {
  const actions = useActions();
  const { result: report } = useAnswer('getImportReport', {});
  const [asked, setAsked] = useState<{ readonly id: number; readonly cost: number } | null>(null);
  const close = (file: FileState): 'asked' | 'closed' => {
    const cost = (report?.spanCount ?? 0) - (file.report?.spanCount ?? 0);
    if (isOpen(file) && cost > MANY_SPANS && asked?.id !== file.id) {
      setAsked({ id: file.id, cost });
      return 'asked';
    }
    setAsked(null);
    actions.closeFile(file.id);
    return 'closed';
  };
  return { asked, close, keep: () => setAsked(null) };
}

function listFailedFirst(files: readonly FileState[]): FileState[] {
  const rank = ({ phase }: FileState) => (phase === 'failed' || phase === 'lost' ? 0 : 1);
  return files.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id);
}

interface FileCellsProps {
  file: FileState;
  focus: RowFocus;
  isPicked: boolean;
  onPick: () => void;
  onClose: () => void;
}

function FileCells({ file, focus, isPicked, onPick, onClose }: FileCellsProps) {
  const { name, size, phase, report, progress } = file;
  const Icon = PHASE_ICONS[phase];
  const spanCount = report?.spanCount ?? progress?.spanCount ?? 0;
  const isBad = phase === 'failed' || phase === 'lost' || (report?.failure ?? null) !== null;
  return (
    <>
      <th scope="row" className={styles.file}>
        <button
          type="button"
          {...focus}
          aria-expanded={isPicked}
          className={classNames(table.rowAction, styles.name)}
          title={name}
          onClick={onPick}
        >
          {name}
        </button>
        <span className={classNames(styles.state, isBad && styles.bad)}>
          <Icon size={13} aria-hidden />
          <span className={styles.words} title={report?.failure ?? undefined}>
            {describeFile(file)}
          </span>
        </span>
      </th>
      <td className={table.number}>{size > 0 ? formatBytes(size) : '–'}</td>
      <td className={table.number}>{spanCount > 0 ? formatCount(spanCount) : '–'}</td>
      <td className={styles.actions}>
        <FileAction file={file} tabIndex={focus.tabIndex} onClose={onClose} />
      </td>
    </>
  );
}

interface FileActionProps {
  file: FileState;
  tabIndex: 0 | -1;
  onClose: () => void;
}

/** The one thing that is most likely wanted of a file in its state. */
function FileAction({ file: { id, name, phase }, tabIndex, onClose }: FileActionProps) {
  const actions = useActions();
  if (phase === 'closing') return null;
  const isComing = phase === 'waiting' || phase === 'reading';
  const [icon, label, onClick] = isComing
    ? [X, `Cancel ${name}`, () => actions.cancelFile(id)]
    : isOpen({ phase })
      ? [X, `Close ${name}`, onClose]
      : [RotateCcw, `Open ${name} again`, () => actions.reopenFile(id)];
  return (
    <span ref={keepFocus}>
      <IconButton isSmall tabIndex={tabIndex} icon={icon} label={label} onClick={onClick} />
    </span>
  );
}
