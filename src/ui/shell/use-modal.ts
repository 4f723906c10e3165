import { useLayoutEffect, type RefObject } from 'react';

/** Opens the dialog as a modal one as long as it is rendered; where it goes, the focus returns to where it was. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close?.(); // absent where there is no layout
  }, [dialog]);
}
