import { useState, type ReactNode } from 'react';
import { createCursors, CursorsContext } from './cursors.ts';

/** Around all strips that share a time scale: what is pointed at and measured on one shows on the others. */
export function TimeCursors({ children }: { children: ReactNode }) {
  const [cursors] = useState(createCursors);
  return <CursorsContext value={cursors}>{children}</CursorsContext>;
}
