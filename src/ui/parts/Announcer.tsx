import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const AnnounceContext = createContext<(message: string) => void>(() => {});

/** Says something politely to screen readers: a result count, "Copied". */
export function useAnnounce(): (message: string) => void {
  return useContext(AnnounceContext);
}

/** Holds the page's one live region. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  const announce = useCallback((message: string) => {
    // a region whose text does not change is not read again
    setSaid((before) => (before === message ? `${message}\u00a0` : message));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
    </AnnounceContext>
  );
}
