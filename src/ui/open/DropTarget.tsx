import { FileInput } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { readDroppedFiles, readPastedFiles, type GivenFiles } from './dropped-files.ts';
import styles from './DropTarget.module.css';

interface DropTargetProps {
  /** Stays the same, as `onTrouble`. */
  onGiven: (given: GivenFiles) => void;
  onTrouble: (what: string) => void;
  children: ReactNode;
}

/** The whole window takes files that are dropped or pasted, whatever it shows. */
export function DropTarget({ onGiven, onTrouble, children }: DropTargetProps) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      readDroppedFiles(event.dataTransfer).then(onGiven, () =>
        onTrouble('The browser could not read what was dropped'),
      );
    };
    const paste = (event: ClipboardEvent) => {
      if (isEditable(event.target) || !event.clipboardData) return;
      const files = readPastedFiles(event.clipboardData);
      if (files) onGiven({ files, leftOutCount: 0 });
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
  }, [onGiven, onTrouble]);
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
