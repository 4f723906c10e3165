import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { classNames } from '../parts/class-names.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { useModal } from './use-modal.ts';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  /** For columns of text. */
  isWide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A native modal dialog, open as long as it is rendered. Escape, its cross and a click beside it close it. */
export function Dialog({ title, isWide = false, onClose, children }: DialogProps) {
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={classNames(styles.dialog, isWide && styles.wide)}
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      closedby="any"
    >
      <div className={styles.body}>
        <div className={styles.header}>
          <h2 id={heading} className={styles.title}>
            {title}
          </h2>
          <IconButton icon={X} label="Close" onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
