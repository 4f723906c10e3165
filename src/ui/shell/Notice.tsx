import { TriangleAlert, X } from 'lucide-react';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import styles from './Notice.module.css';

/** What the page has to say about its link or its worker; files lost with the worker can be opened again from here. */
export function Notice() {
  const actions = useActions();
  const notice = useAppState((state) => state.notice);
  const lostCount = useAppState(({ files }) => files.filter(({ phase }) => phase === 'lost').length);
  if (notice === null) return null;
  return (
    <div role="alert" className={styles.notice}>
      <TriangleAlert size={16} aria-hidden />
      <p>{notice}</p>
      {lostCount > 0 && (
        <Button onClick={() => actions.reopenFiles()}>Open {formatCountOf(lostCount, 'file')} again</Button>
      )}
      <IconButton isSmall icon={X} label="Dismiss" onClick={() => actions.dismissNotice()} />
    </div>
  );
}
