import { useEffect, useState } from 'react';
import { useAnnounce } from './Announcer.tsx';

const SHOWN_FOR = 1500;

/** Copies text to the clipboard; `isCopied` for a moment afterwards, and the announcer says that it did. */
export function useCopy(): { readonly isCopied: boolean; readonly copy: (text: string) => Promise<void> } {
  const announce = useAnnounce();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
      announce('Copied');
    } catch {
      announce('The browser does not let this page copy');
    }
  };
  return { isCopied, copy };
}
