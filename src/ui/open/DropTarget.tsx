import { FileInput } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useActions } from '../app-context.tsx';
import { useAnnounce } from '../parts/Announcer.tsx';
import { describeLeftOut, type GivenFiles, readDroppedFiles, readPastedFiles } from './dropped-files.ts';
import styles from './DropTarget.module.css';

/** The whole window takes files that are dropped or pasted, whatever it shows. */
export function DropTarget({ children }: { children: ReactNode }) {
  const actions = useActions();
  const announce = useAnnounce();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const take = (given: GivenFiles) => {
      if (given.files.length > 0) actions.openFiles(given.files);
      const leftOut = describeLeftOut(given);
      if (leftOut !== null) announce(leftOut);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      readDroppedFiles(event.dataTransfer).then(take, () =>
        announce('The browser could not read what was dropped'),
      );
    };
    const paste = (event: ClipboardEvent) => {
      if (isEditable(event.target) || !event.clipboardData) return;
      const files = readPastedFiles(event.clipboardData);
      if (files) actions.openFiles(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [actions, announce]);
  return (
    <>
      {children}
      {isOver && (
        <div className={styles.overlay}>
          <p className={styles.message}>
            <FileInput size={20} aria-hidden /> Drop to open
          </p>
        </div>
      )}
    </>
  );
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
