import { ClipboardPaste, FileUp, FlaskConical, FolderOpen } from 'lucide-react';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { Mark } from '../parts/Mark.tsx';
import { FormatList } from './FormatList.tsx';
import { useOpening } from './OpenProvider.tsx';
import { PrivacyNote } from './PrivacyNote.tsx';
import styles from './OpenPage.module.css';

/** The page while nothing is open: how to open something, what is read, and that it stays here. */
export function OpenPage() {
  const actions = useActions();
  const isLoading = useAppState((state) => state.isLoading);
  const { chooseFiles, chooseFolder, paste } = useOpening();
  return (
    <div className={styles.page}>
      <div className={styles.open}>
        <div className={styles.target}>
          <Mark size={44} />
          {isLoading ? (
            <>
              <h1 className={styles.title}>Reading…</h1>
              <p className={styles.lead}>
                The first traces appear here as soon as they are read. How far it is stands below; more files
                can be added meanwhile.
              </p>
            </>
          ) : (
            <>
              <h1 className={styles.title}>Drop trace exports here</h1>
              <p className={styles.lead}>
                Files or whole folders, of any size, formats mixed, compressed or not. Many files become one
                data set.
              </p>
            </>
          )}
          <div className={styles.buttons}>
            <Button variant="primary" icon={FileUp} onClick={chooseFiles}>
              Choose files
            </Button>
            <Button icon={FolderOpen} onClick={chooseFolder}>
              Choose a folder
            </Button>
            <Button icon={ClipboardPaste} onClick={paste}>
              Paste
            </Button>
          </div>
          <LinkedFiles />
        </div>
        <section aria-label="Sample" className={styles.sample}>
          <Button icon={FlaskConical} onClick={() => actions.openSample()}>
            Open the sample incident
          </Button>
          <p>A shop of twelve services, 3,000 traces in 30 minutes. Then checkout gets slow: find out why.</p>
        </section>
        <PrivacyNote />
      </div>
      <FormatList />
    </div>
  );
}

/** A link names the files it was made with; they have to be opened by hand. */
function LinkedFiles() {
  const linkedFiles = useAppState((state) => state.linkedFiles);
  if (linkedFiles === null) return null;
  return (
    <p className={styles.linked}>
      The link you followed was made with files that it does not carry. Open them, and its view comes back.
    </p>
  );
}
