import { TriangleAlert, X } from 'lucide-react';
import { useActions, useAppState } from '../app-context.tsx';
import { FileTable } from '../open/FileTable.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { ofFiles } from '../parts/of-files.ts';
import styles from './Notice.module.css';

const countLost = ofFiles((files) => files.filter(({ phase }) => phase === 'lost').length);

/** What the page has to say about its link or its worker; files lost with the worker are listed, and can be opened again. */
export function Notice() {
  const actions = useActions();
  const notice = useAppState((state) => state.notice);
  const lostCount = useAppState(countLost);
  if (notice === null) return null;
  return (
    <section aria-label="Notice" className={styles.notice}>
      <div className={styles.line}>
        <TriangleAlert size={16} aria-hidden />
        <p role="alert">{notice}</p>
        {lostCount > 0 && <WaysBack lostCount={lostCount} />}
        <IconButton isSmall icon={X} label="Dismiss" onClick={() => actions.dismissNotice()} />
      </div>
      {lostCount > 0 && <LostFiles />}
    </section>
  );
}

/** To read what was lost again: as before, or so that it takes less memory. */
function WaysBack({ lostCount }: { lostCount: number }) {
  const actions = useActions();
  return (
    <>
      <Button onClick={() => actions.reopenFiles()}>Open {formatCountOf(lostCount, 'file')} again</Button>
      <Button onClick={() => actions.reopenFiles('no-attributes')}>Open again with less</Button>
    </>
  );
}

function LostFiles() {
  const files = useAppState((state) => state.files);
  const lost = files.filter(({ phase }) => phase === 'lost');
  return (
    <>
      <p className={styles.less}>
        With less: spans are held, attributes, events and links stay in the files and are read when you look
        at a span.
      </p>
      <div className={styles.files}>
        <FileTable files={lost} />
      </div>
    </>
  );
}
