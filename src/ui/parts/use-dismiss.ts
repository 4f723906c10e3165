import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Calls `dismiss` when the pointer goes down outside of `root`, as long as what is in it `isOpen`. */
export function useDismiss(root: RefObject<HTMLElement | null>, isOpen: boolean, dismiss: () => void): void {
  const onDismiss = useEffectEvent(dismiss);
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = ({ target }: PointerEvent) => {
      if (!root.current?.contains(target as Node)) onDismiss();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [root, isOpen]);
}
